"""Names that are spelled much like another: candidates by shared character trigrams.

The approach is scispaCy's (Neumann and others, 2019, section 4): names as TF-IDF vectors of character
trigrams (`char_wb`), the nearest names by their cosine. Its own index is not used: importing it takes four
seconds, and its data are 1 GB. Ours is an inverted index in memory-mapped arrays: for a query's trigrams, add
up the weights of the names that hold them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.concepts.base import data_folder
from pipeline.concepts.keys import spelled_key
from pipeline.errors import FormatError

FILES: Final = ("grams.npy", "starts.npy", "postings.npy", "weights.npy", "norms.npy", "rows.npy")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name near the one asked for: its row in the base's first part and the cosine of the two."""

    row: int
    similarity: float


def trigrams(name: str) -> frozenset[str]:
    """Return the character trigrams of a name's folded words, each word between spaces.

    >>> sorted(trigrams("Gout"))
    [' go', 'gou', 'out', 'ut ']
    """
    return frozenset(
        padded[start : start + 3]
        for word in spelled_key(name).split()
        for padded in (f" {word} ",)
        for start in range(max(1, len(padded) - 2))
    )


class NameIndex:
    """Finds the names nearest to one.

    Arrays (G trigrams, P postings, N names): ``grams`` (G,) sorted, ``starts`` (G + 1,) into ``postings``
    (P,) of name numbers, ``weights`` (G,) inverse document frequencies, ``norms`` (N,) lengths of the names'
    vectors, ``rows`` (N,) the names' rows in the base.

    Raises:
        FormatError: A file of the index is missing.
    """

    def __init__(self, folder: Path) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise FormatError(
                f"{folder}: expected the index of names, found no {missing[0]}; run `make concepts`"
            )
        # as plain arrays over the same mapped memory: a slice of a memmap costs ten times one of an array
        load = [np.asarray(np.load(folder / name, mmap_mode="r", allow_pickle=False)) for name in FILES]
        grams, self._starts, self._postings, self._weights, self._norms, self._rows = load
        self._numbers = {str(gram): number for number, gram in enumerate(grams.tolist())}

    def nearest(self, name: str, *, k: int = 10, least: float = 0.5) -> list[Candidate]:
        """Return at most ``k`` names whose cosine with this one is at least ``least``, the nearest first."""
        known = sorted(self._numbers[gram] for gram in trigrams(name) if gram in self._numbers)
        if not known:
            return []
        scores: npt.NDArray[np.float32] = np.zeros(len(self._norms), dtype=np.float32)
        length = 0.0
        for number in known:
            weight = float(self._weights[number]) ** 2
            length += weight
            holders = self._postings[self._starts[number] : self._starts[number + 1]].astype(np.intp)
            scores[holders] += weight
        scores /= self._norms * np.float32(length**0.5)
        found = np.flatnonzero(scores >= least)
        best = found[np.lexsort((found, -scores[found]))][:k]
        return [Candidate(int(self._rows[each]), round(float(scores[each]), 4)) for each in best]


@cache
def load_index() -> NameIndex:
    """Return the index of this package's base; opened when the first name is looked for.

    Raises:
        FormatError: A file of it is missing.
    """
    return NameIndex(data_folder() / "index")
