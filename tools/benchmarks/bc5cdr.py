"""BC5CDR: chemicals and diseases in abstracts, and which chemical induces which disease (Li, 2016)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pipeline.concepts import ConceptBase
from pipeline.types import Document, Entity
from pipeline.vocabulary import Label, Polarity, RelationType
from tools.benchmarks.counts import Counts
from tools.benchmarks.outcome import Published
from tools.corpora.pubtator import PubTatorAbstract, Span

KINDS: Final = ("Chemical", "Disease")
_KIND: Final = {Label.DRUG: "Chemical", Label.CONDITION: "Disease", Label.EFFECT: "Disease"}
_MESH: Final = "MESH:"
SCISPACY: Final = Published(
    value=84.28,
    who="scispaCy en_ner_bc5cdr_md (Neumann and others, 2019)",
    setting="trained on its training part",
)

Link = Callable[[Entity], str | None]
"""Gives the MeSH id of an entity, or None."""


def gold_induced(abstract: PubTatorAbstract) -> frozenset[tuple[str, str]]:
    """Return (chemical, disease) by MeSH id, of the pairs whose chemical induces the disease."""
    return frozenset((first, second) for kind, first, second in abstract.relations if kind == "CID")


def found_spans(document: Document) -> frozenset[Span]:
    """Return the spans of a document's drugs and findings; those in several pieces are left out."""
    return frozenset(
        (*entity.fragments[0], _KIND[entity.label])
        for entity in document.entities
        if entity.label in _KIND and len(entity.fragments) == 1
    )


def count_spans(abstract: PubTatorAbstract, found: frozenset[Span], kind: str) -> Counts:
    """Count strict spans of one kind."""
    return Counts.of(
        {span for span in abstract.spans if span[2] == kind}, {span for span in found if span[2] == kind}
    )


def found_induced(document: Document, link: Link) -> frozenset[tuple[str, str]]:
    """Return (chemical, disease) by MeSH id, of the affirmed `causes` whose drug and effect both have one."""
    entities = {entity.id: entity for entity in document.entities}
    found = set()
    for relation in document.relations:
        if relation.relation is not RelationType.CAUSES or relation.polarity is not Polarity.AFFIRMED:
            continue
        drug, effect = (link(entities[end]) for end in (relation.subject, relation.object))
        if drug is not None and effect is not None:
            found.add((drug, effect))
    return frozenset(found)


def link_by_gold(abstract: PubTatorAbstract, entity: Entity) -> str | None:
    """Return the MeSH id of the first gold span that an entity overlaps, else of one with its name."""
    for (start, end, _), mesh in abstract.spans.items():
        if any(piece.start < end and start < piece.end for piece in entity.fragments):
            return mesh
    names = {entity.text.lower(), entity.name.lower()}
    spans = abstract.spans.items()
    return next((mesh for (start, end, _), mesh in spans if abstract.text[start:end].lower() in names), None)


def link_by_concept(base: ConceptBase, entity: Entity) -> str | None:
    """Return the MeSH id of an entity's concept: its own id, or the first that the base maps it to."""
    if entity.concept is None:
        return None
    concept = base.by_id(entity.concept)
    ids = (entity.concept, *(concept.xrefs if concept is not None else ()))
    return next((each.removeprefix(_MESH) for each in ids if each.startswith(_MESH)), None)
