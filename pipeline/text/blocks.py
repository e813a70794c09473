"""Split a text into blocks: headings, paragraphs and list items.

A line break inside a block is a soft one: the sentence runs on across it, as in a text that was hard-wrapped
or that had a link at that place. The decision is made line by line from the line before, never from a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pipeline.text.headings import MARKDOWN, section_kind


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A half-open character range; ``start`` is the first character after a bullet or a number of a list
    item."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


BULLET: Final = re.compile(r"^\s*(?:[•·▪●◦‣*–—]|-(?=\s)|o(?=\s)|\(?[a-zA-Z0-9]{1,2}\)(?=\s))\s*")
NUMBERED: Final = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?)\s+(?=[A-Z])")
_LABELLED: Final = re.compile(r"^\s*[A-Z][^.:;!?]{2,60}:\s+\S")
_FIGURES: Final = re.compile(r"\d\s*%|\d\s*/\s*\d|\s{2,}[<>≥≤]?\d")
_ENDS_SENTENCE: Final = re.compile(r"[.!?…](?:[\"'”’)\]]|\[\d+\])*\s*$")
_ENDS_OPEN: Final = re.compile(
    r"(?:[,;(/–—-]|\b(?:a|an|the|of|in|on|at|to|for|by|with|from|and|or|as|is|are|was|were|be|such|its|their|which|that|than|"
    r"via|into|between|may|can|also|both|this|these|not|has|have))\s*$",
    re.I,
)
_PRODUCT: Final = re.compile(
    r"^\W*[A-Z][^.]{2,60}? \d[\d.,/ ]*\s?(?:mg|mcg|micrograms?|g|ml|mL|%|IU|units?)\b[^.]*$"
)
"""The line of a product and its strength, under which leaflets write the generic name."""
_TITLED: Final = frozenset({"indications", "adverse_reactions", "contraindications", "mechanism"})
"""Kinds of section whose bare title ("Uses") is no row of the list around it."""
_TITLE_WORDS: Final = 3
_HEADING_MAX_WORDS: Final = 10
_HEADING_MAX_CHARS: Final = 90


def split_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in order; every non-blank character outside bullets lies in exactly one.

    Args:
        text: A document's text; offsets of the blocks are characters of it.
    """
    return tuple(_demote(text, list(_blocks(list(_lines(text))))))


def _demote(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Turn short lines that are rows of a list into items: those with figures, and three or more in a row
    without a number."""
    for index, block in enumerate(blocks):
        content = text[block.start : block.end]
        if (
            block.kind is not BlockKind.HEADING
            or NUMBERED.match(content)
            or MARKDOWN.match(content)
            or content.upper() == content
        ):
            yield block
            continue
        if len(content.split()) <= _TITLE_WORDS and section_kind(content) in _TITLED:
            yield block
            continue
        run = 1 + sum(_touching(text, blocks, index, step) for step in (-1, 1))
        yield Block(BlockKind.ITEM, block.start, block.end) if _FIGURES.search(content) or run >= 3 else block


def _touching(text: str, blocks: list[Block], index: int, step: int) -> int:
    """Count the headings without number that follow one another, without a blank line, from a block in one
    direction."""
    count = 0
    while 0 <= index + step < len(blocks) and blocks[index + step].kind is BlockKind.HEADING:
        here, there = sorted((blocks[index], blocks[index + step]), key=lambda block: block.start)
        neighbour = text[blocks[index + step].start : blocks[index + step].end]
        if (
            text[here.end : there.start].count("\n") > 1
            or NUMBERED.match(neighbour)
            or neighbour.upper() == neighbour
        ):
            break
        count += 1
        index += step
    return count


def _lines(text: str) -> Iterator[_Line]:
    position = 0
    for raw in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        yield _Line(position, position + len(raw.rstrip()), raw.rstrip())
        position += len(raw)


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    width = _wrap_width(lines)
    kind, start, end, last = None, 0, 0, ""
    for index, line in enumerate(lines):
        if not line.text.strip():
            if kind is not None:
                yield Block(kind, start, end)
            kind = None
            continue
        indent = len(line.text) - len(line.text.lstrip())
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if kind is not None and _continues(last, line.text, kind, width):
            end, last = line.end, line.text
            continue
        if kind is not None:
            yield Block(kind, start, end)
        bullet = BULLET.match(line.text)
        if bullet and bullet.end() < len(line.text):
            kind, start = BlockKind.ITEM, line.start + bullet.end()
        elif _is_heading(line.text, following):
            kind, start = BlockKind.HEADING, line.start + indent
        else:
            kind, start = BlockKind.PARAGRAPH, line.start + indent
        end, last = line.end, line.text
    if kind is not None:
        yield Block(kind, start, end)


def _wrap_width(lines: list[_Line]) -> int | None:
    """Return the column at which the text was wrapped, or None: most lines that run on end within 25 columns
    of it."""
    lengths = sorted(len(line.text) for line in lines if line.text.strip())
    if len(lengths) < 6:
        return None
    widest = lengths[-1]
    near = sum(length > widest - 25 for length in lengths)
    return widest if 50 <= widest <= 140 and near >= 0.5 * len(lengths) else None


def _continues(previous: str, line: str, kind: BlockKind, width: int | None) -> bool:  # noqa: PLR0911 - one return a case
    """Whether a line runs on from the line before it, without a blank line between."""
    if (
        BULLET.match(line)
        or MARKDOWN.match(line)
        or (_LABELLED.match(line) and not _ENDS_OPEN.search(previous))
        or (NUMBERED.match(line) and not _ENDS_OPEN.search(previous))
    ):
        return False
    first = line.lstrip()[:1]
    if kind is BlockKind.HEADING:
        return bool(_ENDS_OPEN.search(previous)) and not previous.rstrip().endswith(("-", "–", "—"))
    if _ENDS_OPEN.search(previous):
        return True
    if _PRODUCT.match(previous) and re.fullmatch(r"\W*(?:[\w-]+ ?){1,4}\W*", line) and "." not in line:
        return False
    if previous.rstrip().endswith(":"):
        return False
    if _ENDS_SENTENCE.search(previous):
        return width is not None and len(previous) > width - 25
    if first.islower() or first in "(0123456789":
        return True
    return width is not None and len(previous) > width - 25 and not _is_heading(line, "")


def _is_heading(line: str, following: str) -> bool:  # noqa: PLR0911 - one return a case
    text = line.strip()
    if MARKDOWN.match(line):
        return True
    words = text.split()
    if len(words) > _HEADING_MAX_WORDS + 4 or len(text) > _HEADING_MAX_CHARS or not text[:1].isalnum():
        return False
    if text.endswith("?") and len(words) <= _HEADING_MAX_WORDS + 4:
        return True
    if _ENDS_SENTENCE.search(text) or _ENDS_OPEN.search(text) or re.search(r":\s+[a-z]", text):
        return False
    if NUMBERED.match(text) or re.match(r"^\d{1,2}(\.\d{1,2})*\.?$", words[0]):
        return True
    if text.upper() == text and any(map(str.isalpha, text)):
        return True
    if len(words) > _HEADING_MAX_WORDS or text.endswith(":"):
        return False
    return not re.search("[,;]", text) and text[:1].isupper() and not re.match(r"\s*[a-z]", following)
