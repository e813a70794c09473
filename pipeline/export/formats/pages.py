"""A run's documents as the pages that BioC and brat write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.exchange import Claim, Mention, Page
from pipeline.export.run import Run
from pipeline.types import Document, Entity, Relation, Triple
from pipeline.vocabulary import Polarity, RelationType

_Claim = tuple[str, RelationType, str, Polarity]
"""Subject, relation, object and polarity: what a triple is within its document."""


def read_pages(run: Run) -> Iterator[Page]:
    """Yield a page for each document of the run.

    Raises:
        FormatError: The run is broken, or a text is not at hand (`Run.texts`).
        ReadError: A text can't be read.
    """
    for document, triples in run.texts():
        yield _page(document, triples)


def _page(document: Document, triples: tuple[Triple, ...]) -> Page:
    entities = {entity.id: entity for entity in document.entities}
    ids = {
        (triple.subject.name, triple.relation, triple.object.name, triple.polarity): triple.id
        for triple in triples
    }
    infons = {"sha256": document.sha256, "title": document.title, "drug": document.drug}
    return Page(
        doc_id=document.doc_id,
        text=document.text,
        mentions=tuple(map(_mention, document.entities)),
        claims=tuple(_claim(relation, entities, ids) for relation in document.relations),
        infons={name: value for name, value in infons.items() if value is not None},
    )


def _mention(entity: Entity) -> Mention:
    return Mention(
        id=entity.id,
        label=entity.label,
        fragments=entity.fragments,
        name=entity.name,
        concept=entity.concept,
        infons={"found_by": ";".join(entity.found_by)},
    )


def _claim(relation: Relation, entities: Mapping[str, Entity], ids: Mapping[_Claim, str]) -> Claim:
    names = entities[relation.subject].name, entities[relation.object].name
    triple = ids.get((names[0], relation.relation, names[1], relation.polarity))
    infons = {
        "triple": triple,
        "section": relation.section,
        "confidence": None if relation.confidence is None else repr(relation.confidence),
        "found_by": ";".join(relation.found_by),
        "contradicted_by": ";".join(relation.contradicted_by) or None,
    }
    known = {name: value for name, value in infons.items() if value is not None}
    return Claim(
        id=relation.id,
        relation=relation.relation,
        subject=relation.subject,
        object=relation.object,
        trigger=relation.trigger,
        anchor=relation.anchor,
        polarity=relation.polarity,
        certainty=relation.certainty,
        effect_kind=relation.effect_kind,
        via=relation.via,
        note=" | ".join(f"{name}: {value}" for name, value in known.items()),
        infons=known,
    )
