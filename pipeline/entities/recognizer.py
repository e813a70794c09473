"""A small network that finds names by their spelling and their neighbours, known to a lexicon or not.

Each column of a unit picks four rows of a table, whose sum is its vector (hash embedding); the vectors of a
unit are mixed to one, which layers of maxout over a window of three units change by what stands around it; a
softmax gives the tags. This is the encoder of spaCy's small models (https://spacy.io/api/architectures) with
a lexicon's marks as a further input. Trained by `tools.training.ner`, and computed here with NumPy alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

from pipeline.entities.columns import COLUMNS, LEXICON, NO_NAME, WORD, make_columns, split_units
from pipeline.entities.lexicon import Lexicon, load_lexicon
from pipeline.entities.tagging import TAGS, find_spans
from pipeline.errors import FormatError

Floats = NDArray[np.float32]
STYLE: Final = "monograph"
"""The style of the product's own gold."""
WEIGHTS: Final = "weights.npz"
PIECES: Final = 3
"""Of how many sums a maxout unit is the greatest."""
_HASH: Final = NumpyOps()
_SHORTEST: Final = 4
_REACH: Final = 8
"""How many units beside an unknown word are read: as far as four layers see from as far as a name goes."""
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class _Maxout:
    """A layer with its normalization. Shapes: (inputs, pieces * width), (pieces * width,), twice (width,)."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, inputs: Floats) -> Floats:
        """Return the layer's output. Shapes: (units, inputs) to (units, width)."""
        sums = inputs @ self.weights
        sums += self.bias
        width = len(self.gain)
        output = sums[:, :width]
        for piece in range(1, PIECES):
            output = np.maximum(output, sums[:, piece * width : (piece + 1) * width])
        output -= output.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", output, output)[:, None] / width
        output *= 1 / np.sqrt(variance + 1e-8)
        output *= self.gain
        output += self.shift
        return output


class Weights:
    """The trained network, from its arrays by name."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take the arrays.

        Raises:
            KeyError: One is missing.
            ValueError: One has another shape than the columns and tags demand.
        """
        self._tables = [arrays[f"hashembed.{column}.E"].astype(np.float32) for column in range(len(COLUMNS))]
        layers = sum(name.startswith("maxout") for name in arrays) // 2
        self._mix, *self._layers = [_read_maxout(arrays, number) for number in range(layers)]
        self._output = arrays["softmax.0.W"].astype(np.float32).T
        self._bias = arrays["softmax.0.b"].astype(np.float32)
        self._common = arrays["common"]
        if self._output.shape != (len(self._mix.gain), len(TAGS)):
            raise ValueError(f"expected {len(TAGS)} tags, got an output of shape {self._output.shape}")

    def predict(self, columns: NDArray[np.uint64]) -> Floats:
        """Return the probabilities of tags. Shapes: (units, columns) to (units, tags)."""
        depth = len(self._layers)
        units = np.pad(self._embed(columns), ((depth, depth), (0, 0)))
        for layer in self._layers:
            framed = np.pad(units, ((1, 1), (0, 0)))
            units += layer(np.concatenate((framed[:-2], units, framed[2:]), axis=1))
        scores = units[depth : len(units) - depth] @ self._output + self._bias
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores

    def are_unknown(self, columns: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Return which units are in no name of the lexicon and were not often read outside of names.

        Shapes: (units, columns) to (units,).
        """
        unknown: NDArray[np.bool_] = ~self.are_common(columns) & (columns[:, LEXICON] == NO_NAME)
        return unknown

    def are_common(self, columns: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Return which units were often read outside of names. Shapes: (units, columns) to (units,)."""
        return np.isin(columns[:, WORD], self._common)

    def _embed(self, columns: NDArray[np.uint64]) -> Floats:
        """Return the mixed vectors of units, those that look alike computed once. Shape: (units, width)."""
        alike = columns[:, 0].copy()
        for column in range(1, len(COLUMNS)):
            alike = alike * _SPREAD + columns[:, column]
        _, first, inverse = np.unique(alike, return_index=True, return_inverse=True)
        kinds = columns[first]
        vectors = [
            _HASH.gather_add(table, _HASH.hash(np.ascontiguousarray(kinds[:, column]), column) % len(table))
            for column, table in enumerate(self._tables)
        ]
        return self._mix(np.concatenate(vectors, axis=1))[inverse]


def _read_maxout(arrays: Mapping[str, NDArray[Any]], number: int) -> _Maxout:
    weights, bias, gain, shift = (
        arrays[f"{name}.{number}.{parameter}"].astype(np.float32)
        for name, parameter in (("maxout", "W"), ("maxout", "b"), ("layernorm", "G"), ("layernorm", "b"))
    )
    by_piece = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1))
    return _Maxout(by_piece, np.ascontiguousarray(bias.T).reshape(-1), gain, shift)


@dataclass(frozen=True, slots=True)
class Recognized:
    """A name in a text: half-open characters, a label of `LABELS`, and how probable it is."""

    start: int
    end: int
    label: str
    probability: float


class Recognizer:
    """Finds names in texts that hold a word which no lexicon knows."""

    def __init__(self, weights: Weights, lexicon: Lexicon, style: str = STYLE) -> None:
        self._weights = weights
        self._lexicon = lexicon
        self._style = style

    def find(self, text: str) -> list[Recognized]:
        """Return the names of a flat text that hold an unknown word of four letters or more, left to right,
        not overlapping. Only what stands near such words is read.
        """
        units = split_units(text)
        if not units:
            return []
        columns = make_columns(text, units, self._lexicon, self._style)
        long = [end - start >= _SHORTEST and text[start:end].isalpha() for start, end in units]
        unknown = self._weights.are_unknown(columns) & long
        if not unknown.any():
            return []
        near = np.flatnonzero(np.convolve(unknown, np.ones(2 * _REACH + 1), "full")[_REACH:-_REACH] > 0)
        found = []
        for span in find_spans(self._weights.predict(columns[near])):
            first, last = int(near[span.start]), int(near[span.end - 1])
            if last - first == span.end - 1 - span.start and unknown[first : last + 1].any():
                found.append(Recognized(units[first][0], units[last][1], span.label, span.probability))
        return found

    def is_common(self, text: str) -> bool:
        """Return whether all words of a text were often read outside of names."""
        columns = make_columns(text, split_units(text), self._lexicon, self._style)
        return bool(self._weights.are_common(columns).all())


def load_weights(folder: Path) -> Weights:
    """Return the trained network of a folder.

    Raises:
        FormatError: The folder holds none, or one for other columns or tags.
    """
    path = folder / WEIGHTS
    if not path.is_file():
        raise FormatError(f"{path}: expected the recognizer's weights, found no file; train it again")
    try:
        with np.load(path) as arrays:
            return Weights(arrays)
    except (KeyError, ValueError) as error:
        raise FormatError(f"{path}: {error}; train the recognizer again") from error


@cache
def load_recognizer(folder: Path) -> Recognizer:
    """Return the recognizer of a folder, with the product's lexicon.

    Raises:
        FormatError: The folder holds none, or one for other columns or tags.
    """
    return Recognizer(load_weights(folder), load_lexicon())
