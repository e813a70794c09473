"""Writes the concept base: SQLite files, and the index of names in arrays. The same input, the same bytes."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from pipeline.concepts.base import VERSION
from pipeline.concepts.index import trigrams
from pipeline.concepts.keys import number_of, set_key, spelled_key
from tools.concepts.gather import Draft
from tools.concepts.relatives import Relative

_SCHEMA: Final = f"""
PRAGMA page_size = 4096;
PRAGMA user_version = {VERSION};
CREATE TABLE concept (number INTEGER PRIMARY KEY, name TEXT NOT NULL, label TEXT NOT NULL, id TEXT);
CREATE TABLE term (key INTEGER NOT NULL, words INTEGER NOT NULL, text TEXT NOT NULL, concept INTEGER NOT NULL,
  source TEXT NOT NULL);
CREATE TABLE xref (concept INTEGER NOT NULL, id TEXT NOT NULL);
CREATE TABLE gene (id TEXT PRIMARY KEY, symbol TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE related (concept INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL);
"""
_INDEXES: Final = """
CREATE INDEX concept_name ON concept (name);
CREATE INDEX concept_id ON concept (id);
CREATE INDEX term_key ON term (key);
CREATE INDEX term_words ON term (words);
CREATE INDEX term_concept ON term (concept);
CREATE INDEX xref_concept ON xref (concept);
CREATE INDEX related_concept ON related (concept);
VACUUM;
"""
_WRITER_VERSION: Final = slice(96, 100)
"""Where SQLite notes the version of the library that wrote a file; nothing reads it."""
_FUZZY: Final = frozenset(
    {"FINDING", "PROCESS", "DRUG_CLASS", "RECEPTOR", "TRANSPORTER", "ION_CHANNEL", "ENZYME", "OTHER_TARGET"}
)
"""Labels whose names may be met by spelling: drugs are not, two of which may differ in two letters."""
_SMALL: Final = 2**16
"""How many names can be numbered in two bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as one part of the base holds it."""

    draft: Draft
    xrefs: Sequence[str] = ()
    related: Sequence[Relative] = field(default=())


def write_part(path: Path, entries: Iterable[Entry], genes: Mapping[str, str]) -> None:
    """Write one part of the base in place of what was there; ``genes`` are the symbols by HGNC id."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_SCHEMA)
        with connection:
            connection.executemany("INSERT INTO gene VALUES (?, ?)", sorted(genes.items()))
            for number, entry in enumerate(entries, start=1):
                draft = entry.draft
                connection.execute(
                    "INSERT INTO concept VALUES (?, ?, ?, ?)",
                    (number, draft.name, draft.label, draft.id or None),
                )
                connection.executemany(
                    "INSERT INTO term VALUES (?, ?, ?, ?, ?)",
                    (
                        (number_of(spelled_key(text)), number_of(set_key(text)), text, number, source)
                        for text, source in sorted(draft.terms.items())
                    ),
                )
                connection.executemany("INSERT INTO xref VALUES (?, ?)", ((number, id) for id in entry.xrefs))
                connection.executemany(
                    "INSERT INTO related VALUES (?, ?, ?, ?)", ((number, *each) for each in entry.related)
                )
        connection.executescript(_INDEXES)
    content = bytearray(path.read_bytes())
    content[_WRITER_VERSION] = bytes(4)
    path.write_bytes(content)


def write_index(folder: Path, base: Path) -> int:
    """Write the index of the names in a part of the base; return how many it holds.

    A name's vector has, for each of its trigrams, the inverse document frequency that scikit-learn uses,
    ``ln((1 + N) / (1 + n)) + 1``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(base)) as connection:
        rows = connection.execute(
            "SELECT term.rowid, term.text, concept.label FROM term"
            " JOIN concept ON concept.number = term.concept ORDER BY term.rowid"
        ).fetchall()
    kept = [(row, trigrams(text)) for row, text, label in rows if label in _FUZZY and len(text) > 5]
    postings: dict[str, list[int]] = defaultdict(list)
    for number, (_, found) in enumerate(kept):
        for gram in found:
            postings[gram].append(number)
    grams = sorted(postings)
    weights = [math.log((1 + len(kept)) / (1 + len(postings[gram]))) + 1 for gram in grams]
    weight_of = dict(zip(grams, weights, strict=True))
    norms = [math.sqrt(sum(weight_of[gram] ** 2 for gram in sorted(found))) for _, found in kept]
    starts = np.cumsum([0, *(len(postings[gram]) for gram in grams)])
    arrays = {
        "grams": np.array(grams),
        "starts": starts.astype(np.uint32),
        "postings": np.array(
            [number for gram in grams for number in postings[gram]],
            dtype=np.uint16 if len(kept) <= _SMALL else np.uint32,
        ),
        "weights": np.array(weights, dtype=np.float32),
        "norms": np.array(norms, dtype=np.float32),
        "rows": np.array([row for row, _ in kept], dtype=np.uint32),
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    return len(kept)
