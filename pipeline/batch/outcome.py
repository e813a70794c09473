"""What comes of one document of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Stage(StrEnum):
    """What was being done with a document."""

    READ = "read"
    EXTRACT = "extract"
    TRIPLES = "triples"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do; `index` is its place in the results."""

    index: int
    doc_id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no results: the stage, the kind of error and what it said."""

    doc_id: str
    stage: Stage
    error: str
    cause: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document done: its failure, or the counts of what was found (its lines wait in the spool folder)."""

    index: int
    failure: Failure | None = None
    counts: Mapping[str, int] | None = None


def part_paths(spool: Path, index: int) -> dict[str, Path]:
    """Return, for each of a run's files, where the lines of the document with this index wait."""
    return {name: spool / f"{index}.{name}" for name in ("triples.jsonl", "documents.jsonl")}
