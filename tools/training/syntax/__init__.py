"""The pipeline of tagger and parser: its data, its training, its figures."""
