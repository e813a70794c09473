from __future__ import annotations

import pytest

from pipeline.evaluation.counts import Counted, Counts, Outcome, tally


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        (Counts(tp=3, fp=1, fn=2), 3 / 4, 3 / 5, 6 / 9),
        (Counts(), None, None, None),
        (Counts(fp=2), 0.0, None, 0.0),
        (Counts(fn=2), None, 0.0, 0.0),
        (Counts(tp=2, redundant=5), 1.0, 1.0, 1.0),
    ],
    ids=["plain", "nothing", "only false alarms", "only misses", "redundant is no false alarm"],
)
def test_ratios_are_those_counted_by_hand(
    counts: Counts, precision: float | None, recall: float | None, f1: float | None
) -> None:
    assert (counts.precision, counts.recall, counts.f1) == (precision, recall, f1)


def test_tally_counts_each_outcome() -> None:
    outcomes = [Outcome.TP, Outcome.FP, Outcome.TP, Outcome.REDUNDANT]
    assert tally(Counted("a", 0, "causes", outcome) for outcome in outcomes) == Counts(2, 1, 0, 1)


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3, 4) + Counts(10, 20, 30, 40) == Counts(11, 22, 33, 44)
