"""Document-level triples: same canonical subject, relation, object and polarity, over the whole document.

Strict asks for one exact name of the object, relaxed for a similar one; subjects are compared relaxed in
both. Each prediction is paired with at most one gold triple, firm gold first, so that optional gold (scored
neither way) takes only what is left. A prediction that could only be paired with gold already taken words it
another way: redundant, counted apart. Affirmed and negated triples are scored each on their own.

Source: guide, sections 3 and 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluation.counts import Outcome
from pipeline.evaluation.ledger import Ledger, Table
from pipeline.evaluation.links import Claim, compare_attributes, compare_links
from pipeline.evaluation.matching import Edges, match
from pipeline.evaluation.names import similar
from pipeline.evaluation.triple_blame import blame_triples, gold_offset, offset_of
from pipeline.gold.schema import fold
from pipeline.gold.triples import GoldTriple
from pipeline.types import Entity, Triple
from pipeline.vocabulary import Polarity


@dataclass(frozen=True, slots=True)
class Paired:
    """How the triples of one document go together.

    Args:
        edges: For each prediction, the gold triples that say the same.
        pairs: The one gold triple that a prediction is paired with.
    """

    edges: Edges
    pairs: Mapping[int, int]


def pair_triples(gold: Sequence[GoldTriple], predicted: Sequence[Triple], *, strict: bool) -> Paired:
    """Pair the triples of one document, both polarities (an edge never crosses polarity)."""
    edges = [[j for j, g in enumerate(gold) if _alike(p, g, strict)] for p in predicted]
    firm = [[j for j in row if not gold[j].optional] for row in edges]
    return Paired(edges, match(firm, edges))


def pair_closest(gold: Sequence[GoldTriple], predicted: Sequence[Triple], edges: Edges) -> dict[int, int]:
    """Pair the triples so that those of the same name go together, whether the gold is optional or not.

    For what is compared on the pairs: it matters there which of two similar gold triples a prediction is
    paired with, and not for counting them.
    """
    same = [[j for j in row if _named_alike(p, gold[j])] for p, row in zip(predicted, edges, strict=True)]
    near = [
        [j for j in row if similar((p.object.name, p.object.text), gold[j].object, strict=True)]
        for p, row in zip(predicted, edges, strict=True)
    ]
    return match(same, near, edges)


def _named_alike(p: Triple, g: GoldTriple) -> bool:
    return fold(p.object.name) == fold(g.object[0]) and fold(p.subject.name) == fold(g.subject[0])


def compare_triples(
    gold: Sequence[GoldTriple], predicted: Sequence[Triple], entities: Sequence[Entity], ledger: Ledger
) -> None:
    """Match the triples of one document; write down outcomes, links, attributes and (relaxed) mistakes."""
    relaxed = pair_triples(gold, predicted, strict=False)
    _count(Table.TRIPLES_RELAXED, gold, predicted, relaxed, ledger)
    _count(Table.TRIPLES_STRICT, gold, predicted, pair_triples(gold, predicted, strict=True), ledger)
    left = [_gold_claim(j, g) for j, g in enumerate(gold)]
    right = [_claim(p) for p in predicted]
    pairs = pair_closest(gold, predicted, relaxed.edges)
    meant = [frozenset({pairs[i]} if i in pairs else row) for i, row in enumerate(relaxed.edges)]
    compare_links(Table.VIA_TRIPLES, left, right, meant, ledger)
    compare_attributes(Table.ATTRIBUTES_TRIPLES, left, right, pairs, ledger)
    blame_triples(gold, predicted, edges=relaxed.edges, pairs=relaxed.pairs, entities=entities, ledger=ledger)


def _count(
    table: Table,
    gold: Sequence[GoldTriple],
    predicted: Sequence[Triple],
    paired: Paired,
    ledger: Ledger,
) -> None:
    """Write down the outcomes: affirmed in the table, negated in one of their own (relaxed matching)."""
    found = set(paired.pairs.values())
    for j, g in enumerate(gold):
        if not g.optional:
            outcome = Outcome.TP if j in found else Outcome.FN
            _write(ledger, _table(table, g.polarity), g.relation[0], outcome, gold_offset(g))
    for i, p in enumerate(predicted):
        if i not in paired.pairs:
            outcome = Outcome.REDUNDANT if paired.edges[i] else Outcome.FP
            _write(ledger, _table(table, p.polarity), p.relation, outcome, offset_of(p))


def _table(table: Table, polarity: Polarity) -> Table | None:
    if polarity == Polarity.AFFIRMED:
        return table
    return Table.TRIPLES_NEGATED if table == Table.TRIPLES_RELAXED else None


def _write(ledger: Ledger, table: Table | None, relation: str, outcome: Outcome, at: int | None) -> None:
    if table:
        ledger.count(table, relation, outcome, at)


def _alike(p: Triple, g: GoldTriple, strict: bool) -> bool:
    return (
        p.polarity == g.polarity
        and p.relation in g.relation
        and similar((p.object.name, p.object.text), g.object, strict=strict)
        and similar((p.subject.name, p.subject.text), g.subject, strict=False)
    )


def _claim(p: Triple) -> Claim:
    return Claim(p.id, p.relation, p.certainty, p.effect_kind, offset_of(p), p.via)


def _gold_claim(number: int, g: GoldTriple) -> Claim:
    via = tuple(map(str, g.via))
    return Claim(str(number), g.relation[0], g.certainty, g.effect_kind, gold_offset(g), via, g.optional)
