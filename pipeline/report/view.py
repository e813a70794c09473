"""An evaluation turned into what the templates print: text and positions, nothing left to compute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evaluation import Evaluation
from pipeline.evaluation.bootstrap import Measure, Score
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.ledger import Kind, Level, Mistake, Side, Table
from pipeline.evaluation.result import Row, Slice
from pipeline.report.titles import KINDS, LEVELS, TABLES

UNDEFINED: Final = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure as text, and for its bar in per cent; `interval` is empty where there is none."""

    text: str
    interval: str
    width: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of scores."""

    name: str
    is_group: bool
    precision: Figure
    recall: Figure
    f1: Figure
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class Block:
    """A table of scores with its title and what it counts."""

    key: str
    title: str
    note: str
    lines: tuple[Line, ...]
    has_redundant: bool


@dataclass(frozen=True, slots=True)
class SliceLine:
    """A split or a style with its F1 scores, in the order of the table's columns."""

    name: str
    documents: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SliceBlock:
    """The splits or the styles."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[SliceLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """The triples of a document."""

    doc: str
    about: str
    predicted: bool
    counts: Counts
    core: Figure
    extended: Figure
    all: Figure


@dataclass(frozen=True, slots=True)
class MistakeGroup:
    """The mistakes of one level and kind; widths are in per cent of the largest group."""

    level: str
    kind: str
    meaning: str
    mistakes: tuple[Mistake, ...]
    missed: int
    alarms: int
    width_missed: float
    width_alarms: float


@dataclass(frozen=True, slots=True)
class View:
    """The whole report."""

    split: str | None
    unit: str
    documents: int
    missing: tuple[str, ...]
    unscored: tuple[str, ...]
    headline: tuple[Line, ...]
    predicted_triples: tuple[tuple[str, int], ...]
    resamples: int
    blocks: tuple[Block, ...]
    slices: tuple[SliceBlock, ...]
    document_lines: tuple[DocumentLine, ...]
    mistake_groups: tuple[MistakeGroup, ...]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    sides: tuple[str, ...]
    mistakes: int


def build_view(evaluation: Evaluation) -> View:
    """Return all that the templates need."""
    groups = tuple(_group_mistakes(evaluation.mistakes))
    relaxed = evaluation.table(Table.TRIPLES_RELAXED)
    rows = relaxed.rows if relaxed else ()
    return View(
        split=evaluation.split,
        unit=evaluation.unit,
        documents=len(evaluation.documents),
        missing=evaluation.missing,
        unscored=evaluation.unscored,
        headline=tuple(_line(row) for row in rows if row.name in ("core", "extended", "all")),
        predicted_triples=tuple(evaluation.predicted_triples.items()),
        resamples=evaluation.resamples,
        blocks=tuple(_block(found.table, found.rows) for found in evaluation.tables),
        slices=tuple(_slice_blocks(evaluation.slices)),
        document_lines=tuple(_document_lines(evaluation)),
        mistake_groups=groups,
        levels=tuple(dict.fromkeys(group.level for group in groups)),
        kinds=tuple(kind.value for kind in Kind if any(group.kind == kind.value for group in groups)),
        sides=tuple(side.value for side in Side),
        mistakes=len(evaluation.mistakes),
    )


def figure(measure: Measure) -> Figure:
    """Return a measure as text with two places, undefined as a dash.

    >>> figure(Measure(0.8, 0.755, 0.847)).interval
    '0.76 to 0.85'
    """
    if measure.value is None:
        return Figure(UNDEFINED, "", 0.0, None, None)
    if measure.low is None or measure.high is None:
        return Figure(f"{measure.value:.2f}", "", 100 * measure.value, None, None)
    return Figure(
        f"{measure.value:.2f}",
        f"{measure.low:.2f} to {measure.high:.2f}",
        round(100 * measure.value, 2),
        round(100 * measure.low, 2),
        round(100 * measure.high, 2),
    )


def _block(table: Table, rows: Sequence[Row]) -> Block:
    title, note = TABLES[table]
    redundant = any(row.score.counts and row.score.counts.redundant for row in rows)
    return Block(table.value, title, note, tuple(map(_line, rows)), redundant)


def _line(row: Row) -> Line:
    score: Score = row.score
    groups = ("core", "extended", "all", "micro", "macro", "certainty", "effect_kind")
    return Line(
        row.name,
        row.name in groups,
        figure(score.precision),
        figure(score.recall),
        figure(score.f1),
        score.counts,
    )


def _slice_blocks(slices: Sequence[Slice]) -> Iterator[SliceBlock]:
    for by in dict.fromkeys(part.by for part in slices):
        parts = [part for part in slices if part.by == by]
        lines = [
            SliceLine(part.name, part.documents, tuple(figure(row.score.f1) for row in part.scores))
            for part in parts
        ]
        columns = tuple(row.name for row in parts[0].scores)
        yield SliceBlock(f"F1 by {by}", columns, tuple(lines))


def _document_lines(evaluation: Evaluation) -> Iterator[DocumentLine]:
    """Yield the documents, those with the lowest F1 first, undefined last."""
    ordered = sorted(
        evaluation.documents, key=lambda d: (d.all.f1 is None, d.all.f1 if d.all.f1 is not None else 1, d.doc)
    )
    for document in ordered:
        yield DocumentLine(
            document.doc,
            ", ".join(part for part in (document.style, document.split) if part),
            document.predicted,
            document.all,
            *(figure(Measure(counts.f1)) for counts in (document.core, document.extended, document.all)),
        )


def _group_mistakes(mistakes: Sequence[Mistake]) -> Iterator[MistakeGroup]:
    most = max(Counter((mistake.level, mistake.kind) for mistake in mistakes).values(), default=1)
    for level in Level:
        for kind in Kind:
            found = tuple(m for m in mistakes if m.level == level and m.kind == kind)
            if found:
                missed = sum(mistake.side == Side.MISSED for mistake in found)
                alarms = len(found) - missed
                widths = (round(100 * count / most, 2) for count in (missed, alarms))
                yield MistakeGroup(LEVELS[level], kind.value, KINDS[kind], found, missed, alarms, *widths)
