"""A linear classifier over named features, as an array file that needs no library but NumPy to use.

The file is an ``.npz`` without pickled objects: ``classes`` and ``features`` (names), ``weights`` (float16,
rows by classes; rows without a name come first and belong to real-valued inputs) and ``intercept``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import FormatError

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Classes, the row of each feature, and weights (rows by classes).

    >>> weights, intercept = np.array([[0.0, 1.0]], np.float32), np.zeros(2, np.float32)
    >>> model = LinearModel(("no", "yes"), {"a": 0}, weights, intercept)
    >>> [round(float(p), 2) for p in model.predict([["a"]])[0]]
    [0.27, 0.73]
    """

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: Array
    intercept: Array

    def predict(self, features: Sequence[Sequence[str]], dense: Array | None = None) -> Array:
        """Return the probability of each class (inputs by classes).

        Args:
            features: The names of the features that each input has; unknown ones count nothing.
            dense: Real-valued inputs (inputs by the number of rows without a name), where the model has such.
        """
        scores = np.tile(self.intercept, (len(features), 1))
        for line, names in enumerate(features):
            rows = [row for name in set(names) if (row := self.rows.get(name)) is not None]
            scores[line] += self.weights[sorted(rows)].sum(axis=0)
        if dense is not None:
            scores += dense @ self.weights[: dense.shape[1]]
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)

    def best(self, names: Sequence[str]) -> str:
        """Return the most probable class of one input."""
        return self.classes[int(self.predict([names])[0].argmax())]

    def reasons(self, names: Sequence[str], label: str, count: int = 5) -> list[tuple[str, float]]:
        """Return the features that speak most for a class, with their weight over the average class."""
        column = self.classes.index(label)
        known = [(name, self.rows[name]) for name in sorted(set(names)) if name in self.rows]
        gains = [(name, float(self.weights[row, column] - self.weights[row].mean())) for name, row in known]
        return sorted(gains, key=lambda gain: -gain[1])[:count]

    def save(self, path: Path) -> None:
        """Write the model to a file."""
        names = sorted(self.rows, key=lambda name: self.rows[name])
        np.savez_compressed(
            path,
            classes=np.array(self.classes),
            features=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
            weights=self.weights.astype(np.float16),
            intercept=self.intercept,
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a model from a file.

        Raises:
            FormatError: The file is missing or not such a model.
        """
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays: dict[str, Any] = {name: stored[name] for name in stored.files}
            names = arrays["features"].tobytes().decode().split("\n")
            weights = arrays["weights"].astype(np.float32)
            classes, intercept = tuple(map(str, arrays["classes"])), arrays["intercept"].astype(np.float32)
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise FormatError(
                f"{path}: expected a model that `make train` wrote, found none ({error}); train it again"
            ) from error
        dense = len(weights) - len(names)
        rows = {name: dense + row for row, name in enumerate(names)}
        return cls(classes, rows, weights, intercept)
