"""BC5CDR: chemicals and diseases in abstracts, and which chemical induces which disease (Li, 2016)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.concepts import ConceptBase
from pipeline.errors import MonographError
from pipeline.types import Document, Entity
from pipeline.vocabulary import Label, Polarity, RelationType
from tools.benchmarks.counts import Counts
from tools.benchmarks.outcome import Published

FILES: Final = {
    "dev": "bc5cdr/CDR_DevelopmentSet.PubTator.txt",
    "test": "bc5cdr/CDR_TestSet.PubTator.txt",
}
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
Span = tuple[int, int, str]
"""Half-open characters of the text, and the kind."""


@dataclass(frozen=True, slots=True)
class CdrAbstract:
    """A title and an abstract, joined by one line break; annotated spans with their MeSH ids ("D1|D2",
    or "-1" for none); (chemical, disease) by MeSH id."""

    id: str
    text: str
    spans: Mapping[Span, str]
    induced: frozenset[tuple[str, str]]


def read_pubtator(text: str) -> Iterator[CdrAbstract]:
    """Yield the abstracts of a PubTator file.

    Raises:
        MonographError: A block has no title and abstract, or a span holds another text than it says.
    """
    for block in text.strip().split("\n\n"):
        title, abstract, *rows = block.split("\n")
        identifier, kind, _ = title.split("|", 2)
        if kind != "t" or not abstract.startswith(f"{identifier}|a|"):
            raise MonographError(f"{identifier}: expected a title and an abstract, got {abstract[:40]!r}")
        whole = "\n".join(line.split("|", 2)[2] for line in (title, abstract))
        spans: dict[Span, str] = {}
        induced = set()
        for fields in (row.split("\t") for row in rows):
            if fields[1] == "CID":
                induced.add((fields[2], fields[3]))
                continue
            start, end = int(fields[1]), int(fields[2])
            if whole[start:end] != fields[3]:
                raise MonographError(
                    f"{identifier}: expected {fields[3]!r} at {start}, got {whole[start:end]!r}"
                )
            spans[start, end, fields[4]] = fields[5]
        yield CdrAbstract(identifier, whole, spans, frozenset(induced))


def read_abstracts(data: Path, part: str) -> list[CdrAbstract]:
    """Return the abstracts of a part: dev or test."""
    return list(read_pubtator((data / FILES[part]).read_text(encoding="utf-8")))


def found_spans(document: Document) -> frozenset[Span]:
    """Return the spans of a document's drugs and findings; those in several pieces are left out."""
    return frozenset(
        (*entity.fragments[0], _KIND[entity.label])
        for entity in document.entities
        if entity.label in _KIND and len(entity.fragments) == 1
    )


def count_spans(abstract: CdrAbstract, found: frozenset[Span], kind: str) -> Counts:
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


def link_by_gold(abstract: CdrAbstract, entity: Entity) -> str | None:
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
