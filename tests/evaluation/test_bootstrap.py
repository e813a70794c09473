from __future__ import annotations

import numpy as np
import pytest

from pipeline.evaluation.bootstrap import Measure, draw, interval, macro, score
from pipeline.evaluation.counts import Counts

RIGHT, WRONG = Counts(tp=1), Counts(fp=1, fn=1)


def test_each_resample_has_as_many_units_as_there_are() -> None:
    weights = draw(5, seed=0)
    assert weights.shape == (1000, 5)
    assert (weights.sum(axis=1) == 5).all()
    assert weights.std() > 0


def test_two_units_give_the_three_values_they_can() -> None:
    """(right, wrong), (right, right) and (wrong, wrong) have F1 1/2, 1 and 0, the last two a quarter each."""
    found = score([RIGHT, WRONG], seed=0)
    assert found.f1 == Measure(0.5, 0.0, 1.0)
    assert found.counts == Counts(1, 1, 1)


def test_equal_units_have_an_interval_without_width() -> None:
    unit = Counts(tp=3, fp=1, fn=1)
    assert score([unit] * 4, seed=0).precision == Measure(0.75, 0.75, 0.75)


def test_one_unit_has_no_interval() -> None:
    assert score([RIGHT], seed=0).f1 == Measure(1.0, None, None)


def test_undefined_stays_undefined() -> None:
    found = score([Counts(), Counts()], seed=0)
    assert found.f1 == Measure(None, None, None)


def test_resamples_in_which_a_ratio_is_undefined_are_left_out() -> None:
    """Only one of two units has anything to find: every resample that has a recall has recall 1."""
    assert score([Counts(tp=1), Counts()], seed=0).recall == Measure(1.0, 1.0, 1.0)


def test_the_interval_holds_the_middle_95_percent() -> None:
    assert interval(np.arange(1000, dtype=float)) == (25.0, 975.0)
    assert interval(np.array([np.nan, 1.0, np.nan])) == (1.0, 1.0)
    assert interval(np.array([np.nan])) == (None, None)


def test_the_seed_decides() -> None:
    units = [Counts(tp=i, fp=3 - i, fn=1) for i in range(4)]
    assert score(units, seed=1) == score(units, seed=1)
    assert not np.array_equal(draw(4, seed=1), draw(4, seed=2))


def test_macro_is_the_mean_of_what_is_defined() -> None:
    """Precision: 1 and 0 (third undefined); recall: 1, undefined, 0; F1: 1, 0, 0."""
    found = macro([[Counts(tp=1)], [Counts(fp=1)], [Counts(fn=1)]], seed=0)
    assert found.counts is None
    assert (found.precision.value, found.recall.value) == (0.5, 0.5)
    assert found.f1.value == pytest.approx(1 / 3)


def test_macro_has_an_interval_over_units() -> None:
    found = macro([[RIGHT, WRONG], [RIGHT, RIGHT]], seed=0)
    assert found.f1 == Measure(0.75, 0.5, 1.0)


def test_macro_of_no_label_is_undefined() -> None:
    assert macro([], seed=0).f1 == Measure(None)
