"""Triples, entities and relations as data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal

from pipeline.types import Document, Fragments, Triple, surface

if TYPE_CHECKING:
    import pandas as pd

Table = Literal["triples", "entities", "relations"]
Row = dict[str, object]

COLUMNS: Final[dict[Table, tuple[str, ...]]] = {
    "triples": (
        "doc_id",
        "subject",
        "subject_label",
        "subject_text",
        "subject_id",
        "relation",
        "object",
        "object_label",
        "object_text",
        "object_id",
        "polarity",
        "certainty",
        "effect_kind",
        "confidence",
        "mentions",
        "section",
        "evidence",
        "found_by",
        "via",
        "id",
    ),
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
        "triples": lambda: map(_triple_row, triples),
        "entities": lambda: (row for document in documents for row in _entity_rows(document)),
        "relations": lambda: (row for document in documents for row in _relation_rows(document)),
    }
    return pd.DataFrame(list(rows[table]()), columns=list(COLUMNS[table]))


def _triple_row(triple: Triple) -> Row:
    first = triple.evidence[0]
    return {
        "doc_id": triple.doc_id,
        "subject": triple.subject.name,
        "subject_label": str(triple.subject.label),
        "subject_text": triple.subject.text,
        "subject_id": triple.subject.id,
        "relation": str(triple.relation),
        "object": triple.object.name,
        "object_label": str(triple.object.label),
        "object_text": triple.object.text,
        "object_id": triple.object.id,
        "polarity": str(triple.polarity),
        "certainty": str(triple.certainty),
        "effect_kind": triple.effect_kind and str(triple.effect_kind),
        "confidence": triple.confidence,
        "mentions": len(triple.evidence),
        "section": first.section,
        "evidence": first.text,
        "found_by": tuple(dict.fromkeys(name for one in triple.evidence for name in one.found_by)),
        "via": triple.via,
        "id": triple.id,
    }


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
            "via": relation.via,
            "id": relation.id,
        }


def _pairs(fragments: Fragments) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in fragments)
