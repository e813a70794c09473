"""Why a triple was missed or falsely claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.evaluation.blame import Differences, state, worst_of
from pipeline.evaluation.ledger import Kind, Ledger, Level, Side
from pipeline.evaluation.matching import Edges
from pipeline.evaluation.names import share_word, similar
from pipeline.gold.triples import GoldTriple
from pipeline.types import Entity, Triple


def blame_triples(
    gold: Sequence[GoldTriple],
    predicted: Sequence[Triple],
    *,
    edges: Edges,
    pairs: Mapping[int, int],
    entities: Sequence[Entity],
    ledger: Ledger,
) -> None:
    """Write down every firm gold triple without a partner and every prediction that could have none."""
    found = set(pairs.values())
    missed = [j for j, g in enumerate(gold) if j not in found and not g.optional]
    alarms = [i for i in range(len(predicted)) if i not in pairs and not edges[i]]
    differ = {i: [_differences(p, g) for g in gold] for i, p in enumerate(predicted)}
    for j in missed:
        kind, nearest = worst_of([differ[i][j] for i in range(len(predicted))])
        if nearest is None:
            kind = _why_missed(gold[j], entities)
        ledger.blame(
            Level.TRIPLE,
            Side.MISSED,
            kind or Kind.COORDINATION,
            _state_gold(gold[j]),
            at=gold_offset(gold[j]),
            other=None if nearest is None else _state(predicted[nearest]),
        )
    for i in alarms:
        kind, nearest = worst_of(differ[i])
        p = predicted[i]
        evidence = p.evidence[0] if p.evidence else None
        ledger.blame(
            Level.TRIPLE,
            Side.FALSE_ALARM,
            kind or Kind.INVENTED,
            _state(p),
            at=offset_of(p),
            other=None if nearest is None else _state_gold(gold[nearest]),
            sentence=evidence.text if evidence else None,
            found_by=evidence.found_by if evidence else (),
        )


def offset_of(triple: Triple) -> int | None:
    """Return the first character of the triple's first sentence."""
    return triple.evidence[0].sentence.start if triple.evidence else None


def gold_offset(triple: GoldTriple) -> int | None:
    """Return the first character of the gold triple's first mention; None where the gold does not say."""
    return triple.evidence[0].start if triple.evidence else None


def _differences(p: Triple, g: GoldTriple) -> Differences:
    """Return in what the two differ; None where their objects are not alike (or more than that differs)."""
    kinds = {
        Kind.RELATION: p.relation not in g.relation,
        Kind.SUBJECT: not similar((p.subject.name, p.subject.text), g.subject, strict=False),
        Kind.POLARITY: p.polarity != g.polarity,
    }
    found = frozenset(kind for kind, differs in kinds.items() if differs)
    if similar((p.object.name, p.object.text), g.object, strict=False):
        return found
    if not found and share_word((p.object.name, p.object.text), g.object):
        return frozenset({Kind.SPAN})
    return None


def _why_missed(g: GoldTriple, entities: Sequence[Entity]) -> Kind:
    """Nothing like it was predicted: tell whether its object was found as an entity at all."""
    named = any(similar((entity.name, entity.text), g.object, strict=False) for entity in entities)
    return Kind.UNSAID if named else Kind.ENTITY


def _state(p: Triple) -> str:
    return state(p.relation, p.subject.name, p.object.name, p.polarity)


def _state_gold(g: GoldTriple) -> str:
    return state(g.relation[0], g.subject[0], g.object[0], g.polarity)
