"""The tags that the recognizer gives to units, and the spans that the likeliest tags make.

A name of several units is tagged B (begin), I (inside), L (last), of one unit U, each with a label; O is what
stands outside of names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

LABELS: Final = ("DRUG", "DRUG_CLASS", "FINDING", "TARGET", "PROCESS")
"""What the recognizer tells apart: a finding is an EFFECT or a CONDITION by its role, a target of one of five
kinds by its head noun."""
PLACES: Final = "BILU"
TAGS: Final = ("O", *(f"{place}-{label}" for label in LABELS for place in PLACES))
_OUTSIDE: Final = 0
_SURELY_OUTSIDE: Final = 0.9
_IMPOSSIBLE: Final = -1e9
_OPENS: Final = np.array([tag[0] in "BU" for tag in TAGS])
_CLOSES: Final = np.array([tag[0] in "LU" for tag in TAGS])


class UnitSpan(NamedTuple):
    """A name: units ``start`` to ``end`` (exclusive), its label, and the mean probability of its tags."""

    start: int
    end: int
    label: str
    probability: float


def tag_of(label: str, place: str) -> int:
    """Return the number of a tag.

    >>> TAGS[tag_of("FINDING", "U")]
    'U-FINDING'
    """
    return 1 + LABELS.index(label) * len(PLACES) + PLACES.index(place)


@cache
def _follows() -> NDArray[np.float32]:
    """Return 0 where a tag may follow another, else a large negative number. Shape: (tags, tags)."""
    table = np.full((len(TAGS), len(TAGS)), _IMPOSSIBLE, dtype=np.float32)
    for before, first in enumerate(TAGS):
        for after, second in enumerate(TAGS):
            opened, within = first[0] in "BI", second[0] in "IL"
            if opened == within and (not opened or first[2:] == second[2:]):
                table[before, after] = 0.0
    return table


def find_spans(probabilities: NDArray[np.float32]) -> Iterator[UnitSpan]:
    """Yield the names of the likeliest sequence of tags that is well formed, left to right.

    Args:
        probabilities: Of each tag at each unit. Shape: (units, tags).
    """
    tags = _choose_tags(probabilities)
    sums = np.concatenate(([0.0], np.cumsum(probabilities[np.arange(len(tags)), tags], dtype=np.float64)))
    starts, ends = np.flatnonzero(_OPENS[tags]), np.flatnonzero(_CLOSES[tags]) + 1
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield UnitSpan(start, end, TAGS[tags[start]][2:], float(sums[end] - sums[start]) / (end - start))


def _choose_tags(probabilities: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the likeliest tags that are well formed. Shape: (units,).

    They are the likeliest tag of each unit, but in stretches where those make no names. A stretch ends at
    units that are almost surely outside of names.
    """
    tags: NDArray[np.intp] = probabilities.argmax(axis=1)
    framed = np.concatenate(([_OUTSIDE], tags, [_OUTSIDE]))
    broken = np.flatnonzero(_follows()[framed[:-1], framed[1:]])
    if broken.size:
        inside = probabilities[:, _OUTSIDE] < _SURELY_OUTSIDE
        edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
        for start, end in edges.reshape(-1, 2).tolist():
            if ((broken >= start) & (broken <= end)).any():
                tags[start:end] = _decode(probabilities[start:end])
    return tags


def _decode(probabilities: NDArray[np.float32]) -> list[int]:
    """Return the likeliest well-formed tags of a stretch, by Viterbi's algorithm. Shape of the argument:
    (units, tags)."""
    scores = np.log(probabilities + 1e-9)
    best = scores[0] + _follows()[_OUTSIDE]
    came_from = []
    for row in scores[1:]:
        paths = best[:, None] + _follows()
        came_from.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    tags = [int((best + _follows()[:, _OUTSIDE]).argmax())]
    for pointers in reversed(came_from):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]
