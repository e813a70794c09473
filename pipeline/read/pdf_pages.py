"""The columns of a PDF's pages, one after the other, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s*)?[-–—]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I
)
_EDGE: Final = 2
"""Lines at a page's top and at its bottom that may be running heads."""
_MIN_GUTTER: Final = 2


def read_columns(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the lines of each column of a document's pages, each a sequence of lines as printed."""
    for lines in _without_running_heads(pages):
        yield from _split_columns(lines)


def _without_running_heads(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the pages without page numbers, and without lines at their edges that most pages have, or that a
    page near by has at the same edge (left and right pages have heads of their own, and so have chapters)."""
    kept = [_trim(page) for page in pages]
    tops = [{_shape(line) for line in _edge(page)} for page in kept]
    feet = [{_shape(line) for line in _edge(page[::-1])} for page in kept]
    seen = Counter(shape for top, foot in zip(tops, feet, strict=True) for shape in top | foot)
    often = {shape for shape, count in seen.items() if count >= 2 and count * 2 > len(pages)}
    for number, page in enumerate(kept):
        filled = [index for index, line in enumerate(page) if line.strip()]
        near = [
            other for other in range(number - 2, number + 3) if 0 <= other < len(kept) and other != number
        ]
        at_top = often.union(*(tops[other] for other in near))
        at_foot = often.union(*(feet[other] for other in near))
        dropped = {
            *_leading(page, filled[:_EDGE], at_top),
            *_leading(page, filled[: -_EDGE - 1 : -1], at_foot),
        }
        yield _trim([line for index, line in enumerate(page) if index not in dropped])


def _leading(page: Sequence[str], indices: Sequence[int], often: set[str]) -> Iterator[int]:
    """Yield the lines, from an edge inwards, that are running heads or page numbers."""
    for index in indices:
        if _shape(page[index]) not in often and not _PAGE_NUMBER.fullmatch(page[index].strip()):
            return
        yield index


def _edge(page: Sequence[str]) -> list[str]:
    """Return the first lines of a page that hold anything."""
    return [line for line in page if line.strip()][:_EDGE]


def _shape(line: str) -> str:
    """Return a line with its figures and blanks made alike, so that "Page 3" and "Page 4" are one."""
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _trim(lines: Sequence[str]) -> list[str]:
    """Return the lines without blank ones at both ends."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _split_columns(lines: list[str]) -> list[list[str]]:
    """Return a page as one column, or as several where a blank gutter runs down between blocks of prose.

    Lines that cross the gutter (a title over both columns) part the page into bands, read one after another.
    """
    gutter = _find_gutter(lines)
    if gutter is None:
        return [_dedent(_trim(lines))]
    columns: list[list[str]] = []
    for across, band in groupby(lines, key=lambda line: _crosses(line, gutter)):
        found = list(band)
        if across:
            columns.append([line.strip() for line in found])
        else:
            columns += _split_columns([line[:gutter].rstrip() for line in found])
            columns += _split_columns([line[gutter:] for line in found])
    return columns


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
        most = both * 2 >= len(filled) and crossing * 5 <= len(filled)
        shorter = crossing * 10 <= len(filled)  # one column ends before the other
        enough = both >= 5 and (most or shorter)
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
