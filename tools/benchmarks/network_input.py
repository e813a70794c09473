"""Pairs as the numbers that the network reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from tools.benchmarks.network import REACH, Batch, Ids
from tools.benchmarks.pair_features import PairTokens

MARGIN: Final = 12
"""Words before the first and behind the second name that are read."""
LEAST: Final = 2
"""In how many pairs a word or an arc must stand to be known."""
UNKNOWN: Final = 0
"""The id of all other words and arcs."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A pair in numbers.

    Args:
        grid: A row of ids for each word that is read (words by tables).
        on_path: Whether it lies on the path between the names (words).
        ends: The rows of the first word of the name that comes first, and of the last word of the other.
        names: The ids of the words of the chemical's and of the protein's name, at least one each.
    """

    grid: Ids
    on_path: Ids
    ends: tuple[int, int]
    names: tuple[Ids, Ids]


@dataclass(frozen=True, slots=True)
class Coder:
    """The ids of words and arcs; 0 is for all others."""

    words: dict[str, int]
    arcs: dict[str, int]

    @classmethod
    def of(cls, pairs: Sequence[PairTokens], vectors: Iterable[str]) -> Self:
        """Return the ids of the words and arcs of pairs, and of the words that have vectors."""
        words = Counter(
            word for pair in pairs for word in {*pair.words, *pair.chemical_name, *pair.protein_name}
        )
        arcs = Counter(arc for pair in pairs for arc in set(pair.arcs))
        known = {word for word, count in words.items() if count >= LEAST}
        return cls(_number(known | set(vectors)), _number(arc for arc, n in arcs.items() if n >= LEAST))

    def encode(self, pair: PairTokens) -> Coded:
        """Return a pair in numbers."""
        first, second = sorted((pair.chemical, pair.protein))
        start, end = max(0, first[0] - MARGIN), min(len(pair.words), second[-1] + 1 + MARGIN)
        places = np.arange(start, end)
        columns = (
            _ids(self.words, pair.words[start:end]),
            _distances(places, pair.chemical),
            _distances(places, pair.protein),
            _ids(self.arcs, pair.arcs[start:end]),
        )
        on_path = np.isin(places, pair.path).astype(np.int32)
        names = _ids(self.words, pair.chemical_name), _ids(self.words, pair.protein_name)
        return Coded(np.stack(columns, axis=1), on_path, (first[0] - start, second[-1] - start), names)


def _number(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(names), UNKNOWN + 1)}


def _ids(table: dict[str, int], names: Iterable[str]) -> Ids:
    return np.array([table.get(name, UNKNOWN) for name in names], dtype=np.int32)


def _distances(places: Ids, name: Sequence[int]) -> Ids:
    """Return how far places lie before (below `REACH`) or behind a name, 0 within it, as ids."""
    away = np.minimum(places - name[0], 0) + np.maximum(places - name[-1], 0)
    return np.asarray(np.clip(away, -REACH, REACH) + REACH, dtype=np.int32)


def join(pairs: Sequence[Coded]) -> Batch:
    """Return pairs, at least one, one behind the other."""
    lengths = np.array([len(pair.grid) for pair in pairs], dtype=np.int32)
    starts = np.cumsum(lengths) - lengths
    first, last = np.array([pair.ends for pair in pairs], dtype=np.int32).T
    on_path = np.concatenate([pair.on_path for pair in pairs])
    ends = starts + lengths
    first, last = starts + first, starts + last
    spans = ((starts, first + 1), (first, last + 1), (last, ends))
    path_lengths = np.add.reduceat(on_path, starts)
    names = tuple(zip(*(pair.names for pair in pairs), strict=True))
    return Batch(
        grid=np.concatenate([pair.grid for pair in pairs]),
        on_path=on_path.astype(np.float32),
        lengths=lengths,
        pieces=(*(_rows(*span) for span in spans), np.flatnonzero(on_path).astype(np.int32)),
        piece_lengths=np.stack([*(end - start for start, end in spans), path_lengths]).astype(np.int32),
        names=(np.concatenate(names[0]), np.concatenate(names[1])),
        name_lengths=np.array([[len(name) for name in side] for side in names], dtype=np.int32),
    )


def _rows(starts: Ids, ends: Ids) -> Ids:
    return np.concatenate([np.arange(*span, dtype=np.int32) for span in zip(starts, ends, strict=True)])
