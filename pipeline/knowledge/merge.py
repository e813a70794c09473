"""Triples of many documents merged into one fact for each subject, relation and object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.export import curie
from pipeline.knowledge.belief import Weights, believe
from pipeline.types import Argument, Triple, content_id
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType


class Key(NamedTuple):
    """What makes a fact one fact: two concepts (`pipeline.export.curie`) and the relation."""

    subject: str
    relation: RelationType
    object: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A subject or object: its commonest name and label, its CURIE or None."""

    name: str
    label: Label
    id: str | None


@dataclass(frozen=True, slots=True)
class Support:
    """One side: documents in order, how many triples assert and hedge, pieces of evidence, ids of triples."""

    documents: tuple[str, ...]
    asserted: int
    hedged: int
    evidence: int
    triples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim as all documents have it; ``id`` is a hash of its key."""

    id: str
    key: Key
    subject: Concept
    relation: RelationType
    object: Concept
    affirmed: Support
    negated: Support
    effect_kinds: tuple[tuple[EffectKind, int], ...]
    belief: float


def merge_triples(triples: Iterable[Triple], *, weights: Weights | None = None) -> tuple[Fact, ...]:
    """Return the facts, ordered by names of subject and object.

    Two triples are of one fact if their relation is the same and their subjects and objects have the same id
    each; where there is no id, the same name and label. Polarity parts the sides of a fact, not facts.

    Args:
        triples: Of any documents, in any order.
        weights: What unscored and hedged triples count for the belief.
    """
    groups: dict[Key, list[Triple]] = {}
    for triple in triples:
        key = Key(curie(triple.subject), triple.relation, curie(triple.object))
        groups.setdefault(key, []).append(triple)
    facts = (_fact(key, group, weights or Weights()) for key, group in groups.items())
    return tuple(
        sorted(facts, key=lambda fact: (fact.subject.name, fact.relation, fact.object.name, fact.key))
    )


def _fact(key: Key, group: Sequence[Triple], weights: Weights) -> Fact:
    affirmed = [triple for triple in group if triple.polarity is Polarity.AFFIRMED]
    negated = [triple for triple in group if triple.polarity is Polarity.NEGATED]
    kinds = Counter(triple.effect_kind for triple in affirmed if triple.effect_kind is not None)
    return Fact(
        id=content_id(*key),
        key=key,
        subject=_concept([triple.subject for triple in group]),
        relation=key.relation,
        object=_concept([triple.object for triple in group]),
        affirmed=_support(affirmed),
        negated=_support(negated),
        effect_kinds=tuple(sorted(kinds.items())),
        belief=believe(affirmed, negated, weights),
    )


def _concept(arguments: Sequence[Argument]) -> Concept:
    """Return the concept under its commonest name and label, the first in the alphabet where several are."""
    counts = Counter((argument.name, argument.label) for argument in arguments)
    name, label = min(counts, key=lambda each: (-counts[each], each))
    return Concept(name=name, label=label, id=arguments[0].id)


def _support(triples: Sequence[Triple]) -> Support:
    hedged = sum(triple.certainty is Certainty.HEDGED for triple in triples)
    return Support(
        documents=tuple(sorted({triple.doc_id for triple in triples})),
        asserted=len(triples) - hedged,
        hedged=hedged,
        evidence=sum(len(triple.evidence) for triple in triples),
        triples=tuple(sorted(triple.id for triple in triples)),
    )
