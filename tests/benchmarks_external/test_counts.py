"""Ratios from counts, by hand."""

from __future__ import annotations

from tools.benchmarks.counts import Counts, add, macro_f1
from tools.benchmarks.outcome import Figure


def test_ratios_are_in_percent_and_undefined_ones_are_none() -> None:
    counts = Counts.of({1, 2, 3, 4}, {3, 4, 5})
    assert counts == Counts(2, 1, 2)
    assert (counts.precision, counts.recall, counts.f1) == (66.67, 50.0, 57.14)
    assert Counts(0, 0, 3).precision is None
    assert Counts(0, 2, 0).recall is None
    assert Counts().f1 is None


def test_micro_adds_counts_and_macro_means_ratios() -> None:
    parts = [Counts(9, 1, 1), Counts(0, 1, 0), Counts()]
    assert add(parts) == Counts(9, 2, 1)
    assert macro_f1(parts) == 45.0
    assert macro_f1([]) is None


def test_a_figure_shows_its_ratios_or_its_own_value() -> None:
    figure = Figure.of("all", Counts(1, 1, 3), 12.5)
    assert figure.shown == "all: F1 33.33, P 50.00, R 25.00, macro F1 12.50"
    assert figure.cells == ("50.00", "25.00", "33.33", "12.50", "1", "1", "3")
    assert Figure(name="LAS", value=84.8).cells == ("–", "–", "84.80", "–", "", "", "")
    assert Figure.of("none", Counts(0, 0, 2)).cells[0] == "–"
