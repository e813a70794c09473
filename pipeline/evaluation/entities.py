"""Entities: strict (same fragments and label) and partial (overlap and same label), one to one.

Source: guide, section 4.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluation.counts import Outcome
from pipeline.evaluation.ledger import Kind, Ledger, Level, Side, Table
from pipeline.evaluation.matching import match, overlap
from pipeline.gold.schema import GoldEntity
from pipeline.types import Entity


def compare_entities(gold: Sequence[GoldEntity], predicted: Sequence[Entity], ledger: Ledger) -> None:
    """Match the mentions of one document, strict and partial; write down outcomes and (strict) mistakes."""
    exact = [[j for j, g in enumerate(gold) if _same(p, g)] for p in predicted]
    touching = [_touching(p, gold) for p in predicted]
    strict = match(exact)
    _count(Table.ENTITIES_STRICT, gold, predicted, strict, ledger)
    _count(Table.ENTITIES_PARTIAL, gold, predicted, match(touching), ledger)
    found = set(strict.values())
    for j, mention in enumerate(gold):
        if j not in found:
            kind, other = _why_missed(mention, predicted)
            ledger.blame(
                Level.ENTITY,
                Side.MISSED,
                kind,
                _claim(mention),
                at=mention.fragments[0].start,
                other=_claim(other) if other else None,
            )
    for i, entity in enumerate(predicted):
        if i not in strict:
            kind, near = _why_claimed(entity, gold)
            ledger.blame(
                Level.ENTITY,
                Side.FALSE_ALARM,
                kind,
                _claim(entity),
                at=entity.fragments[0].start,
                other=_claim(near) if near else None,
                found_by=entity.found_by,
            )


def _count(
    table: Table,
    gold: Sequence[GoldEntity],
    predicted: Sequence[Entity],
    pairs: dict[int, int],
    ledger: Ledger,
) -> None:
    found = set(pairs.values())
    for j, mention in enumerate(gold):
        outcome = Outcome.TP if j in found else Outcome.FN
        ledger.count(table, mention.label, outcome, mention.fragments[0].start)
    for i, entity in enumerate(predicted):
        if i not in pairs:
            ledger.count(table, entity.label, Outcome.FP, entity.fragments[0].start)


def _same(entity: Entity, mention: GoldEntity) -> bool:
    return entity.label == mention.label and entity.fragments == mention.fragments


def _touching(entity: Entity, gold: Sequence[GoldEntity]) -> list[int]:
    """Return the gold mentions of the same label that the entity overlaps."""
    return [
        j for j, g in enumerate(gold) if g.label == entity.label and overlap(entity.fragments, g.fragments)
    ]


def _why_missed(mention: GoldEntity, predicted: Sequence[Entity]) -> tuple[Kind, Entity | None]:
    near = [entity for entity in predicted if overlap(entity.fragments, mention.fragments)]
    if not near:
        return Kind.ENTITY, None
    best = max(near, key=lambda e: (e.label == mention.label, overlap(e.fragments, mention.fragments)))
    if best.label != mention.label:
        return Kind.LABEL, best
    if best.fragments == mention.fragments:
        return Kind.DUPLICATE, best
    return (Kind.COORDINATION if len(mention.fragments) > 1 else Kind.SPAN), best


def _why_claimed(entity: Entity, gold: Sequence[GoldEntity]) -> tuple[Kind, GoldEntity | None]:
    near = [mention for mention in gold if overlap(mention.fragments, entity.fragments)]
    if not near:
        return Kind.INVENTED, None
    best = max(near, key=lambda g: (g.label == entity.label, overlap(g.fragments, entity.fragments)))
    if best.label != entity.label:
        return Kind.LABEL, best
    if best.fragments == entity.fragments:
        return Kind.DUPLICATE, best
    return (Kind.COORDINATION if len(best.fragments) > 1 else Kind.SPAN), best


def _claim(entity: Entity | GoldEntity) -> str:
    return f"{' '.join(entity.text.split())} ({entity.label})"
