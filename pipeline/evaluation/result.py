"""What an evaluation found: tables of scores, slices of the documents, every mistake. Ready for JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pipeline.evaluation.bootstrap import Score
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.ledger import Mistake, Table

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a relation, a label, a value or a group of them (core, micro, macro)."""

    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """One table of scores."""

    table: Table
    rows: tuple[Row, ...]

    def row(self, name: str) -> Score | None:
        """Return the score of that name, None where the table has no such row."""
        return next((row.score for row in self.rows if row.name == name), None)


@dataclass(frozen=True, slots=True)
class Slice:
    """The headline scores of some of the documents: those of one split or of one style."""

    by: Literal["split", "style"]
    name: str
    documents: int
    scores: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The triples of one document, relaxed and affirmed; not `predicted` where the run does not have it."""

    doc: str
    style: str | None
    split: str | None
    predicted: bool
    core: Counts
    extended: Counts
    all: Counts


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole result.

    Args:
        unit: What the intervals are resampled over.
        predicted_triples: How many triples the run has in the scored documents, by relation.
        missing: Gold documents that the run does not have; all of their gold counts as missed.
        unscored: Documents of the run for which there is no gold.
    """

    split: str | None
    seed: int
    resamples: int
    unit: Literal["document", "sentence"]
    documents: tuple[DocumentScore, ...]
    missing: tuple[str, ...]
    unscored: tuple[str, ...]
    predicted_triples: Mapping[str, int]
    tables: tuple[ScoreTable, ...]
    slices: tuple[Slice, ...]
    mistakes: tuple[Mistake, ...]

    def table(self, table: Table) -> ScoreTable | None:
        """Return a table of scores, None where the gold does not have that layer."""
        return next((found for found in self.tables if found.table == table), None)

    def to_json(self) -> str:
        """Return the whole as JSON: undefined is null, the same evaluation gives the same bytes."""
        data = {"format": FORMAT, **_rounded(asdict(self))}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _rounded(value: Any) -> Any:
    """Return the value with every float to six places, so that the last bits of a machine do not show."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value
