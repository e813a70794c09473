"""docs/exports.md names every format, column, table, view and field, and none that is not there."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing

import pytest

from pipeline.export import COLUMNS, EXPORTERS
from pipeline.export.formats.kgx import EDGE_COLUMNS, NODE_COLUMNS
from tests.export.conftest import Export
from tests.export.examples import PAGE


def _parts() -> dict[str, str]:
    """Return the text under each heading of the page."""
    pieces = re.split(r"^#+ (.*)$", PAGE.read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def _names(text: str) -> set[str]:
    """Return what stands in the text as code, without a leading dot."""
    return {name.removeprefix(".") for name in re.findall(r"`([^`\n]+)`", text)}


def test_every_format_is_in_the_first_table_and_none_else() -> None:
    table = [line for line in _parts()["Exports"].splitlines() if line.startswith("| `")]
    assert {name for line in table[1:] for name in _names(line.split("|")[1])} == set(EXPORTERS)


@pytest.mark.parametrize(
    ("part", "names"),
    [("csv, tsv", COLUMNS), ("kgx", NODE_COLUMNS), ("kgx", EDGE_COLUMNS)],
)
def test_every_column_is_described(part: str, names: tuple[str, ...]) -> None:
    assert set(names) <= _names(_parts()[part])


def test_every_column_of_the_databases_is_described(export: Export) -> None:
    described = {}
    for line in _parts()["sqlite, duckdb"].splitlines():
        cells = line.split("|")
        if len(cells) == 5:
            described.update(dict.fromkeys(_names(cells[1]), _names(cells[3])))
    with closing(sqlite3.connect(export("sqlite"))) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} for table in tables
        }
        views = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert {name: described.get(name) for name in columns} == columns
    assert views <= _names(_parts()["sqlite, duckdb"])


def test_every_field_of_json_is_described(export: Export) -> None:
    statement = json.loads(export("indra").read_text(encoding="utf-8"))[0]
    (evidence,) = statement["evidence"]
    assert {*evidence, *evidence["annotations"]} - {"text"} <= _names(_parts()["indra"]) | {"annotations"}
    drawing = json.loads(export("displacy").read_text(encoding="utf-8"))[0]
    fields = {*drawing, *drawing["ents"][0], *drawing["triples"][0]}
    assert fields <= _names(_parts()["displacy"])
    relations = [
        relation
        for document in json.loads(export("bioc-json").read_text(encoding="utf-8"))["documents"]
        for passage in document["passages"]
        for relation in passage["relations"]
    ]
    assert {name for relation in relations for name in relation["infons"]} <= _names(
        _parts()["bioc-json, bioc-xml"]
    )
