"""Builds a document's text line by line, so that later stages see headings, list items and rows as such."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from pipeline.read.source import Content, GivenSection

BULLET: Final = "• "
CELL: Final = "\t"
"""Between the cells of a row; a row is one line, as in a file of tab-separated values."""
_SPACE: Final = re.compile(r"[^\S\n]+")
_AROUND_BREAK: Final = re.compile(r" ?\n\s*")
_INNER_BULLET: Final = re.compile(r"(?:^|\s+)[•●▪]\s*")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Places where a word may be broken, or may not: they would part it for a reader of its letters."""
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class _Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


_TIGHT: Final = frozenset({(_Kind.ITEM, _Kind.ITEM), (_Kind.ROW, _Kind.ROW)})
"""Neighbours that no blank line parts."""


class TextBuilder:
    """Collects headings, paragraphs, items and rows; `finish` gives the text and its sections.

    A section runs from its heading to the next heading of its level or above, so sections lie inside one
    another as the headings do. `open_section` and `close_section` state it outright instead.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last: _Kind | None = None
        self._sections: list[GivenSection] = []
        self._open: list[tuple[int, int]] = []  # level and index in _sections

    def add_heading(self, title: str, level: int, *, kind: str | None = None) -> None:
        """Add a heading and open its section; the number is 1 for the highest level."""
        self.open_section(title, level, kind=kind)

    def open_section(self, title: str, level: int, *, kind: str | None = None) -> None:
        """Close the sections of this level and below, and open one; a blank title adds no line."""
        self.close_sections(level)
        content = " ".join(_shown(title).split())
        start = self._add(content, _Kind.HEADING) if content else self._length
        self._open.append((level, len(self._sections)))
        self._sections.append(GivenSection(content, kind, start, start))

    def close_sections(self, level: int) -> None:
        """End every open section of this level and below here."""
        while self._open and self._open[-1][0] >= level:
            _, index = self._open.pop()
            self._sections[index] = self._sections[index]._replace(end=self._length)

    def add_paragraph(self, text: str) -> None:
        """Add a paragraph; line breaks in it stay, and what bullets part in it becomes items."""
        first, *items = _INNER_BULLET.split(_lines(text))
        if first:
            self._add(first, _Kind.PARAGRAPH)
        for item in filter(None, items):
            self._add(f"{BULLET}{item}", _Kind.ITEM)

    def add_item(self, text: str, *, marker: str = BULLET) -> None:
        """Add a list item with its bullet or number."""
        for item in filter(None, _INNER_BULLET.split(_lines(text))):
            self._add(f"{marker}{item}", _Kind.ITEM)
            marker = BULLET

    def add_row(self, cells: list[str]) -> None:
        """Add a table's row: its cells, without the empty ones at its end, parted by tabs."""
        line = CELL.join(" ".join(_shown(cell).split()) for cell in cells).rstrip()
        if line.strip():
            self._add(line.strip(" "), _Kind.ROW)

    def end_table(self) -> None:
        """Part the rows before from those that follow by a blank line."""
        self._last = None if self._last is None else _Kind.PARAGRAPH

    def finish(self) -> Content:
        """Return the text, which ends in a line break, and the sections that hold any of it, in order."""
        self.close_sections(0)
        text = "".join(self._parts)
        sections = (section for section in self._sections if section.start < section.end)
        return Content(text + "\n" if text else "", tuple(sections))

    def _add(self, content: str, kind: _Kind) -> int:
        if self._last is not None:
            self._append("\n" if (self._last, kind) in _TIGHT else "\n\n")
        start = self._length
        self._append(content)
        self._last = kind
        return start

    def _append(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)


def clean(text: str) -> str:
    """Return the text with characters that can't be stored or seen as blanks (same length)."""
    return _UNPRINTABLE.sub(" ", text.replace("\r", "\n"))


def _shown(text: str) -> str:
    """Return the text with nothing in it that can't be stored or seen."""
    return _INVISIBLE.sub("", clean(text))


def _lines(text: str) -> str:
    """Return the text with single blanks, and no blank lines or blanks around its line breaks."""
    return _AROUND_BREAK.sub("\n", _SPACE.sub(" ", _shown(text))).strip()
