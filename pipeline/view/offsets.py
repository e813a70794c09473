"""From characters to the units that JavaScript counts in: a character beyond U+FFFF is two of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.types import Fragment


class Utf16Offsets:
    """Turns offsets into a text into offsets of the same places in UTF-16 code units.

    >>> Utf16Offsets("a\\U0001d6fcb").at(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [at for at, mark in enumerate(text) if ord(mark) > 0xFFFF]

    def at(self, offset: int) -> int:
        """Return the offset in code units of a character's offset."""
        return offset + bisect_left(self._wide, offset)

    def flat(self, fragments: Sequence[Fragment]) -> list[int]:
        """Return ranges as one list in code units: start, end, start, end ..."""
        return [self.at(offset) for fragment in fragments for offset in fragment]
