from __future__ import annotations

import pytest

from pipeline.evaluation.counts import Counts
from pipeline.evaluation.ledger import Table
from pipeline.evaluation.links import Claim, compare_attributes, compare_links
from pipeline.vocabulary import Certainty, EffectKind, RelationType
from tests.evaluation.cases import counts, ledger


def claim(
    key: str,
    *via: str,
    optional: bool = False,
    certainty: Certainty = Certainty.ASSERTED,
    kind: EffectKind | None = None,
    relation: RelationType = RelationType.CAUSES,
) -> Claim:
    return Claim(key, relation, certainty, kind, 0, via, optional)


A, B, C = claim("A", "B"), claim("B"), claim("C")
OPTIONAL = claim("B", optional=True)
P, Q, R = claim("p", "q"), claim("q"), claim("r")

Case = tuple[list[Claim], list[Claim], list[set[int]], Counts]
CASES: dict[str, Case] = {
    "nothing": ([], [], [], Counts()),
    "found": ([A, B], [P, Q], [{0}, {1}], Counts(tp=1)),
    "not linked": ([A, B], [claim("p"), Q], [{0}, {1}], Counts(fn=1)),
    "one end not matched": ([A, B], [P, Q], [{0}, set()], Counts(fp=1, fn=1)),
    "the wrong way round": ([A, B], [P, Q], [{1}, {0}], Counts(fp=1, fn=1)),
    "between unlinked gold": ([claim("A"), B, C], [P, Q], [{0}, {2}], Counts(fp=1)),
    "an optional end, found": ([A, OPTIONAL], [P, Q], [{0}, {1}], Counts()),
    "an optional end, not found": ([A, OPTIONAL], [], [], Counts()),
    "an optional end, not linked in the gold": (
        [claim("A"), OPTIONAL],
        [P, Q],
        [{0}, {1}],
        Counts(),
    ),
    "through a redundant prediction": ([A, B], [P, Q, R], [{0}, {1}, {1}], Counts(tp=1)),
    "twice": ([A, B], [P, Q, claim("r", "q")], [{0}, {1}, {0}], Counts(tp=1)),
    "to nowhere": ([A, B], [claim("p", "gone"), Q], [{0}, {1}], Counts(fn=1)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_links_counted_by_hand(case: Case) -> None:
    gold, predicted, meant, expected = case
    written = ledger()
    compare_links(Table.VIA_RELATIONS, gold, predicted, list(map(frozenset, meant)), written)
    assert counts(written, Table.VIA_RELATIONS) == expected


HEDGED, ASSERTED = Certainty.HEDGED, Certainty.ASSERTED
ADVERSE, THERAPEUTIC = EffectKind.ADVERSE, EffectKind.THERAPEUTIC


def test_attributes_counted_by_hand() -> None:
    gold = [
        claim("A", certainty=HEDGED, kind=ADVERSE),
        claim("B", certainty=HEDGED, kind=ADVERSE),
        claim("C", certainty=ASSERTED, kind=THERAPEUTIC, optional=True),
        claim("D", relation=RelationType.TREATS),
    ]
    predicted = [
        claim("p", certainty=HEDGED, kind=THERAPEUTIC),
        claim("q", certainty=ASSERTED, kind=None),
        claim("r", certainty=HEDGED, kind=ADVERSE),
        claim("s", relation=RelationType.TREATS),
    ]
    written = ledger()
    compare_attributes(Table.ATTRIBUTES_RELATIONS, gold, predicted, {i: i for i in range(4)}, written)
    expected = {
        "hedged": Counts(tp=1, fn=1),
        "asserted": Counts(tp=1, fp=1),
        "adverse": Counts(fn=2),
        "therapeutic": Counts(fp=1),
        "none": Counts(fp=1),
    }
    assert {name: counts(written, Table.ATTRIBUTES_RELATIONS, name) for name in expected} == expected


def test_an_accepted_relation_without_effect_kind_is_not_held_to_it() -> None:
    written = ledger()
    decreases = claim("p", relation=RelationType.DECREASES)
    compare_attributes(Table.ATTRIBUTES_RELATIONS, [claim("A", kind=ADVERSE)], [decreases], {0: 0}, written)
    assert counts(written, Table.ATTRIBUTES_RELATIONS) == Counts(tp=1)
