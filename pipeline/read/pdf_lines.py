"""The lines of a PDF's pages to paragraphs: columns one after the other, running heads and page numbers out,
words parted at a line's end joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from pipeline.read.builder import BULLET, TextBuilder

_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s*)?[-–—]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I
)
_EDGE: Final = 2
"""Lines at a page's top and at its bottom that may be running heads."""
_MIN_GUTTER: Final = 2
_BULLET: Final = re.compile(r"^[•·▪●○◦‣\uf0b7*–-](?:\s+|$)")
_NUMBERED: Final = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z]")
_PARTED: Final = re.compile(r"(\w+)-$")
_FIRST_WORD: Final = re.compile(r"^[a-z]\w*")
_GAP: Final = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_ENDS: Final = re.compile(r"[.!?:;]['\")\]]*$")
_WIDE: Final = 0.7


def add_pages(pages: Sequence[Sequence[str]], builder: TextBuilder) -> None:
    """Add the text of a document's pages, each a sequence of lines as printed."""
    columns: list[list[str]] = []
    for lines in _without_running_heads(pages):
        columns += _split_columns(lines)
    words = Counter(word for column in columns for line in column for word in re.findall(r"\w[\w-]*", line))
    waiting = ""
    for column in columns:
        paragraphs = list(_paragraphs(column, words))
        if waiting and paragraphs:
            if paragraphs[0][:1].islower():  # a paragraph that runs on over the page's end
                paragraphs[0] = _join(waiting, paragraphs[0], words)
            else:
                _add(waiting, builder)
            waiting = ""
        if paragraphs and not _ENDS.search(paragraphs[-1]) and "\t" not in paragraphs[-1]:
            waiting = paragraphs.pop()
        for paragraph in paragraphs:
            _add(paragraph, builder)
    _add(waiting, builder)


def _add(paragraph: str, builder: TextBuilder) -> None:
    if bullet := _BULLET.match(paragraph):
        builder.add_item(paragraph[bullet.end() :], marker=BULLET)
    elif "\t" in paragraph:
        builder.add_row(paragraph.split("\t"))
    else:
        builder.add_paragraph(paragraph)


def _without_running_heads(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the pages without lines at their edges that most pages have, and without page numbers."""
    kept = [_trim(page) for page in pages]
    seen = Counter(shape for page in kept for shape in {_shape(page[index]) for index in _edges(page)})
    often = {shape for shape, count in seen.items() if count >= 2 and count * 2 > len(pages)}
    for page in kept:
        filled = [index for index, line in enumerate(page) if line.strip()]
        dropped = {*_leading(page, filled[:_EDGE], often), *_leading(page, filled[: -_EDGE - 1 : -1], often)}
        yield _trim([line for index, line in enumerate(page) if index not in dropped])


def _leading(page: Sequence[str], indices: Sequence[int], often: set[str]) -> Iterator[int]:
    """Yield the lines, from an edge inwards, that are running heads or page numbers."""
    for index in indices:
        if _shape(page[index]) not in often and not _PAGE_NUMBER.fullmatch(page[index].strip()):
            return
        yield index


def _edges(page: Sequence[str]) -> set[int]:
    filled = [index for index, line in enumerate(page) if line.strip()]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _shape(line: str) -> str:
    """Return a line with its figures and blanks made alike, so that "Page 3" and "Page 4" are one."""
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _trim(lines: Sequence[str]) -> list[str]:
    """Return the lines without blank ones at both ends."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _split_columns(lines: list[str]) -> list[list[str]]:
    """Return a page as one column, or as two where a blank gutter runs down between two blocks of prose.

    Lines that cross the gutter (a title over both columns) part the page into bands, read one after another.
    """
    gutter = _find_gutter(lines)
    if gutter is None:
        return [_dedent(lines)]
    columns: list[list[str]] = []
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        if _crosses(line, gutter):
            columns += [part for part in (left, right) if part]
            left, right = [], []
            columns.append([line.strip()])
        else:
            left.append(line[:gutter].rstrip())
            right.append(line[gutter:])
    columns += [part for part in (left, right) if part]
    return [_dedent(_trim(column)) for column in columns]


def _find_gutter(lines: Sequence[str]) -> int | None:
    """Return the column of characters at which a page's right half begins, or None."""
    filled = [line for line in lines if line.strip()]
    width = max(map(len, filled), default=0)
    best: tuple[int, int] | None = None
    for at in range(width * 3 // 10, width * 7 // 10):
        both = sum(1 for line in filled if not _crosses(line, at) and line[:at].strip() and line[at:].strip())
        begins = sum(1 for line in filled if len(line) > at and line[at] != " " and not _crosses(line, at))
        crossing = sum(1 for line in filled if _crosses(line, at))
        prose = both and sum(
            len(line[at:].split()) >= 3 and len(line[:at].split()) >= 3
            for line in filled
            if not _crosses(line, at) and line[:at].strip() and line[at:].strip()
        )
        enough = both >= 5 and both * 2 >= len(filled) and crossing * 5 <= len(filled)
        if enough and prose * 2 > both and (best is None or begins > best[0]):
            best = (begins, at)
    return best[1] if best else None


def _crosses(line: str, at: int) -> bool:
    """Whether a line has no gap of two blanks just before a column."""
    return len(line) > at and bool(line[at - _MIN_GUTTER : at].strip())


def _dedent(lines: Iterable[str]) -> list[str]:
    lines = list(lines)
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:].rstrip() for line in lines]


