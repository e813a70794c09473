"""Split blocks into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pysbd

from pipeline.text.blocks import Block, BlockKind
from pipeline.types import Fragment

_MAX: Final = 4000
_MISSED: Final = re.compile(
    r"(?<=[\w)%][\w)%]\.)\s+(?=(?:The|These|This|It|They|In|A|An|At|By|As|Its|Such|Both|Other|Another|For|When|If|Because|However|"
    r"Although|On|With|After|Unlike|Most|Some|Common|Patients|Clients) )"
)
_CUT: Final = re.compile(r"(?<=[.;!?])\s+")


@cache
def _segmenter() -> pysbd.Segmenter:
    return pysbd.Segmenter(language="en", clean=False, char_span=False)


def split_sentences(flat: str, block: Block) -> Iterator[Fragment]:
    """Yield the sentences of a block, as characters of the flattened text.

    Headings and short list items are one sentence. A stretch of over 4,000 characters is first cut at
    sentence-final punctuation, since the segmenter's time grows faster than its input.
    """
    if block.kind is BlockKind.HEADING:
        yield Fragment(block.start, block.end)
        return
    for start, end in _stretches(flat, block.start, block.end):
        yield from _segment(flat, start, end)


def _stretches(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _MAX:
        cut = next((m.end() for m in _CUT.finditer(flat, start + _MAX // 2, min(end, start + _MAX))), None)
        cut = cut or flat.rfind(" ", start + 1, start + _MAX) + 1 or start + _MAX
        yield start, cut
        start = cut
    yield start, end


def _segment(flat: str, start: int, end: int) -> Iterator[Fragment]:
    position = start
    for piece in _pieces(flat[start:end]):
        content = piece.strip()
        if not content:
            continue
        found = flat.find(content, position, end)
        if found < 0:  # the segmenter rewrote characters: keep the rest as one sentence rather than lose it
            yield from _trimmed(flat, position, end)
            return
        if found > position and flat[position:found].strip():
            yield from _trimmed(flat, position, found)
        yield Fragment(found, found + len(content))
        position = found + len(content)
    if flat[position:end].strip():
        yield from _trimmed(flat, position, end)


def _pieces(text: str) -> Iterator[str]:
    """Yield the segmenter's sentences, cut again where it took a full stop for that of an abbreviation
    ("gastric pH. These …")."""
    for piece in _segmenter().segment(text):
        yield from _MISSED.split(piece)


def _trimmed(flat: str, start: int, end: int) -> Iterator[Fragment]:
    content = flat[start:end]
    left = start + len(content) - len(content.lstrip())
    yield Fragment(left, left + len(content.strip()))
