"""The concepts that a run uses."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.concepts import Concept, ConceptBase


def collect_concepts(ids: Iterable[str], base: ConceptBase) -> list[Concept]:
    """Return the concepts of the ids, sorted by id, and the targets and members that these lead to; an id
    that the base does not have is left out."""
    wanted, found = sorted(set(ids)), {}
    for identifier in wanted:
        concept = base.by_id(identifier)
        if concept is not None:
            found[identifier] = concept
            for _, other, _ in concept.related:
                if other not in found and (relative := base.by_id(other)) is not None:
                    found[other] = relative
    return [found[identifier] for identifier in sorted(found)]
