"""What a batch asks of one document, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.read import Reference


class Stage(StrEnum):
    """What was being done with a document."""

    READ = "read"
    EXTRACT = "extract"
    TRIPLES = "triples"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do.

    Args:
        index: Its place in the results.
        reference: Where it lies.
        key: Digest (32 bytes) of all that its results depend on, or None where its file can't be read.
        stamp: Size and time of change (ns) of its file when the key was made.
    """

    index: int
    reference: Reference
    key: bytes | None = None
    stamp: tuple[int, int] | None = None

    @property
    def doc_id(self) -> str:
        """The document's id."""
        return self.reference.doc_id


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no results: the stage, the kind of error and what it said."""

    doc_id: str
    stage: Stage
    error: str
    cause: str


@dataclass(frozen=True, slots=True)
class Results:
    """A document's lines for the two files of results (UTF-8, each with its line end), and its counts."""

    triples: bytes
    documents: bytes
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the task with this index."""

    index: int
    value: Results | Failure
