"""`sqlite` and `duckdb`: a run as a database file, with the same tables and views in both.

The tables, columns and views are in `schema.sql` beside this module.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pipeline.export.atomic import replacing_file
from pipeline.export.concepts import curie
from pipeline.export.libraries import require
from pipeline.export.opposites import direction
from pipeline.export.run import Run
from pipeline.types import Document, Fragments, Triple

SCHEMA: Final = Path(__file__).with_name("schema.sql")
_BATCH: Final = 10_000

Row = tuple[str | int | float | None, ...]
Insert = Callable[[str, list[Row]], None]
"""Takes the name of a table and rows for it."""


def write_sqlite(run: Run, out: Path) -> None:
    """Write the run as an SQLite database."""
    with replacing_file(out) as path, closing(sqlite3.connect(path)) as connection:

        def insert(table: str, rows: list[Row]) -> None:
            marks = ",".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        _fill(run, insert)
        connection.commit()


def write_duckdb(run: Run, out: Path) -> None:
    """Write the run as a DuckDB database."""
    duckdb = require("duckdb", purpose="export to duckdb")
    arrow = require("pyarrow", purpose="export to duckdb")
    with replacing_file(out) as path, closing(duckdb.connect(str(path))) as connection:

        def insert(table: str, rows: list[Row]) -> None:
            names = [f"c{number}" for number in range(len(rows[0]))]
            columns = [_arrow_column(arrow, cells) for cells in zip(*rows, strict=True)]
            connection.register("incoming", arrow.table(columns, names=names))
            connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
            connection.unregister("incoming")

        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        _fill(run, insert)


def _arrow_column(arrow: Any, cells: tuple[Any, ...]) -> Any:
    """Return a column; one of nothing but None as text, which fits every type."""
    column = arrow.array(cells)
    return column.cast(arrow.string()) if arrow.types.is_null(column.type) else column


def _fill(run: Run, insert: Insert) -> None:
    rows: dict[str, Iterator[Row]] = {
        "documents": map(_document, run.documents()),
        "entities": (row for document in run.documents() for row in _entities(document)),
        "triples": map(_triple, run.triples()),
        "evidence": (row for triple in run.triples() for row in _evidence(triple)),
        "via": (row for triple in run.triples() for row in _via(triple)),
    }
    for table, lines in rows.items():
        while batch := list(islice(lines, _BATCH)):
            insert(table, batch)


def _document(document: Document) -> Row:
    return document.doc_id, document.sha256, document.title, document.drug, document.text or None


def _entities(document: Document) -> Iterator[Row]:
    for entity in document.entities:
        yield (
            document.doc_id,
            entity.id,
            entity.label.value,
            entity.name,
            entity.concept,
            entity.text,
            entity.fragments[0].start,
            entity.fragments[-1].end,
            _ranges(entity.fragments),
            ";".join(entity.found_by),
        )


def _triple(triple: Triple) -> Row:
    return (
        triple.id,
        triple.doc_id,
        triple.subject.name,
        triple.subject.label.value,
        triple.subject.text,
        curie(triple.subject),
        triple.relation.value,
        direction(triple.relation),
        triple.object.name,
        triple.object.label.value,
        triple.object.text,
        curie(triple.object),
        triple.polarity.value,
        triple.certainty.value,
        triple.effect_kind.value if triple.effect_kind else None,
        triple.confidence,
    )


def _evidence(triple: Triple) -> Iterator[Row]:
    for number, evidence in enumerate(triple.evidence, start=1):
        yield (
            triple.id,
            number,
            evidence.section,
            evidence.sentence.start,
            evidence.sentence.end,
            evidence.text,
            _ranges(evidence.subject),
            _ranges(evidence.trigger),
            _ranges(evidence.object),
            ";".join(evidence.found_by),
            ";".join(evidence.contradicted_by),
        )


def _via(triple: Triple) -> Iterator[Row]:
    for cause in triple.via:
        yield triple.id, cause


def _ranges(fragments: Fragments) -> str:
    return json.dumps(fragments)
