"""Relations at mention level: both arguments overlap the gold arguments, same relation and polarity.

Optional gold takes what it can match and is scored neither way. A second prediction of a relation that is
already found is a false alarm here; triples are where wordings merge. Source: guide, section 4.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluation.blame import blame_alarms, blame_misses
from pipeline.evaluation.counts import Outcome
from pipeline.evaluation.ledger import Ledger, Table
from pipeline.evaluation.links import Claim, compare_attributes, compare_links
from pipeline.evaluation.matching import Edges, match, overlap
from pipeline.evaluation.sides import (
    GoldSide,
    PredictedSide,
    differences,
    gold_sides,
    predicted_sides,
    shared,
)
from pipeline.gold.schema import GoldDocument, GoldRelation, fold
from pipeline.types import Entity, Relation
from pipeline.vocabulary import Polarity


def compare_relations(
    gold: GoldDocument, entities: Sequence[Entity], relations: Sequence[Relation], ledger: Ledger
) -> None:
    """Match the relations of one document; write down outcomes, links, attributes and mistakes."""
    golds, predicted = gold_sides(gold), predicted_sides(entities, relations)
    differ = [[differences(p, g) for g in golds] for p in predicted]
    edges = [[j for j, kinds in enumerate(row) if kinds == frozenset()] for row in differ]
    edges = [sorted(row, key=lambda j: -shared(p, golds[j])) for p, row in zip(predicted, edges, strict=True)]
    pairs = _pair(edges, golds)
    _count(golds, predicted, pairs, edges, ledger)
    closest = pair_closest(edges, golds, predicted)
    meant = [frozenset({closest[i]} if i in closest else row) for i, row in enumerate(edges)]
    left, right = [_claim_of(g) for g in golds], [_claim_of(p) for p in predicted]
    compare_links(Table.VIA_RELATIONS, left, right, meant, ledger)
    compare_attributes(Table.ATTRIBUTES_RELATIONS, left, right, closest, ledger)
    found = set(pairs.values())
    blame_misses(golds, predicted, entities=entities, differ=differ, found=found, ledger=ledger)
    alarms = [i for i in range(len(predicted)) if _is_alarm(i, golds, pairs, edges)]
    blame_alarms(golds, predicted, mentions=gold.entities, differ=differ, alarms=alarms, ledger=ledger)


def _pair(edges: Edges, golds: Sequence[GoldSide]) -> dict[int, int]:
    """Pair for counting: firm gold first."""
    firm = [[j for j in row if not golds[j].relation.optional] for row in edges]
    return match(firm, edges)


def pair_closest(
    edges: Edges, golds: Sequence[GoldSide], predicted: Sequence[PredictedSide]
) -> dict[int, int]:
    """Pair the relations so that those of the same words go together, whether the gold is optional or not.

    For what is compared on the pairs: it matters there which of two gold relations to one object a prediction
    is paired with, and not for counting them.
    """
    exact = [
        [j for j in row if golds[j].object.fragments == p.object.fragments]
        for p, row in zip(predicted, edges, strict=True)
    ]
    same = [[j for j in row if _said_alike(p, golds[j])] for p, row in zip(predicted, exact, strict=True)]
    return match(same, exact, edges)


def _said_alike(p: PredictedSide, g: GoldSide) -> bool:
    return fold(p.subject.name) == fold(g.relation.subject) and (
        p.relation.trigger == g.relation.trigger or overlap(p.relation.trigger, g.relation.trigger) > 0
    )


def _count(
    golds: Sequence[GoldSide],
    predicted: Sequence[PredictedSide],
    pairs: dict[int, int],
    edges: Sequence[Sequence[int]],
    ledger: Ledger,
) -> None:
    found = set(pairs.values())
    for j, g in enumerate(golds):
        if not g.relation.optional:
            outcome = Outcome.TP if j in found else Outcome.FN
            _write(g.relation, outcome, g.object.fragments[0].start, ledger)
    for i, p in enumerate(predicted):
        if _is_alarm(i, golds, pairs, edges):
            _write(p.relation, Outcome.FP, p.object.fragments[0].start, ledger)


def _write(relation: Relation | GoldRelation, outcome: Outcome, at: int, ledger: Ledger) -> None:
    ledger.count(Table.RELATIONS, relation.relation, outcome, at)
    if relation.polarity == Polarity.NEGATED:
        ledger.count(Table.RELATIONS_NEGATED, relation.relation, outcome, at)


def _is_alarm(
    i: int, golds: Sequence[GoldSide], pairs: dict[int, int], edges: Sequence[Sequence[int]]
) -> bool:
    """A prediction without a partner, unless all it could be paired with is optional."""
    return i not in pairs and not (edges[i] and all(golds[j].relation.optional for j in edges[i]))


def _claim_of(side: GoldSide | PredictedSide) -> Claim:
    r = side.relation
    return Claim(
        key=r.id,
        relation=r.relation,
        certainty=r.certainty,
        effect_kind=r.effect_kind,
        offset=side.object.fragments[0].start,
        via=r.via,
        optional=isinstance(r, GoldRelation) and r.optional,
    )
