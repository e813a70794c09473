"""Precision, recall and F1 from counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import fmean
from typing import Self


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found rightly, found wrongly, and missed; counts of several parts can be added.

    >>> Counts(3, 1, 2) + Counts(1, 1, 0)
    Counts(tp=4, fp=2, fn=2)
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @classmethod
    def of(cls, gold: AbstractSet[object], found: AbstractSet[object]) -> Self:
        """Count two sets of things that are the same or not.

        >>> Counts.of({1, 2, 3}, {3, 4})
        Counts(tp=1, fp=1, fn=2)
        """
        return cls(len(gold & found), len(found - gold), len(gold - found))

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """In percent; None where nothing was found."""
        return _percent(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """In percent; None where there was nothing to find."""
        return _percent(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """In percent; None where there was nothing to find and nothing was found.

        >>> Counts(4, 2, 2).f1
        66.67
        """
        return _percent(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 2) if whole else None


def add(counts: Iterable[Counts]) -> Counts:
    """Return the sum."""
    return sum(counts, Counts())


def macro_f1(counts: Sequence[Counts]) -> float | None:
    """Return the mean F1 of parts, in percent; a part without anything to find or found is left out.

    >>> macro_f1([Counts(1, 0, 0), Counts(0, 1, 1), Counts()])
    50.0
    """
    known = [each.f1 for each in counts if each.f1 is not None]
    return round(fmean(known), 2) if known else None
