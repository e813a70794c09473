"""Scores the repository's own corpus, logs every look at the test split, writes the README's scores."""
