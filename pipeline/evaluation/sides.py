"""The two sides of a comparison of relations at mention level, and in what two of them differ.

The object is the same where the mentions overlap. The subject is the same where its name is one of the gold
subject's names, where its mention overlaps one of the gold subject's, or where the words that stand for it
("It") overlap the gold anchor and its name is not that of another drug or class of the gold.

Source: guide, section 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluation.ledger import Kind
from pipeline.evaluation.matching import overlap
from pipeline.evaluation.names import similar
from pipeline.gold.schema import GoldDocument, GoldEntity, GoldRelation
from pipeline.types import Entity, Fragments, Relation
from pipeline.vocabulary import SUBJECTS


@dataclass(frozen=True, slots=True)
class GoldSide:
    """A gold relation with its arguments: the object's mention, the subject's names and mentions."""

    relation: GoldRelation
    object: GoldEntity
    names: tuple[str, ...]
    mentions: Fragments
    rivals: tuple[str, ...]
    """Names of the document's other drugs and classes."""


@dataclass(frozen=True, slots=True)
class PredictedSide:
    """A predicted relation with its arguments."""

    relation: Relation
    subject: Entity
    object: Entity


def gold_sides(gold: GoldDocument) -> list[GoldSide]:
    by_id = {entity.id: entity for entity in gold.entities}
    drugs = [entity for entity in gold.entities if entity.label in SUBJECTS]
    names = {name: gold.names_of(name) for name in sorted({entity.name for entity in drugs})}
    mentions = {name: tuple(f for e in drugs if e.name == name for f in e.fragments) for name in names}
    return [
        GoldSide(
            relation=relation,
            object=by_id[relation.object],
            names=names.get(relation.subject) or gold.names_of(relation.subject),
            mentions=mentions.get(relation.subject, ()),
            rivals=tuple(n for name in names if name != relation.subject for n in names[name]),
        )
        for relation in gold.relations
    ]


def predicted_sides(entities: Iterable[Entity], relations: Iterable[Relation]) -> list[PredictedSide]:
    by_id = {entity.id: entity for entity in entities}
    return [
        PredictedSide(relation, by_id[relation.subject], by_id[relation.object]) for relation in relations
    ]


def shared(p: PredictedSide, g: GoldSide) -> int:
    return overlap(p.object.fragments, g.object.fragments)


def _same_subject(p: PredictedSide, g: GoldSide) -> bool:
    names = (p.subject.name, p.subject.text)
    if similar(names, g.names, strict=False) or overlap(p.subject.fragments, g.mentions):
        return True
    return bool(overlap(p.relation.anchor, g.relation.anchor)) and not similar(names, g.rivals, strict=True)


def differences(p: PredictedSide, g: GoldSide) -> frozenset[Kind] | None:
    """Return in what the two differ; None where they speak of different objects."""
    if not shared(p, g):
        return None
    kinds = {
        Kind.RELATION: p.relation.relation not in g.relation.accepted,
        Kind.SUBJECT: not _same_subject(p, g),
        Kind.POLARITY: p.relation.polarity != g.relation.polarity,
    }
    return frozenset(kind for kind, differs in kinds.items() if differs)
