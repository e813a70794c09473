"""Annotated texts as arrays: what the network sees of each unit, and which tags it may give to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.entities.columns import WORD, make_columns, place_in, split_units
from pipeline.entities.lexicon import Lexicon
from pipeline.entities.tagging import LABELS, PLACES, TAGS, tag_of
from pipeline.text.flatten import flatten
from tools.training.ner.annotated import UNKNOWN, Annotated

_LONGEST: Final = 400
_OFTEN: Final = 5


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text of at most 400 units.

    ``columns`` has shape (units, columns); ``allowed``, of shape (units, tags), holds which tags are right:
    several where the corpus leaves open what something is.
    """

    columns: NDArray[np.uint64]
    allowed: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.columns)


def make_lessons(texts: Iterable[Annotated], style: str, lexicon: Lexicon) -> Iterator[Lesson]:
    """Yield the lessons of texts, long ones in pieces.

    Args:
        texts: Annotated texts of one source.
        style: The source's name.
        lexicon: The names that are known.
    """
    for text in texts:
        flat = flatten(text.text)
        units = split_units(flat)
        columns = make_columns(flat, units, lexicon, style)
        allowed = allow_tags(units, text)
        for start in range(0, len(units), _LONGEST):
            yield Lesson(columns[start : start + _LONGEST], allowed[start : start + _LONGEST])


def find_common(sources: Mapping[str, Sequence[Lesson]]) -> NDArray[np.uint64]:
    """Return the hashes of the words that stand five times or more outside of names, in order."""
    outside = [
        lesson.columns[lesson.allowed[:, 0], WORD] for lessons in sources.values() for lesson in lessons
    ]
    words, counts = np.unique(np.concatenate(outside), return_counts=True)
    common: NDArray[np.uint64] = words[counts >= _OFTEN]
    return common


def allow_tags(units: Sequence[tuple[int, int]], text: Annotated) -> NDArray[np.bool_]:
    """Return which tags each unit may have. Shape: (units, tags).

    A unit outside of marks is outside of names, or part of a name that the corpus does not annotate. Where a
    mark ends inside a unit, it takes the whole of it; of marks that overlap the first counts.
    """
    allowed = np.zeros((len(units), len(TAGS)), dtype=bool)
    allowed[:, 0] = True
    for label in LABELS:
        if label not in text.knows:
            for place in PLACES:
                allowed[:, tag_of(label, place)] = True
    starts, ends = [start for start, _ in units], [end for _, end in units]
    free = 0
    for mark in text.marks:
        first, last = bisect_right(ends, mark.start), bisect_left(starts, mark.end) - 1
        if first < free or last < first:
            continue
        free = last + 1
        if mark.labels == UNKNOWN:
            allowed[first : last + 1] = True
            continue
        allowed[first : last + 1] = False
        for position in range(first, last + 1):
            for label in mark.labels:
                allowed[position, tag_of(label, place_in(position, first, last))] = True
    return allowed
