"""A gold document as the page that the exchange formats write."""

from __future__ import annotations

import json

from pipeline.exchange import Claim, Mention, Page, or_flag
from pipeline.gold.schema import GoldDocument, GoldRelation


def to_page(document: GoldDocument, text: str) -> Page:
    """Return the page of a gold document; a relation's subject is the first mention of that name."""
    infons = {name: str(getattr(document, name)) for name in ("sha256", "drug", "style", "split", "format")}
    return Page(
        doc_id=document.doc,
        text=text,
        mentions=tuple(
            Mention(entity.id, entity.label, entity.fragments, entity.name) for entity in document.entities
        ),
        claims=tuple(_claim(document, relation) for relation in document.relations),
        infons=infons | {"names": json.dumps(document.names, ensure_ascii=False)},
    )


def _claim(document: GoldDocument, relation: GoldRelation) -> Claim:
    key = relation.subject, relation.subject_label
    subject = next(entity for entity in document.entities if (entity.name, entity.label) == key)
    return Claim(
        id=relation.id,
        relation=relation.relation,
        subject=subject.id,
        object=relation.object,
        trigger=relation.trigger,
        anchor=relation.anchor,
        polarity=relation.polarity,
        certainty=relation.certainty,
        effect_kind=relation.effect_kind,
        via=relation.via,
        note=relation.id,
        flags=(*["Optional"] * relation.optional, *map(or_flag, relation.accept)),
        infons={"accept": " ".join(relation.accept), "optional": str(relation.optional).lower()},
    )
