"""A small convolutional network over the words of a pair, and its gradient, in NumPy.

Every word is a row: its vector, its distances to chemical and protein, its arc, and whether it lies on the
shortest path between the two. A convolution over three words follows; its largest values before, between and
behind the two names and on the path, beside the mean vectors of the names, go into a softmax. The sentences
of a batch lie one behind the other, so that nothing is padded.

Sources: Zeng and others 2015 (largest values by piece), Nguyen and Grishman 2015 (distances to both names).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

from pipeline.scoring.linear import Array

Ids = NDArray[np.int32]
Parameters = dict[str, Array]

FILTERS: Final = 128
REACH: Final = 30
"""Words from a name at which distances end; it's also the id of distance 0."""
TABLES: Final = ("word", "chemical", "protein", "arc")
"""The tables of vectors that a word's row is made of, in the order of the columns of `Batch.grid`."""
SIZES: Final = (100, 16, 16, 12)
PIECES: Final = 4
_OPS: Final = NumpyOps(use_blis=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """The words of several pairs, one pair behind the other.

    Args:
        grid: Ids into each of `TABLES` (words by tables).
        on_path: 1 where a word lies on the path between the names, else 0 (words).
        lengths: The words of each pair (pairs), at least one each.
        pieces: The words that each piece looks at, of every pair: before, between and behind the names, and
            on the path (four arrays of rows of the grid; within one, no row twice).
        piece_lengths: How many of them belong to each pair, at least one each (pieces by pairs).
        names: Ids of the words of the chemicals' and the proteins' names (two arrays).
        name_lengths: How many belong to each pair, at least one each (two by pairs).
    """

    grid: Ids
    on_path: Array
    lengths: Ids
    pieces: tuple[Ids, ...]
    piece_lengths: Ids
    names: tuple[Ids, Ids]
    name_lengths: Ids


@dataclass(frozen=True, slots=True)
class Drops:
    """What is multiplied with which values while the network is fitted: 0 or more, 1 on average.

    Args:
        words: For the words' vectors (words by size).
        features: For what goes into the softmax (pairs by features).
    """

    words: Array
    features: Array


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the gradient needs of a pass: inputs of the convolution and of the softmax, values of the
    convolution, and which row each largest value came from."""

    columns: Array
    values: Array
    largest: tuple[Ids, ...]
    features: Array


def make_parameters(
    vectors: Array, arcs: int, classes: int, rng: np.random.Generator, filters: int = FILTERS
) -> Parameters:
    """Return parameters to begin with.

    Args:
        vectors: Those of the words (words by the first of `SIZES`).
        arcs: How many kinds of arcs there are.
        classes: How many classes.
        rng: Where the others come from.
        filters: How many values the convolution has.
    """
    distances = 2 * REACH + 1
    row = sum(SIZES) + 1
    features = PIECES * filters + 2 * SIZES[0]

    def draw(rows: int, columns: int, scale: float) -> Array:
        return rng.normal(0, scale, (rows, columns)).astype(np.float32)

    return {
        "word": vectors.astype(np.float32),
        "chemical": draw(distances, SIZES[1], 1),
        "protein": draw(distances, SIZES[2], 1),
        "arc": draw(arcs, SIZES[3], 1),
        "filters": draw(3 * row, filters, (3 * 3 * row) ** -0.5),
        "filters bias": np.zeros(filters, dtype=np.float32),
        "classes": draw(features, classes, (3 * features) ** -0.5),
        "classes bias": np.zeros(classes, dtype=np.float32),
    }


def predict(parameters: Parameters, batch: Batch) -> Array:
    """Return the probability of each class (pairs by classes)."""
    return _forward(parameters, batch, None)[0]


def differentiate(
    parameters: Parameters, batch: Batch, classes: Ids, drops: Drops | None = None
) -> tuple[float, Parameters]:
    """Return the mean negative log-likelihood of the right classes, and its gradient by each parameter.

    Args:
        parameters: Those of the network.
        batch: The pairs.
        classes: The right class of each (pairs).
        drops: What is dropped; nothing if None.
    """
    odds, kept = _forward(parameters, batch, drops)
    pairs = np.arange(len(classes))
    loss = -float(np.log(odds[pairs, classes] + 1e-12).mean())
    error = odds.copy()
    error[pairs, classes] -= 1
    error /= len(classes)
    return loss, _backward(parameters, batch, drops, kept, error)


def _forward(parameters: Parameters, batch: Batch, drops: Drops | None) -> tuple[Array, _Kept]:
    parts = [parameters[name][ids] for name, ids in zip(TABLES, batch.grid.T, strict=True)]
    if drops is not None:
        parts[0] *= drops.words
    rows = np.concatenate([*parts, batch.on_path[:, None]], axis=1)
    columns = _OPS.seq2col(rows, 1, lengths=batch.lengths)
    values = np.maximum(columns @ parameters["filters"] + parameters["filters bias"], 0)
    pooled = [
        _OPS.reduce_max(values[piece], lengths)
        for piece, lengths in zip(batch.pieces, batch.piece_lengths, strict=True)
    ]
    means = [
        _OPS.reduce_mean(parameters["word"][ids], lengths)
        for ids, lengths in zip(batch.names, batch.name_lengths, strict=True)
    ]
    features = np.concatenate([*(most for most, _ in pooled), *means], axis=1)
    if drops is not None:
        features *= drops.features
    scores = features @ parameters["classes"] + parameters["classes bias"]
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    return odds, _Kept(columns, values, tuple(which for _, which in pooled), features)


def _backward(
    parameters: Parameters, batch: Batch, drops: Drops | None, kept: _Kept, error: Array
) -> Parameters:
    """Return the gradients; `error` is that by the scores (pairs by classes)."""
    by_features = error @ parameters["classes"].T
    if drops is not None:
        by_features *= drops.features
    filters = kept.values.shape[1]
    by_values = np.zeros_like(kept.values)
    for at, (piece, lengths, largest) in enumerate(
        zip(batch.pieces, batch.piece_lengths, kept.largest, strict=True)
    ):
        part = np.ascontiguousarray(by_features[:, at * filters : (at + 1) * filters])
        by_values[piece] += _OPS.backprop_reduce_max(part, largest, lengths)
    by_values *= kept.values > 0
    by_rows = _OPS.backprop_seq2col(by_values @ parameters["filters"].T, 1, lengths=batch.lengths)
    gradients = {
        "classes": kept.features.T @ error,
        "classes bias": error.sum(axis=0),
        "filters": kept.columns.T @ by_values,
        "filters bias": by_values.sum(axis=0),
    }
    ends = np.cumsum(SIZES)
    for name, ids, start, end in zip(TABLES, batch.grid.T, (0, *ends), ends, strict=False):
        part = by_rows[:, start:end] * (1 if drops is None or name != "word" else drops.words)
        gradients[name] = _scatter(parameters[name], ids, part)
    for at, (ids, lengths) in enumerate(zip(batch.names, batch.name_lengths, strict=True)):
        start = PIECES * filters + at * SIZES[0]
        part = np.ascontiguousarray(by_features[:, start : start + SIZES[0]])
        _OPS.scatter_add(gradients["word"], ids, _OPS.backprop_reduce_mean(part, lengths))
    return gradients


def _scatter(table: Array, ids: Ids, rows: Array) -> Array:
    """Return the gradient of a table: the sum of the rows at each id."""
    gradient = np.zeros_like(table)
    _OPS.scatter_add(gradient, np.ascontiguousarray(ids), np.ascontiguousarray(rows))
    return gradient
