"""95 % intervals by the percentile bootstrap: documents (or sentences) are drawn again, with replacement.

Source: guide, section 4; Efron and Tibshirani (1993), chapter 13.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluation.counts import Counts

RESAMPLES: Final = 1000
_LOW, _HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio between 0 and 1 and its interval; None where it is undefined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Three measures with the counts they come from (None for a mean over labels)."""

    counts: Counts | None
    precision: Measure
    recall: Measure
    f1: Measure


@lru_cache(maxsize=64)
def draw(units: int, *, seed: int, resamples: int = RESAMPLES) -> NDArray[np.int64]:
    """Return how often each unit is in each resample.

    Shape: (resamples, units); each row sums to `units`. Seeded: the same numbers on every machine.
    """
    rng = random.Random(seed)
    weights = np.zeros((resamples, units), dtype=np.int64)
    for row in range(resamples):
        for _ in range(units):
            weights[row, rng.randrange(units)] += 1
    return weights


def score(per_unit: Sequence[Counts], *, seed: int, resamples: int = RESAMPLES) -> Score:
    """Return the micro scores of all units together, each with its interval (none below two units)."""
    total = sum(per_unit, Counts())
    values = (total.precision, total.recall, total.f1)
    return Score(total, *_measures(values, _ratios(per_unit, seed, resamples)))


def macro(per_label: Sequence[Sequence[Counts]], *, seed: int, resamples: int = RESAMPLES) -> Score:
    """Return the mean over labels of each measure that is defined, with its interval.

    Args:
        per_label: For each label, its counts in every unit; all of the same length.
    """
    totals = [sum(counts, Counts()) for counts in per_label]
    values = tuple(
        _mean([value for value in column if value is not None])
        for column in zip(*((t.precision, t.recall, t.f1) for t in totals), strict=True)
    ) or (None, None, None)
    ratios = np.array([_ratios(counts, seed, resamples) for counts in per_label])
    return Score(None, *_measures(values, _mean_defined(ratios)))


def interval(values: NDArray[np.float64]) -> tuple[float | None, float | None]:
    """Return the 2.5th and 97.5th percentile of the values that are defined (not NaN); None where none is."""
    defined = np.sort(values[~np.isnan(values)])
    if not len(defined):
        return None, None
    high = min(int(_HIGH * len(defined)), len(defined) - 1)
    return float(defined[int(_LOW * len(defined))]), float(defined[high])


def _ratios(per_unit: Sequence[Counts], seed: int, resamples: int) -> NDArray[np.float64]:
    """Precision, recall and F1 of each resample, NaN where undefined.

    Shape: (3, resamples); (3, 0) below two units.
    """
    if len(per_unit) < 2:
        return np.empty((3, 0))
    weights = draw(len(per_unit), seed=seed, resamples=resamples)
    tp, fp, fn = (weights @ np.array([(c.tp, c.fp, c.fn) for c in per_unit], dtype=np.int64)).T
    with np.errstate(invalid="ignore"):
        return np.stack([tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)])


def _mean_defined(ratios: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over labels, NaN where no label is defined. Shape: (labels, 3, resamples) to (3, resamples)."""
    if not ratios.size:
        return np.empty((3, 0))
    defined = ~np.isnan(ratios)
    with np.errstate(invalid="ignore"):
        means: NDArray[np.float64] = np.where(defined, ratios, 0.0).sum(axis=0) / defined.sum(axis=0)
    return means


def _measures(
    values: Sequence[float | None], ratios: NDArray[np.float64]
) -> tuple[Measure, Measure, Measure]:
    precision, recall, f1 = (
        Measure(value) if value is None else Measure(value, *interval(row))
        for value, row in zip(values, ratios, strict=True)
    )
    return precision, recall, f1


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
