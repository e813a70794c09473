"""Reads the concept base: SQLite files beside the code, memory-mapped and read-only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Final, Literal

from pipeline.concepts.keys import number_of, set_key, spelled_key
from pipeline.errors import FormatError

RelativeKind = Literal["member", "target"]

PARTS: Final = ("concepts", "hpo", "gtopdb", "further")
"""The files, in the order in which they count; each but the first can be left out."""
VERSION: Final = 1
"""Format of the files, held in SQLite's `user_version`."""

_MAPPED: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that names mean.

    ``label`` is one of the guide's, FINDING (EFFECT or CONDITION) or MEDIATOR; ``id`` a CURIE, or None;
    ``related`` holds (kind, CURIE, name): the `member`s of a family, the `target` of a process.
    """

    name: str
    label: str
    id: str | None
    synonyms: tuple[str, ...] = ()
    xrefs: tuple[str, ...] = ()
    related: tuple[tuple[RelativeKind, str, str], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a name: the concept's number in its part, and what is needed to choose."""

    part: int
    number: int
    term: str
    name: str
    label: str
    id: str | None


class ConceptBase:
    """Concepts by name and by id. Not to be shared between threads; cheap to open.

    Args:
        folder: Where the parts lie.

    Raises:
        FormatError: The first part is missing, or a part has another format.
    """

    def __init__(self, folder: Path) -> None:
        self._parts = [_open(folder / f"{part}.sqlite") for part in PARTS[:1]]
        self._parts += [_open(path) for part in PARTS[1:] if (path := folder / f"{part}.sqlite").is_file()]
        self.find = lru_cache(maxsize=20_000)(self._find)
        self.find_set = lru_cache(maxsize=20_000)(self._find_set)

    def _find(self, name: str) -> tuple[Sense, ...]:
        """Return the meanings of a name as it is spelled, but for case, number, hyphens and the like."""
        key = spelled_key(name)
        return tuple(sense for sense in self._senses("key", key) if spelled_key(sense.term) == key)

    def _find_set(self, name: str, drop: frozenset[str] = frozenset()) -> tuple[Sense, ...]:
        """Return the meanings of names with the same content words in whatever order, but `drop`."""
        key = set_key(name, drop=drop)
        return tuple(sense for sense in self._senses("words", key) if set_key(sense.term) == key)

    def _senses(self, column: str, key: str) -> Iterator[Sense]:
        if not key:
            return
        query = (
            "SELECT concept.number, term.text, concept.name, concept.label, concept.id FROM term "
            f"JOIN concept ON concept.number = term.concept WHERE term.{column} = ? ORDER BY term.rowid"
        )
        seen = set()
        for part, connection in enumerate(self._parts):
            for row in connection.execute(query, (number_of(key),)):
                sense = Sense(part, *row)
                if (sense.name, sense.label) not in seen:
                    seen.add((sense.name, sense.label))
                    yield sense

    def term(self, row: int) -> Sense:
        """Return the meaning of a term by its row in the first part, as the index of names counts it."""
        query = (
            "SELECT concept.number, term.text, concept.name, concept.label, concept.id FROM term "
            "JOIN concept ON concept.number = term.concept WHERE term.rowid = ?"
        )
        return Sense(0, *self._parts[0].execute(query, (row,)).fetchone())

    def concept(self, name: str, label: str) -> Concept | None:
        """Return the whole concept of a preferred name and label, put together from all parts."""
        return self._gather("name = ? AND label = ?", (name, label))

    def by_id(self, identifier: str) -> Concept | None:
        """Return the concept that has a CURIE as its id."""
        return self._gather("id = ?", (identifier,))

    def symbol(self, identifier: str) -> str | None:
        """Return the gene symbol of an HGNC id, None for another id or a gene that is no known target."""
        if not identifier.startswith("HGNC:"):
            return None
        query = "SELECT symbol FROM gene WHERE id = ?"
        row = self._parts[0].execute(query, (identifier,)).fetchone()
        return str(row[0]) if row else None

    def _gather(self, where: str, values: Sequence[str]) -> Concept | None:
        rows: list[tuple[str, str, str | None]] = []
        synonyms: dict[str, None] = {}
        xrefs: dict[str, None] = {}
        sources: dict[str, None] = {}
        related: dict[tuple[RelativeKind, str, str], None] = {}
        for connection in self._parts:
            for number, *row in connection.execute(
                f"SELECT number, name, label, id FROM concept WHERE {where} ORDER BY number", values
            ).fetchall():
                rows.append((row[0], row[1], row[2]))
                for text, source in connection.execute(
                    "SELECT text, source FROM term WHERE concept = ? ORDER BY rowid", (number,)
                ):
                    synonyms.setdefault(text)
                    sources.setdefault(source)
                for (identifier,) in connection.execute(
                    "SELECT id FROM xref WHERE concept = ? ORDER BY rowid", (number,)
                ):
                    xrefs.setdefault(identifier)
                for found in connection.execute(
                    "SELECT kind, id, name FROM related WHERE concept = ? ORDER BY rowid", (number,)
                ):
                    related.setdefault(found)
        if not rows:
            return None
        name, label, identifier = rows[0]
        synonyms.pop(name, None)
        identifier = identifier or next((row[2] for row in rows if row[2]), None)
        xrefs.pop(identifier or "", None)
        return Concept(name, label, identifier, tuple(synonyms), tuple(xrefs), tuple(related), tuple(sources))

    def counts(self) -> dict[str, dict[str, int]]:
        """Return, for each part, how many rows each table holds."""
        tables = ("concept", "term", "xref", "related")
        return {
            part: {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
            }
            for part, connection in zip(PARTS, self._parts, strict=False)
        }


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise FormatError(f"{path}: expected the concept base, found no file; install the package again")
    with ExitStack() as stack:
        connection = stack.enter_context(
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True))
        )
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise FormatError(f"{path}: expected the concept base, found {error}; build it again") from error
        if version != VERSION:
            raise FormatError(
                f"{path}: expected a concept base of format {VERSION}, found {version}; run `make concepts`"
            )
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        stack.pop_all()
    return connection


@cache
def load_base() -> ConceptBase:
    """Return the concept base of this package; opened once a process.

    Raises:
        FormatError: A file of it is missing or has another format.
    """
    return ConceptBase(data_folder())


def data_folder() -> Path:
    """Return the folder of the base's files."""
    return Path(str(resources.files(__package__) / "data"))
