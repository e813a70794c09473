"""Triples, entities and relations as data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal

from pipeline.export.tables import COLUMNS as TRIPLE_COLUMNS
from pipeline.export.tables import describe_triple
from pipeline.types import Document, Fragments, Triple, surface

if TYPE_CHECKING:
    import pandas as pd

Table = Literal["triples", "entities", "relations"]
Row = dict[str, object]

COLUMNS: Final[dict[Table, tuple[str, ...]]] = {
    "triples": tuple(name for name in TRIPLE_COLUMNS if name not in ("sentences", "objects")),
    "entities": ("doc_id", "label", "name", "text", "concept", "start", "end", "fragments", "found_by", "id"),
    "relations": (
        "doc_id",
        "subject",
        "relation",
        "object",
        "polarity",
        "certainty",
        "effect_kind",
        "confidence",
        "trigger",
        "section",
        "start",
        "end",
        "found_by",
        "contradicted_by",
        "via",
        "id",
    ),
}
"""The columns of each table, there also where there is no row."""


def make_frame(documents: Iterable[Document], triples: Iterable[Triple], table: Table) -> pd.DataFrame:
    """Return one table of the documents.

    Raises:
        KeyError: There is no such table.
    """
    import pandas as pd  # noqa: PLC0415 - half a second that only tables need

    rows: dict[Table, Callable[[], Iterator[Row]]] = {
        "triples": lambda: map(describe_triple, triples),
        "entities": lambda: (row for document in documents for row in _entity_rows(document)),
        "relations": lambda: (row for document in documents for row in _relation_rows(document)),
    }
    return pd.DataFrame(list(rows[table]()), columns=list(COLUMNS[table]))


def _entity_rows(document: Document) -> Iterator[Row]:
    for entity in document.entities:
        yield {
            "doc_id": document.doc_id,
            "label": str(entity.label),
            "name": entity.name,
            "text": entity.text,
            "concept": entity.concept,
            "start": entity.fragments[0].start,
            "end": entity.fragments[-1].end,
            "fragments": _pairs(entity.fragments),
            "found_by": entity.found_by,
            "id": entity.id,
        }


def _relation_rows(document: Document) -> Iterator[Row]:
    names = {entity.id: entity.name for entity in document.entities}
    for relation in document.relations:
        yield {
            "doc_id": document.doc_id,
            "subject": names[relation.subject],
            "relation": str(relation.relation),
            "object": names[relation.object],
            "polarity": str(relation.polarity),
            "certainty": str(relation.certainty),
            "effect_kind": relation.effect_kind and str(relation.effect_kind),
            "confidence": relation.confidence,
            "trigger": surface(document.text, relation.trigger) or None,
            "section": relation.section,
            "start": relation.sentence.start,
            "end": relation.sentence.end,
            "found_by": relation.found_by,
            "contradicted_by": relation.contradicted_by,
            "via": relation.via,
            "id": relation.id,
        }


def _pairs(fragments: Fragments) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in fragments)
