"""The lines of a PDF's columns to paragraphs, items and rows; words parted at a line's end joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from pipeline.read.builder import BULLET, TextBuilder
from pipeline.read.pdf_pages import read_columns

_BULLET: Final = re.compile(r"^[•·▪●○◦‣\uf0b7*–-](?:\s+|$)")
_NUMBERED: Final = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z]")
_TITLE: Final = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z][^.;]*$")
_SMALL_WORD: Final = re.compile(r"(?<![\w-])[a-z]{5}")
_RULED: Final = re.compile(r"^[-–—_=*]{3,}(?:\s*(\S.*?)?\s*[-–—_=*]{3,})?$")
"""A line of dashes, with a heading in it or without: "-----INDICATIONS AND USAGE-----"."""
_PARTED: Final = re.compile(r"(\w+)-$")
_FIRST_WORD: Final = re.compile(r"^[a-z]\w*")
_WORD: Final = re.compile(r"\w[\w-]*")
_GAP: Final = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_ENDS: Final = re.compile(r"[.!?:;]['\")\]]*$")
_WIDE: Final = 0.7
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def add_pages(pages: Sequence[Sequence[str]], builder: TextBuilder) -> None:
    """Add the text of a document's pages, each a sequence of lines as printed."""
    columns = list(read_columns(pages))
    words = _count_words(columns)
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


def _count_words(columns: Iterable[Iterable[str]]) -> Counter[str]:
    """Return how often each word stands in the lines, in small letters, without those parted at line ends."""
    words: Counter[str] = Counter()
    for column in columns:
        parted = False
        for line in column:
            found = _WORD.findall(line.lower())
            if found and parted:
                found.pop(0)
            parted = bool(found and _PARTED.search(line))
            words.update(found[:-1] if parted else found)
    return words


def _add(paragraph: str, builder: TextBuilder) -> None:
    paragraph = paragraph.translate(_LIGATURES)
    if bullet := _BULLET.match(paragraph):
        builder.add_item(paragraph[bullet.end() :], marker=BULLET)
    elif "\t" in paragraph:
        builder.add_row(paragraph.split("\t"))
    else:
        builder.add_paragraph(paragraph)


def _paragraphs(lines: Sequence[str], words: Counter[str]) -> Iterator[str]:
    """Yield the paragraphs of a column: lines joined where one fills its width and the next goes on."""
    width = max((len(line) for line in lines), default=0)
    rows = _find_rows(lines)
    current, last = "", ""
    for index, raw in enumerate(lines):
        alone = _GAP.sub("\t", raw.strip()) if index in rows else _stand_alone(raw.strip())
        if alone is not None:
            yield from filter(None, (current, alone))
            current = ""
            continue
        line = re.sub(r"\s+", " ", raw.strip())
        if current and _goes_on(last, line, width):
            current = _join(current, line, words)
        else:
            yield from filter(None, (current,))
            current = line
        last = raw.rstrip()
    yield from filter(None, (current,))


def _stand_alone(line: str) -> str | None:
    """Return the heading that a line of dashes holds, "" for blanks or dashes only, None for any other."""
    ruled = _RULED.match(line)
    return (ruled[1] or "") if ruled else None if line else ""


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
    before = last.strip()
    if _TITLE.match(before) and not _SMALL_WORD.search(before) and line[:1].isupper():
        return False  # "5.1 Increased Mortality in Elderly Patients", however long
    return line[:1].islower() or len(last) >= width * _WIDE


def _join(before: str, line: str, words: Counter[str]) -> str:
    """Return two lines as one: "recep-" and "tors" make "receptors", "beta-" and "blocker" "beta-blocker"."""
    parted, first = _PARTED.search(before), _FIRST_WORD.match(line)
    if not parted:
        return f"{before} {line}"
    if not first or _has_hyphen(parted[1].lower(), first[0], words):
        return before + line
    return before[:-1] + line


def _has_hyphen(one: str, other: str, words: Counter[str]) -> bool:
    """Whether two parts are a word with a hyphen: the text has it so elsewhere, or has both parts as words of
    their own, and nowhere the word without a hyphen."""
    whole, hyphened = one + other, f"{one}-{other}"
    if words[whole]:
        return False
    stem = hyphened.removesuffix("s")
    if words[hyphened] or words[stem] or words[f"{stem}s"]:
        return True
    return bool(words[one] and words[other])
