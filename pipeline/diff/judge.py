"""What the gold says of the changes of one document, by the relaxed matching of the evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.diff.result import Change, Field, GoldCounts, Verdict
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.matching import Edges, match
from pipeline.evaluation.triples import Paired, pair_closest, pair_triples
from pipeline.gold.triples import GoldTriple
from pipeline.types import Triple


@dataclass(frozen=True, slots=True)
class _Side:
    """One run's triples of the document, matched with the gold.

    Args:
        place: The position of each triple, by id.
        closest: For each position, the gold triple that its attributes are held against.
        found: The firm gold triples that the run has.
    """

    triples: Sequence[Triple]
    paired: Paired
    place: dict[str, int]
    closest: dict[int, int]
    found: frozenset[int]

    def edges_of(self, triple: Triple) -> Sequence[int]:
        """Return the gold triples that say the same."""
        return self.paired.edges[self.place[triple.id]]

    def gold_of(self, triple: Triple) -> int | None:
        """Return the gold triple that the triple's attributes are held against."""
        return self.closest.get(self.place[triple.id])


def judge_changes(
    changes: Sequence[Change], old: Sequence[Triple], new: Sequence[Triple], gold: Sequence[GoldTriple]
) -> tuple[tuple[Change, ...], GoldCounts]:
    """Return the changes with what the gold says of each, and the counts of both runs against it.

    A gained triple is a repair where the gold has it and the old run did not, under whatever name; a lost one
    is a regression where the new run does not have it any more. One that is in no gold is a false alarm, or a
    false alarm gone. Another wording of what both runs have, and optional gold, are neutral. A change of
    certainty, kind of effect or links is judged against the gold triple; ids, labels and confidence are not
    in the gold and are neutral.
    """
    before, after = _match_gold(old, gold), _match_gold(new, gold)
    lost = _attribute([c.old for c in changes if _is_claim(c) and c.old], before, before.found - after.found)
    gained = _attribute([c.new for c in changes if _is_claim(c) and c.new], after, after.found - before.found)
    judged = tuple(
        replace(
            change,
            verdict=_judge_claim(change, before, after, lost, gained)
            if _is_claim(change)
            else _judge_fields(change, before, after, gold),
        )
        for change in changes
    )
    return judged, GoldCounts(_count(before, gold), _count(after, gold))


def _match_gold(triples: Sequence[Triple], gold: Sequence[GoldTriple]) -> _Side:
    paired = pair_triples(gold, triples, strict=False)
    return _Side(
        triples,
        paired,
        {triple.id: at for at, triple in enumerate(triples)},
        pair_closest(gold, triples, paired.edges),
        frozenset(j for j in paired.pairs.values() if not gold[j].optional),
    )


def _is_claim(change: Change) -> bool:
    """Tell whether the change is of what is claimed: lost, gained, or its polarity flipped."""
    return change.old is None or change.new is None or change.has(Field.POLARITY)


def _attribute(triples: Sequence[Triple], side: _Side, gold: frozenset[int]) -> frozenset[str]:
    """Return the ids of the triples that account for gold which only one run has, one for each."""
    edges: Edges = [[j for j in side.edges_of(triple) if j in gold] for triple in triples]
    return frozenset(triples[at].id for at in match(edges))


def _judge_claim(
    change: Change, before: _Side, after: _Side, lost: frozenset[str], gained: frozenset[str]
) -> Verdict:
    verdicts = []
    if change.old is not None:
        verdicts.append(_judge_side(change.old, before, lost, Verdict.REGRESSION, Verdict.ALARM_GONE))
    if change.new is not None:
        verdicts.append(_judge_side(change.new, after, gained, Verdict.REPAIR, Verdict.ALARM))
    return _weigh(verdicts)


def _judge_side(
    triple: Triple, side: _Side, telling: frozenset[str], right: Verdict, wrong: Verdict
) -> Verdict:
    if triple.id in telling:
        return right
    return Verdict.NEUTRAL if side.edges_of(triple) else wrong


def _weigh(verdicts: Sequence[Verdict]) -> Verdict:
    """Return one verdict for several: gold won or lost outweighs false alarms; the two ways cancel out."""
    for kinds in ((Verdict.REPAIR, Verdict.REGRESSION), (Verdict.ALARM_GONE, Verdict.ALARM)):
        found = [verdict for verdict in verdicts if verdict in kinds]
        balance = sum(verdict.sign for verdict in found)
        if balance:
            return kinds[0] if balance > 0 else kinds[1]
    return Verdict.NEUTRAL


def _judge_fields(change: Change, before: _Side, after: _Side, gold: Sequence[GoldTriple]) -> Verdict:
    """Judge the attributes of a claim that both runs make."""
    assert change.old is not None
    assert change.new is not None
    old, new = before.gold_of(change.old), after.gold_of(change.new)
    if old is None or new is None:
        return Verdict.NEUTRAL
    gain = sum(
        _agreement(change.new, after, gold[new], one.field)
        - _agreement(change.old, before, gold[old], one.field)
        for one in change.fields
    )
    return Verdict.REPAIR if gain > 0 else Verdict.REGRESSION if gain < 0 else Verdict.NEUTRAL


def _agreement(triple: Triple, side: _Side, gold: GoldTriple, name: Field) -> int:
    """Return how far a field agrees with the gold: 1 or 0, for links those right less those wrong."""
    if name is Field.CERTAINTY:
        return int(triple.certainty == gold.certainty)
    if name is Field.EFFECT_KIND:
        return int(gold.effect_kind is not None and triple.effect_kind == gold.effect_kind)
    if name is Field.VIA:
        targets = [side.paired.edges[side.place[link]] for link in triple.via if link in side.place]
        right = sum(bool(set(edges) & set(gold.via)) for edges in targets)
        return right - (len(targets) - right)
    return 0


def _count(side: _Side, gold: Sequence[GoldTriple]) -> Counts:
    firm = sum(not triple.optional for triple in gold)
    alone = [edges for at, edges in enumerate(side.paired.edges) if at not in side.paired.pairs]
    return Counts(
        tp=len(side.found),
        fp=sum(not edges for edges in alone),
        fn=firm - len(side.found),
        redundant=sum(bool(edges) for edges in alone),
    )
