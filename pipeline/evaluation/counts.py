"""Precision, recall and F1 from counts. An undefined ratio is None, never 0 or 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one item of the gold or of the prediction."""

    TP = "tp"
    FP = "fp"
    FN = "fn"
    REDUNDANT = "redundant"


@dataclass(frozen=True, slots=True)
class Counted:
    """One outcome, in a sentence (by index) of a document, and the label, relation or value it counts for."""

    doc: str
    sentence: int
    name: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives; `redundant` predictions are counted apart."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    redundant: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.redundant + other.redundant
        )

    @property
    def precision(self) -> float | None:
        """The share of what was predicted that is right; None where nothing was predicted."""
        return ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """The share of what there is to find that was found; None where there is nothing to find."""
        return ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two, 2 tp / (2 tp + fp + fn); None where there is nothing on either side."""
        return ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def ratio(part: int, whole: int) -> float | None:
    """Return part / whole, None for 0 / 0.

    >>> ratio(1, 4), ratio(0, 0)
    (0.25, None)
    """
    return part / whole if whole else None


def tally(counted: Iterable[Counted]) -> Counts:
    """Return how often each outcome is there."""
    totals = dict.fromkeys(Outcome, 0)
    for item in counted:
        totals[item.outcome] += 1
    return Counts(**{outcome.value: total for outcome, total in totals.items()})
