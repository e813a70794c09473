"""How far a confidence can be trusted: reliability, Brier score, and what each threshold keeps.

Affirmed triples, relaxed names, as in the headline. A triple is right where the gold says the same, further
wordings of a triple included; one that only optional gold says is left out. Source: Brier (1950); Guo et al.
(2017) for the expected calibration error; Wilson (1927) for the intervals of shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from pipeline.evaluation.bootstrap import Measure, draw, interval
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.matching import match
from pipeline.gold.triples import GoldTriple
from pipeline.report.judged import JudgedDocument
from pipeline.types import Triple
from pipeline.vocabulary import Polarity

THRESHOLDS: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
BINS: Final = 10
POINTS: Final = 40
"""The most points of the precision-recall curve."""

_Z: Final = 1.959964
"""Standard deviations to each side that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The triples whose confidence is in [low, high): number, mean confidence and share of right ones."""

    low: float
    high: float
    count: int
    confidence: float
    right: Measure


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is left where triples below a confidence are dropped."""

    least: float
    kept: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the confidences of a run are worth.

    Args:
        scored: Triples with a confidence that gold can judge.
        unscored: Affirmed triples without one; no threshold above 0 keeps them.
        base: The Brier score of giving every triple the same confidence, the share that is right.
    """

    scored: int
    unscored: int
    brier: Measure
    base: float
    ece: float
    bins: tuple[Bin, ...]
    thresholds: tuple[Threshold, ...]
    curve: tuple[Threshold, ...]


def calibrate(documents: Sequence[JudgedDocument], *, seed: int = 0) -> Calibration | None:
    """Return what the confidences are worth, None where no triple that gold can judge has one."""
    affirmed = [(one, _affirmed(one.predicted)) for one in documents]
    pairs = [
        [
            (confidence, right)
            for i in chosen
            if (confidence := one.predicted[i].confidence) is not None
            and (right := one.is_right(i)) is not None
        ]
        for one, chosen in affirmed
    ]
    every = [pair for found in pairs for pair in found]
    if not every:
        return None
    share = sum(right for _, right in every) / len(every)
    bins = _bins(every)
    known = [one.predicted[i].confidence for one, chosen in affirmed for i in chosen]
    return Calibration(
        scored=len(every),
        unscored=known.count(None),
        brier=_brier(pairs, seed),
        base=share * (1 - share),
        ece=sum(each.count * abs((each.right.value or 0.0) - each.confidence) for each in bins) / len(every),
        bins=bins,
        thresholds=tuple(_keep(documents, least) for least in THRESHOLDS),
        curve=tuple(_keep(documents, least) for least in _cuts([c for c in known if c is not None])),
    )


def share_of(hits: int, count: int) -> Measure:
    """Return a share with its 95 % interval (Wilson); undefined of nothing.

    >>> [round(bound, 3) for bound in (share_of(9, 10).low, share_of(9, 10).high)]
    [0.596, 0.982]
    """
    if not count:
        return Measure(None)
    share, square = hits / count, _Z**2 / count
    middle = (share + square / 2) / (1 + square)
    spread = _Z * sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return Measure(share, max(0.0, middle - spread), min(1.0, middle + spread))


def _affirmed(claims: Sequence[Triple | GoldTriple]) -> list[int]:
    return [at for at, claim in enumerate(claims) if claim.polarity == Polarity.AFFIRMED]


def _brier(pairs: Sequence[Sequence[tuple[float, bool]]], seed: int) -> Measure:
    """Return the mean squared error of the confidences, with its interval over documents."""
    sums = np.array([(sum((c - right) ** 2 for c, right in found), len(found)) for found in pairs])
    error, count = sums.sum(axis=0)
    if len(pairs) < 2:
        return Measure(float(error / count))
    drawn = draw(len(pairs), seed=seed) @ sums
    with np.errstate(invalid="ignore"):
        return Measure(float(error / count), *interval(drawn[:, 0] / drawn[:, 1]))


def _bins(pairs: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Return the tenths of the scale that hold any triple; 1.0 belongs to the last."""
    found = []
    for number in range(BINS):
        inside = [pair for pair in pairs if min(int(pair[0] * BINS), BINS - 1) == number]
        if inside:
            right = share_of(sum(hit for _, hit in inside), len(inside))
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            found.append(Bin(number / BINS, (number + 1) / BINS, len(inside), mean, right))
    return tuple(found)


def _cuts(confidences: Sequence[float]) -> list[float]:
    """Return confidences to cut at: every one where they are few, or else evenly spread over the triples."""
    distinct = sorted(set(confidences))
    if len(distinct) <= POINTS:
        return distinct
    ordered = sorted(confidences)
    return sorted({ordered[at * (len(ordered) - 1) // (POINTS - 1)] for at in range(POINTS)})


def _keep(documents: Sequence[JudgedDocument], least: float) -> Threshold:
    """Score the affirmed triples from a confidence on, paired anew; at 0 also those without one."""
    total, kept = Counts(), 0
    for one in documents:
        chosen = [i for i in _affirmed(one.predicted) if (one.predicted[i].confidence or 0) >= least]
        pairs = match([one.firm[i] for i in chosen], [one.edges[i] for i in chosen])
        hits = sum(not one.gold[j].optional for j in pairs.values())
        wrong = sum(not one.edges[i] for i in chosen)
        wanted = sum(not one.gold[j].optional for j in _affirmed(one.gold))
        total += Counts(tp=hits, fp=wrong, fn=wanted - hits)
        kept += len(chosen)
    return Threshold(least, kept, total)
