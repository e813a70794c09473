"""SQLite and DuckDB: the same tables in both, and the questions of docs/exports.md."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import EXPORTERS, curie, direction
from pipeline.export.formats import database
from pipeline.export.libraries import require
from pipeline.vocabulary import RelationType
from tests.export.conftest import Export
from tests.export.examples import example
from tests.export.runs import DOCUMENTS, TRIPLES, make_run

TABLES = ("documents", "entities", "triples", "evidence", "via")
NAMES = ("sqlite", "duckdb")
THROUGH = [
    ("amitriptyline", "Sjögren's syndrome", "antagonizes", "histamine H1 receptor", 2),
    ("amitriptyline", "fall in blood pressure", "antagonizes", "histamine H1 receptor", 1),
    ("amitriptyline", "sedation", "antagonizes", "histamine H1 receptor", 1),
]
"""The first reaches the receptor over the fall in blood pressure."""


def _connect(name: str, path: Path) -> Any:
    if name == "sqlite":
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    return require("duckdb", purpose="test").connect(str(path), read_only=True)


@pytest.fixture(params=NAMES)
def connection(request: pytest.FixtureRequest, export: Export) -> Iterator[Any]:
    with closing(_connect(request.param, export(request.param))) as connected:
        yield connected


def _ask(connection: Any, query: str) -> list[tuple[Any, ...]]:
    return list(map(tuple, connection.execute(query).fetchall()))


def test_tables_hold_the_run(connection: Any) -> None:
    counts = {table: _ask(connection, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
    assert counts == {
        "documents": len(DOCUMENTS),
        "entities": sum(len(document.entities) for document in DOCUMENTS),
        "triples": len(TRIPLES),
        "evidence": sum(len(triple.evidence) for triple in TRIPLES),
        "via": sum(len(triple.via) for triple in TRIPLES),
    }
    assert _ask(
        connection, "SELECT id, subject_id, relation, direction, object, confidence FROM triples"
    ) == [
        (
            triple.id,
            curie(triple.subject),
            triple.relation,
            direction(triple.relation),
            triple.object.name,
            triple.confidence,
        )
        for triple in TRIPLES
    ]
    texts = dict(_ask(connection, "SELECT doc_id, text FROM documents"))
    for doc_id, fragments, text in _ask(connection, "SELECT doc_id, fragments, text FROM entities"):
        assert " ".join(texts[doc_id][start:end] for start, end in json.loads(fragments)) == text


def test_negated_triples_are_marked_and_not_affirmed(connection: Any) -> None:
    assert _ask(connection, "SELECT count(*) FROM triples WHERE polarity = 'negated'") == [(2,)]
    assert _ask(connection, "SELECT count(*) FROM affirmed") == [(len(TRIPLES) - 2,)]


def test_documented_question_which_drugs_cause_x_through_y(connection: Any) -> None:
    assert _ask(connection, example("sql", "which drugs cause")) == THROUGH


def test_documented_question_contradictions(connection: Any) -> None:
    assert _ask(connection, example("sql", "contradict")) == [
        ("direction", "amitriptyline", "activates", "antagonizes", "histamine H1 receptor"),
        ("polarity", "amitriptyline", "causes", "causes", "sedation"),
    ]


def test_documented_question_where_does_it_say_so(connection: Any) -> None:
    assert _ask(connection, example("sql", "where does")) == [("b.md", "It does not cause sedation.")]


@pytest.mark.parametrize("name", NAMES)
def test_rows_come_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    run, _ = make_run(tmp_path)
    monkeypatch.setattr(database, "_BATCH", 3)
    EXPORTERS[name].export(run, tmp_path / "out")
    with closing(_connect(name, tmp_path / "out")) as connection:
        ids = _ask(connection, "SELECT id FROM triples ORDER BY id")
        assert ids == sorted((triple.id,) for triple in TRIPLES)
        assert _ask(connection, "SELECT text IS NULL FROM documents ORDER BY doc_id") == [(1,), (0,), (1,)]


def test_the_schema_s_note_on_directions_is_true() -> None:
    schema = database.SCHEMA.read_text(encoding="utf-8")
    for name in ("up", "down"):
        listed = schema.split(f"{name}: ")[1].replace("\n", ";").split(";")[0].split(", ")
        assert set(listed) == {relation for relation in RelationType if direction(relation) == name}
