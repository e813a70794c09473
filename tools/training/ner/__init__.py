"""Trains the recognizer of names on public corpora and the own gold."""
