"""Walks a tree of marked-up text (HTML, SPL): its headings, paragraphs, items and rows go to a builder.

Nothing between its elements is lost: what stands in no paragraph becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum, auto
from typing import Final

from lxml import etree

from pipeline.read.builder import BULLET, TextBuilder
from pipeline.read.safe_xml import local_name


class Role(StrEnum):
    """What an element is, whatever its name in its format."""

    INLINE = auto()
    BLOCK = auto()
    HEADING = auto()
    LIST = auto()
    ITEM = auto()
    TERM = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    CAPTION = auto()
    BREAK = auto()
    PREFORMATTED = auto()
    RAISED = auto()
    AFTER = auto()
    SKIP = auto()


_UNIT: Final = re.compile(r"(?:^|[\s\d/(])(?:[kcmµμn]?m|s)$")
_DIGITS: Final = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*")


class MarkupWalker:
    """Walks an element into a builder.

    Args:
        builder: Gets the lines.
        roles: The role of each element by its local name; any other is inline.
        ordered: Whether a list's items are numbered.
    """

    def __init__(
        self,
        builder: TextBuilder,
        roles: Mapping[str, Role],
        *,
        ordered: Callable[[etree._Element], bool] = lambda _: False,
    ) -> None:
        self._builder = builder
        self._roles = roles
        self._ordered = ordered
        self._buffer: list[str] = []
        self._marker: str | None = None
        self._notes: list[etree._Element] = []

    def walk(self, element: etree._Element) -> None:
        """Add all that an element holds, its own tail left out."""
        self._children(element)
        self._flush()
        self._add_notes()

    def inline_text(self, element: etree._Element) -> str:
        """Return the text of an element on one line, raised figures marked, notes left out."""
        buffer, self._buffer = self._buffer, []
        self._inline(element)
        text, self._buffer = "".join(self._buffer), buffer
        return " ".join(text.split())

    def _role(self, element: etree._Element) -> Role:
        name = local_name(element)
        return self._roles.get(name, Role.INLINE) if name else Role.SKIP

    def _children(self, element: etree._Element) -> None:
        self._text(element.text)
        for child in element:
            self._visit(child)
            self._text(child.tail)

    def _visit(self, element: etree._Element) -> None:
        role = self._role(element)
        match role:
            case Role.SKIP:
                pass
            case Role.AFTER:
                self._notes.append(element)
            case Role.INLINE:
                self._children(element)
            case Role.BREAK:
                self._break()
            case Role.RAISED:
                self._buffer.append(self._raised(element))
            case Role.HEADING:
                self._flush()
                self._builder.add_heading(self.inline_text(element), heading_level(element))
            case Role.LIST:
                self._flush()
                self._list(element)
            case Role.TABLE:
                self._flush()
                self._table(element)
            case Role.PREFORMATTED:
                self._flush()
                self._buffer.append("".join(map(str, element.itertext())))
                self._flush()
            case Role.ITEM:
                self._item(element, BULLET)
            case _:
                self._flush()
                self._children(element)
                self._flush()

    def _text(self, text: str | None) -> None:
        if text:
            self._buffer.append(re.sub(r"\s+", " ", text))

    def _break(self) -> None:
        """Begin a line, or, where one has just begun, a paragraph."""
        last = next((part for part in reversed(self._buffer) if part.strip(" ")), "")
        if last.endswith("\n"):
            self._flush()
        else:
            self._buffer.append("\n")

    def _flush(self) -> None:
        text = "".join(self._buffer)
        self._buffer.clear()
        if not text.strip():
            return
        if self._marker is None:
            self._builder.add_paragraph(text)
        else:
            self._builder.add_item(text, marker=self._marker)
            self._marker = None

    def _list(self, element: etree._Element) -> None:
        number = 0
        numbered = self._ordered(element)
        for child in element:
            if self._role(child) is Role.ITEM:
                number += 1
                self._item(child, f"{number}) " if numbered and number < 100 else BULLET)
            else:
                self._visit(child)
            self._text(child.tail)
        self._flush()

    def _item(self, element: etree._Element, marker: str) -> None:
        self._flush()
        before, self._marker = self._marker, marker
        self._text(element.text)
        for child in element:
            if self._role(child) is not Role.CAPTION:
                self._visit(child)
            elif (label := self.inline_text(child))[:1].isalnum():  # "a." and not a bullet of its own
                self._text(f"{label} ")
            self._text(child.tail)
        self._flush()
        self._marker = before

    def _table(self, element: etree._Element) -> None:
        marker, self._marker = self._marker, None
        for child in element.iter():
            role = self._role(child)
            if child is element or self._nearest_table(child) is not element:
                continue
            if role is Role.CAPTION:
                self._builder.add_paragraph(self.inline_text(child))
            elif role is Role.ROW:
                cells = [cell for cell in child if self._role(cell) is Role.CELL]
                if len(cells) == 1 and any(self._role(e) in _STRUCTURED for e in cells[0].iter()):
                    self._builder.end_table()
                    self._children(cells[0])  # a table that only lays out the page, or frames a text
                    self._flush()
                else:
                    self._builder.add_row([self.inline_text(cell) for cell in cells])
        self._builder.end_table()
        self._add_notes()
        self._marker = marker

    def _nearest_table(self, element: etree._Element) -> etree._Element | None:
        return next((above for above in element.iterancestors() if self._role(above) is Role.TABLE), None)

    def _inline(self, element: etree._Element) -> None:
        self._text(element.text)
        for child in element:
            role = self._role(child)
            if role is Role.AFTER:
                self._notes.append(child)
            elif role is Role.RAISED:
                self._buffer.append(self._raised(child))
            elif role is not Role.SKIP:
                apart = role is not Role.INLINE
                self._buffer.append(" " if apart else "")
                self._inline(child)
                self._buffer.append(" " if apart else "")
            self._text(child.tail)

    def _raised(self, element: etree._Element) -> str:
        """Return raised text: a bare number behind a word is a reference mark ("[1]"), behind a figure a
        power ("^9")."""
        text = "".join(map(str, element.itertext())).strip()
        before = "".join(self._buffer[-2:])
        if not _DIGITS.fullmatch(text) or not before or _UNIT.search(before):
            return text
        return f"^{text}" if before[-1].isdigit() else f"[{text}]"

    def _add_notes(self) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self._builder.add_paragraph(self.inline_text(note))


_STRUCTURED: Final = frozenset({Role.LIST, Role.TABLE, Role.HEADING, Role.BLOCK})


def heading_level(element: etree._Element) -> int:
    """Return the level of an HTML heading (1 to 6); 1 for any other element."""
    name = local_name(element)
    return int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdigit() else 1