def _paragraphs(lines: Sequence[str], words: Counter[str]) -> Iterator[str]:
    """Yield the paragraphs of a column: lines joined where one fills its width and the next goes on."""
    width = max((len(line) for line in lines), default=0)
    rows = _find_rows(lines)
    current, last = "", ""
    for index, raw in enumerate(lines):
        line = raw.strip()
        if not line:
            if current:
                yield current
            current = ""
            continue
        if index in rows:
            if current:
                yield current
            current = ""
            yield _GAP.sub("\t", line)
            continue
        line = re.sub(r"\s+", " ", line)
        if current and _goes_on(last, line, width):
            current = _join(current, line, words)
        else:
            if current:
                yield current
            current = line
        last = raw.rstrip()
    if current:
        yield current


def _find_rows(lines: Sequence[str]) -> set[int]:
    """Return the lines that are rows of a table: their cells begin or end where those of the next row do.

    A gap alone makes no row: between words whose width a font does not tell there are gaps, too.
    """
    places = {index: _cell_places(line) for index, line in enumerate(lines) if line.strip()}
    filled = sorted(places)
    rows: set[int] = set()
    for index, following in pairwise(filled):
        if any(abs(here - there) <= 1 for here in places[index] for there in places[following]):
            rows |= {index, following}
    return rows


def _cell_places(line: str) -> set[int]:
    """Return where the cells behind the first one begin and end; nothing for prose with gaps in it."""
    if _BULLET.match(line.strip()) or _NUMBERED.match(line.strip()):
        return set()
    cells = _GAP.split(line.strip())
    if len(cells) > 1 and sum(len(cell.split()) for cell in cells) > 5 * len(cells):
        return set()
    gaps = list(_GAP.finditer(line))
    ends = [gap.start() for gap in gaps[1:]] + [len(line.rstrip())]
    return {gap.end() for gap in gaps} | set(ends if gaps else ())


def _goes_on(last: str, line: str, width: int) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    if _BULLET.match(line) or _NUMBERED.match(line):
        return False
    return line[:1].islower() or len(last) >= width * _WIDE


def _join(before: str, line: str, words: Counter[str]) -> str:
    """Return two lines as one: "recep-" and "tors" make "receptors", unless the text has the word with its
    hyphen elsewhere ("beta-blocker") or does not go on in small letters."""
    parted, first = _PARTED.search(before), _FIRST_WORD.match(line)
    if not parted:
        return f"{before} {line}"
    if not first or (words[f"{parted[1]}-{first[0]}"] and not words[parted[1] + first[0]]):
        return before + line
    return before[:-1] + line
