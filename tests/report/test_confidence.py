"""Five triples with a confidence that gold can judge: .9, .7 and .8 are right, .6 and .2 are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.evaluation.counts import Counts
from pipeline.report.confidence import BINS, POINTS, calibrate, share_of
from pipeline.report.judged import judge
from pipeline.report.plots import draw_curve, draw_reliability
from tests.report.judged import GOLD, PREDICTED, document, scored


def test_optional_gold_judges_neither_way() -> None:
    one = document()
    assert [one.is_right(at) for at in range(len(PREDICTED))] == [
        True,
        True,
        True,
        False,
        None,
        False,
        False,
        True,
    ]


def test_the_figures_are_those_of_hand_arithmetic() -> None:
    """Errors .01 + .09 + .04 + .36 + .04 = .54 of 5; each in its own bin, off by .1 .3 .2 .6 .2 = 1.4."""
    found = calibrate([document()])
    assert found is not None
    assert (found.scored, found.unscored) == (5, 1)
    assert found.brier.value == pytest.approx(0.54 / 5)
    assert found.base == pytest.approx(0.6 * 0.4)
    assert found.ece == pytest.approx(1.4 / 5)
    assert [(each.low, each.count, each.right.value) for each in found.bins] == [
        (0.2, 1, 0.0),
        (0.6, 1, 0.0),
        (0.7, 1, 1.0),
        (0.8, 1, 1.0),
        (0.9, 1, 1.0),
    ]


def test_each_threshold_is_scored_anew() -> None:
    """Firm affirmed gold: nausea, rash, fever. From .75 on, nausea and fever are left, both right."""
    found = calibrate([document()])
    assert found is not None
    kept = {line.least: (line.kept, line.counts) for line in found.thresholds}
    assert kept[0.0] == (7, Counts(tp=2, fp=3, fn=1))
    assert kept[0.6] == (4, Counts(tp=2, fp=1, fn=1))
    assert kept[0.8] == (2, Counts(tp=2, fp=0, fn=1))
    assert kept[0.9] == (1, Counts(tp=1, fp=0, fn=2))
    assert kept[0.95] == (0, Counts(tp=0, fp=0, fn=3))


def test_a_wording_kept_alone_is_paired() -> None:
    """Where the first wording falls below the threshold, the second one finds the gold."""
    predicted = (scored("causes", "nausea", 0.3), scored("causes", "nausea", 0.7, key="again"))
    found = calibrate([judge("zolax.txt", GOLD, predicted)])
    assert found is not None
    assert found.thresholds[5].counts == Counts(tp=1, fp=0, fn=2)


def test_the_brier_score_has_an_interval_over_documents() -> None:
    sure = judge("a.txt", GOLD, (scored("causes", "nausea", 1.0),))
    wrong = judge("b.txt", GOLD, (scored("causes", "plague", 1.0),))
    found = calibrate([sure, wrong])
    assert found is not None
    assert (found.brier.low, found.brier.value, found.brier.high) == (0.0, 0.5, 1.0)
    assert len(found.bins) == 1
    assert found.bins[0].high == 1.0
    assert found.bins[0].count == 2


def test_without_confidence_there_is_nothing_to_show() -> None:
    blank = tuple(replace(triple, confidence=None) for triple in PREDICTED)
    assert calibrate([judge("zolax.txt", GOLD, blank)]) is None
    assert calibrate([]) is None


def test_the_curve_has_few_points_and_falls_in_recall() -> None:
    many = tuple(scored("causes", f"sign {n}", n / 1000, key=str(n)) for n in range(1000))
    found = calibrate([judge("zolax.txt", GOLD, (*PREDICTED, *many))])
    assert found is not None
    recalls = [point.counts.recall or 0 for point in found.curve]
    assert 2 < len(recalls) <= POINTS
    assert recalls == sorted(recalls, reverse=True)


@pytest.mark.parametrize(("hits", "count", "low", "high"), [(0, 5, 0.0, 0.434), (5, 10, 0.237, 0.763)])
def test_shares_have_wilson_intervals(hits: int, count: int, low: float, high: float) -> None:
    """Bounds of the score interval for 0 of 5 and 5 of 10 (Wilson 1927; Newcombe 1998)."""
    share = share_of(hits, count)
    assert share.low == pytest.approx(low, abs=5e-4)
    assert share.high == pytest.approx(high, abs=5e-4)
    assert share_of(0, 0).value is None


def test_plots_hold_a_point_for_each_bin_and_threshold() -> None:
    found = calibrate([document()])
    assert found is not None
    assert len(found.bins) <= BINS
    assert draw_reliability(found.bins).count("<circle") == len(found.bins)
    assert draw_curve(found.curve).count("<circle") == len(found.curve)
    assert "<circle" not in draw_reliability(())
    assert 'd="M"' not in draw_curve(())
