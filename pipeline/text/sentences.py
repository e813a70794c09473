"""Split blocks into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from pysbd.lang.english import English
from pysbd.processor import Processor

from pipeline.text.blocks import Block, BlockKind
from pipeline.types import Fragment

_MAX: Final = 4000
_MISSED: Final = re.compile(
    r"(?<=[\w)%][\w)%]\.)\s+(?=(?:The|These|This|It|They|In|A|An|At|By|As|Its|Such|Both|Other|Another|For|When|If|Because|However|"
    r"Although|On|With|After|Unlike|Most|Some|Common|Patients|Clients) )"
)
_CUT: Final = re.compile(r"(?<=[.;!?])\s+")


class _Abbreviations(English.AbbreviationReplacer):  # type: ignore[misc]  # pysbd has no types
    """Looks at the abbreviations that a full stop follows; pySBD searches each line for all 200 of them."""

    def search_for_abbreviations_in_string(self, text: str) -> str:
        """Return a line with the full stops of abbreviations replaced by pySBD's sign for them."""
        lowered = text.lower()
        for abbreviation in self.lang.Abbreviation.ABBREVIATIONS:
            if f"{abbreviation}." in lowered:
                for match in _starts(abbreviation).findall(text):
                    text = self.scan_for_replacements(text, match, 0, [])
        return text


@cache
def _starts(abbreviation: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s){re.escape(abbreviation)}", re.I)


class _Language(English):  # type: ignore[misc]  # pysbd has no types
    AbbreviationReplacer = _Abbreviations


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
        if found < 0:  # the segmenter rewrote characters: what stands before the next piece is a sentence
            continue
        if found > position and flat[position:found].strip():
            yield from _trimmed(flat, position, found)
        yield Fragment(found, found + len(content))
        position = found + len(content)
    if flat[position:end].strip():
        yield from _trimmed(flat, position, end)


def _pieces(text: str) -> Iterator[str]:
    """Yield pySBD's sentences, cut again where it took a full stop for that of an abbreviation
    ("gastric pH. These …")."""
    for piece in Processor(text, _Language).process():
        yield from _MISSED.split(piece)


def _trimmed(flat: str, start: int, end: int) -> Iterator[Fragment]:
    content = flat[start:end]
    left = start + len(content) - len(content.lstrip())
    yield Fragment(left, left + len(content.strip()))
