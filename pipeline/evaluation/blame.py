"""Why a relation was missed or falsely claimed, at mention level."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.evaluation.ledger import Kind, Ledger, Level, Side
from pipeline.evaluation.matching import overlap
from pipeline.evaluation.sides import GoldSide, PredictedSide
from pipeline.gold.schema import GoldEntity
from pipeline.types import Entity
from pipeline.vocabulary import Polarity

Differences = frozenset[Kind] | None

_FIRST = (Kind.RELATION, Kind.SUBJECT, Kind.POLARITY, Kind.SPAN)


def blame_misses(
    golds: Sequence[GoldSide],
    predicted: Sequence[PredictedSide],
    *,
    entities: Sequence[Entity],
    differ: Sequence[Sequence[Differences]],
    found: Collection[int],
    ledger: Ledger,
) -> None:
    """Write down every firm gold relation that is not among those found.

    Args:
        differ: For each prediction and each gold relation, in what they differ. Shape: (predicted, golds).
    """
    for j, g in enumerate(golds):
        if j in found or g.relation.optional:
            continue
        kind, nearest = worst_of([row[j] for row in differ])
        if nearest is None:
            kind = _why_unmatched(g, golds, entities, found)
        elif kind is None:
            kind = Kind.COORDINATION  # the one prediction for it is the partner of another gold relation
        ledger.blame(
            Level.RELATION,
            Side.MISSED,
            kind or Kind.UNSAID,
            _state_gold(g),
            at=g.object.fragments[0].start,
            other=None if nearest is None else _state(predicted[nearest]),
        )


def blame_alarms(
    golds: Sequence[GoldSide],
    predicted: Sequence[PredictedSide],
    *,
    mentions: Sequence[GoldEntity],
    differ: Sequence[Sequence[Differences]],
    alarms: Sequence[int],
    ledger: Ledger,
) -> None:
    """Write down every predicted relation that is a false alarm."""
    for i in alarms:
        kind, nearest = worst_of(differ[i])
        if nearest is None:
            kind = _why_invented(predicted[i], mentions)
        ledger.blame(
            Level.RELATION,
            Side.FALSE_ALARM,
            kind or Kind.DUPLICATE,
            _state(predicted[i]),
            at=predicted[i].object.fragments[0].start,
            other=None if nearest is None else _state_gold(golds[nearest]),
            found_by=predicted[i].relation.found_by,
        )


def worst_of(row: Sequence[Differences]) -> tuple[Kind | None, int | None]:
    """Return the gravest difference to the nearest of the other side, and which that is.

    Nearest is what differs in the fewest ways. (None, index) if it does not differ at all; (None, None) if
    nothing is near.
    """
    near = [(len(kinds), index) for index, kinds in enumerate(row) if kinds is not None]
    if not near:
        return None, None
    index = min(near)[1]
    kinds = row[index] or frozenset()
    return next((kind for kind in _FIRST if kind in kinds), None), index


def _why_unmatched(
    g: GoldSide, golds: Sequence[GoldSide], entities: Sequence[Entity], found: Collection[int]
) -> Kind:
    touching = [entity for entity in entities if overlap(entity.fragments, g.object.fragments)]
    if not touching:
        return Kind.COORDINATION if len(g.object.fragments) > 1 else Kind.ENTITY
    if all(entity.label != g.object.label for entity in touching):
        return Kind.LABEL
    return Kind.COORDINATION if any(_is_sibling(golds[j], g) for j in found) else Kind.UNSAID


def _is_sibling(a: GoldSide, b: GoldSide) -> bool:
    """Tell whether the same words say both: items of one list."""
    return bool(a.relation.trigger) and (
        (a.relation.trigger, a.relation.relation, a.relation.subject)
        == (b.relation.trigger, b.relation.relation, b.relation.subject)
    )


def _why_invented(p: PredictedSide, mentions: Sequence[GoldEntity]) -> Kind:
    labels = {m.label for m in mentions if overlap(m.fragments, p.object.fragments)}
    return Kind.LABEL if labels and p.object.label not in labels else Kind.INVENTED


def state(relation: str, subject: str, object_: str, polarity: Polarity) -> str:
    """Return a relation in one line.

    >>> state("causes", "amitriptyline", "dry mouth", Polarity.NEGATED)
    'not causes(amitriptyline, dry mouth)'
    """
    denial = "not " if polarity == Polarity.NEGATED else ""
    return f"{denial}{relation}({subject}, {' '.join(object_.split())})"


def _state(p: PredictedSide) -> str:
    return state(p.relation.relation, p.subject.name, p.object.text, p.relation.polarity)


def _state_gold(g: GoldSide) -> str:
    return state(g.relation.relation, g.relation.subject, g.object.text, g.relation.polarity)
