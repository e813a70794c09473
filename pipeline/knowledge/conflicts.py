"""Facts on which documents disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.export import direction
from pipeline.knowledge.merge import Fact
from pipeline.vocabulary import RelationType


class ConflictKind(StrEnum):
    """How two documents disagree."""

    POLARITY = "polarity"
    """One affirms what another negates."""

    DIRECTION = "direction"
    """One says that the object goes up (activates, increases), another that it goes down."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands against a fact: the fact (the same one, for polarity), its relation, its documents."""

    kind: ConflictKind
    fact: str
    relation: RelationType
    documents: tuple[str, ...]


def find_conflicts(facts: Sequence[Fact]) -> dict[str, tuple[Conflict, ...]]:
    """Return the conflicts of each fact by its id; a fact without any is not there.

    There is a conflict where one document affirms the fact and *another* one negates it, or affirms a
    relation of the same subject to the same object in the other direction. What one document says both ways
    (of two doses, say) is no conflict between documents.
    """
    pairs: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        pairs.setdefault((fact.key.subject, fact.key.object), []).append(fact)
    found = {fact.id: tuple(_conflicts(fact, pairs)) for fact in facts}
    return {name: conflicts for name, conflicts in found.items() if conflicts}


def _conflicts(fact: Fact, pairs: Mapping[tuple[str, str], Sequence[Fact]]) -> Iterable[Conflict]:
    if _disagree(fact.affirmed.documents, fact.negated.documents):
        yield Conflict(ConflictKind.POLARITY, fact.id, fact.relation, fact.negated.documents)
    way = direction(fact.relation)
    for other in pairs[fact.key.subject, fact.key.object]:
        opposite = way is not None and direction(other.relation) not in {None, way}
        if opposite and _disagree(fact.affirmed.documents, other.affirmed.documents):
            yield Conflict(ConflictKind.DIRECTION, other.id, other.relation, other.affirmed.documents)


def _disagree(documents: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether two different documents stand against each other."""
    return any(document != other for document in documents for other in others)
