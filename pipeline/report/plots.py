"""Plots as inline SVG: numbers and fixed words only, coloured by the page's style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from pipeline.report.confidence import Bin, Threshold

SIZE: Final = 300
"""Width and height of the square that a plot of two shares has, in pixels."""

_LEFT, _TOP, _BELOW, _RIGHT = 46, 12, 42, 12


def draw_reliability(bins: Sequence[Bin]) -> Markup:
    """Return the reliability diagram: the share of right triples over their mean confidence, by tenth.

    A point on the diagonal is a confidence that holds; its area goes by the number of triples.
    """
    most = max((each.count for each in bins), default=1)
    parts = [f'<path class="even" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>']
    for each in bins:
        share = each.right
        if share.value is None or share.low is None or share.high is None:
            continue
        x = _x(each.confidence)
        radius = round(3 + 5 * (each.count / most) ** 0.5, 1)
        parts.append(f'<path class="range" d="M{x} {_y(share.low)}V{_y(share.high)}"/>')
        parts.append(f'<circle class="dot" cx="{x}" cy="{_y(share.value)}" r="{radius}"/>')
    return _frame("Reliability diagram", "mean confidence", "share right", parts)


def draw_curve(points: Sequence[Threshold]) -> Markup:
    """Return the precision-recall curve, a point for each threshold."""
    shown = [
        (_x(point.counts.recall), _y(point.counts.precision))
        for point in points
        if point.counts.recall is not None and point.counts.precision is not None
    ]
    line = "L".join(f"{x} {y}" for x, y in shown)
    dots = [f'<circle class="dot" cx="{x}" cy="{y}" r="2.5"/>' for x, y in shown]
    parts = [f'<path class="line" d="M{line}"/>', *dots] if shown else []
    return _frame("Precision-recall curve", "recall", "precision", parts)


def _x(share: float) -> float:
    return round(_LEFT + share * SIZE, 1)


def _y(share: float) -> float:
    return round(_TOP + (1 - share) * SIZE, 1)


def _frame(title: str, below: str, beside: str, parts: Sequence[str]) -> Markup:
    """Return a plot of two shares, both axes from 0 to 1."""
    width, height = _LEFT + SIZE + _RIGHT, _TOP + SIZE + _BELOW
    middle = _TOP + SIZE // 2
    return Markup(  # everything in it is made here, of numbers and literal words
        f'<svg class="plot" role="img" aria-label="{title}" viewBox="0 0 {width} {height}">'
        + "".join([*_grid(), *parts])
        + f'<text x="{_LEFT + SIZE // 2}" y="{height - 6}" text-anchor="middle">{below}</text>'
        + f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">'
        + f"{beside}</text></svg>"
    )


def _grid() -> Iterator[str]:
    for fifth in range(6):
        share = fifth / 5
        x, y = _x(share), _y(share)
        yield f'<path class="grid" d="M{x} {_y(0)}V{_y(1)}M{_x(0)} {y}H{_x(1)}"/>'
        yield f'<text x="{x}" y="{_y(0) + 16}" text-anchor="middle">{share:g}</text>'
        yield f'<text x="{_LEFT - 7}" y="{y + 4}" text-anchor="end">{share:g}</text>'
