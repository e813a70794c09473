"""Which relations speak against each other."""

from __future__ import annotations

from typing import Final

from pipeline.vocabulary import RelationType

UP: Final = frozenset({RelationType.ACTIVATES, RelationType.INCREASES})
DOWN: Final = frozenset({RelationType.INHIBITS, RelationType.ANTAGONIZES, RelationType.DECREASES})


def direction(relation: RelationType) -> str | None:
    """Return whether a relation turns its object `up` or `down`; None where it does neither.

    Two relations of one subject to one object that go in different directions can't both hold, at least not
    at the same dose and place.

    >>> direction(RelationType.ANTAGONIZES), direction(RelationType.CAUSES)
    ('down', None)
    """
    if relation in UP:
        return "up"
    return "down" if relation in DOWN else None
