"""Vectors of words from raw text: which words stand near which, weighed and reduced.

Source: Levy, Goldberg and Dagan 2015, "Improving distributional similarity with lessons learned from word
embeddings": positive pointwise mutual information with smoothed contexts, singular vectors times the root of
their values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from pipeline.scoring.linear import Array

NEAR: Final = 5
"""Up to how many words apart two words count as near; each counts as the inverse of its distance."""
LEAST: Final = 3
"""How often a word must stand in the texts."""
_SMOOTHING: Final = 0.75


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The row of each word, and the rows (words by size), with a standard deviation of 1 over all values."""

    rows: dict[str, int]
    matrix: Array


def learn_vectors(texts: Iterable[Sequence[str]], size: int, least: int = LEAST) -> WordVectors:
    """Return vectors of the words of texts, equal for equal texts.

    Args:
        texts: The words of each text, in order.
        size: Values of a vector; fewer than the words that stand often enough.
        least: How often a word must stand in the texts.
    """
    kept = list(texts)
    counts = Counter(word for words in kept for word in words)
    rows = {word: row for row, word in enumerate(sorted(w for w, count in counts.items() if count >= least))}
    weighed = _weigh(_count_near(kept, rows))
    left, values, _ = svds(weighed, k=size, v0=np.ones(len(rows)))
    matrix = left * np.sqrt(values)
    return WordVectors(rows, np.asarray(matrix / matrix.std(), dtype=np.float32))


def _count_near(texts: Iterable[Sequence[str]], rows: dict[str, int]) -> csr_matrix:
    """Return how often each two words stand near each other (words by words, symmetric)."""
    places = [np.array([rows.get(word, -1) for word in words]) for words in texts]
    total = csr_matrix((len(rows), len(rows)), dtype=np.float64)
    for apart in range(1, NEAR + 1):
        first = np.concatenate([place[:-apart] for place in places])
        second = np.concatenate([place[apart:] for place in places])
        both = (first >= 0) & (second >= 0)
        weights = np.full(int(both.sum()), 1 / apart)
        total += coo_matrix((weights, (first[both], second[both])), shape=total.shape).tocsr()
    return total + total.T


def _weigh(near: csr_matrix) -> csr_matrix:
    """Return the positive pointwise mutual information of each two words."""
    found = near.tocoo()
    totals = np.asarray(near.sum(axis=1)).ravel()
    smoothed = totals**_SMOOTHING / (totals**_SMOOTHING).sum()
    information = np.log(found.data / (totals[found.row] * smoothed[found.col]))
    more = information > 0
    return csr_matrix((information[more], (found.row[more], found.col[more])), shape=near.shape)
