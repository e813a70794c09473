"""JSON lines and tables with a text column: one document a line or row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from pipeline.errors import ReadError
from pipeline.read.collection import Collection, Part, name_apart
from pipeline.read.decode import decode
from pipeline.read.source import Content

TEXT_NAMES: Final = ("text", "body", "content", "abstract")
ID_NAMES: Final = ("id", "doc_id", "name")
MAX_LINE: Final = 64 * 1024 * 1024
_MARK: Final = b"\xef\xbb\xbf"


def split_json_lines(stream: BinaryIO, *, where: str) -> Collection:
    """Return a part for each line that is not blank, called by its id, or "line-N" where it has none."""
    return Collection(
        name_apart(
            Part(_json_id(line) or f"line-{number}", start, start + len(line))
            for number, (start, line) in enumerate(_lines(stream, where), start=1)
            if line.strip()
        )
    )


def _json_id(line: bytes) -> str | None:
    try:
        record = json.loads(line.removeprefix(_MARK))
    except (ValueError, RecursionError):
        return None  # reading the line says what is wrong with it
    return _first(record, ID_NAMES) if isinstance(record, dict) else None


def read_json_line(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of one record.

    Raises:
        ReadError: The line is no JSON object, or has no text under one of `TEXT_NAMES`.
    """
    try:
        record = json.loads(decode(data, where=where, encoding=encoding))
    except ValueError as error:
        raise ReadError(f"{where}: expected a JSON object on one line, found: {error}; repair it") from error
    if not isinstance(record, dict):
        raise ReadError(f"{where}: expected a JSON object, found {type(record).__name__}; repair the line")
    return Content(_text_of(record, where, "fields"))


def split_table(stream: BinaryIO, *, where: str) -> Collection:
    """Return a part for each row, called by its id, or "row-N"; a cell in quotes may hold line breaks.

    Raises:
        ReadError: The table's header names no text column, or its quotes don't match.
    """
    return Collection(name_apart(_rows(stream, where)))


def _rows(stream: BinaryIO, where: str) -> Iterator[Part]:
    lines = _lines(stream, where)
    _, header = next(lines, (0, b""))
    names, delimiter = _header(header, where)
    places: list[tuple[int, int]] = []

    def feed() -> Iterator[str]:
        for start, line in lines:
            places.append((start, start + len(line)))
            yield line.decode("latin-1")

    try:
        for number, row in enumerate(csv.reader(feed(), delimiter=delimiter), start=1):
            start, end = places[0][0], places[-1][1]
            places.clear()
            if any(cell.strip() for cell in row):
                record = dict(zip(names, (_mend(cell) for cell in row), strict=False))
                yield Part(_first(record, ID_NAMES) or f"row-{number}", start, end, len(header))
    except csv.Error as error:
        raise ReadError(f"{where}: expected a table, found: {error}; write it anew as CSV") from error


def read_row(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of one row, which comes with its table's header before it.

    Raises:
        ReadError: The row's text column is missing or empty.
    """
    header, _, row = data.partition(b"\n")
    names, delimiter = _header(header, where)
    text = decode(row, where=where, encoding=encoding)
    cells = next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), [])
    if len(cells) > len(names):
        raise ReadError(f"{where}: expected {len(names)} cells, found {len(cells)}; put the text in quotes")
    return Content(_text_of(dict(zip(names, cells, strict=False)), where, "columns"))


def _lines(stream: BinaryIO, where: str) -> Iterator[tuple[int, bytes]]:
    start = 0
    while line := stream.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise ReadError(
                f"{where}: expected lines of at most {MAX_LINE} bytes, found a longer one; split the file"
            )
        yield start, line
        start += len(line)


def _header(line: bytes, where: str) -> tuple[list[str], str]:
    """Return the names of a table's columns, in lower case, and its delimiter."""
    text = line.removeprefix(_MARK).decode("utf-8", "replace").strip("\r\n")
    found: list[str] = []
    for delimiter in (",", "\t", ";"):
        names = [name.strip().lower() for name in next(csv.reader([text], delimiter=delimiter), [])]
        if any(name in TEXT_NAMES for name in names):
            return names, delimiter
        found = max(found, names, key=len)
    raise ReadError(
        f"{where}: expected a table with a column {', '.join(TEXT_NAMES[:-1])} or {TEXT_NAMES[-1]}, "
        f"found {', '.join(map(repr, found[:10])) or 'an empty file'}; name the text's column so"
    )


def _mend(cell: str) -> str:
    """Return a cell that was split as single bytes as the text that its bytes stand for."""
    return cell.encode("latin-1").decode("utf-8", "replace")


def _first(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def _text_of(record: Mapping[str, object], where: str, kind: str) -> str:
    for name in TEXT_NAMES:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value
    raise ReadError(
        f"{where}: expected text under {', '.join(TEXT_NAMES)}, found the {kind} "
        f"{', '.join(map(repr, list(record)[:10])) or '(none)'} without any; fill it in, or leave it out"
    )
