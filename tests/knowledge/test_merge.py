"""Triples of many documents become one fact a concept."""

from __future__ import annotations

import pytest

from pipeline.knowledge.belief import Weights
from pipeline.knowledge.conflicts import find_conflicts
from pipeline.knowledge.merge import Concept, Fact, Support, merge_triples
from pipeline.types import Triple
from pipeline.vocabulary import EffectKind, Label, RelationType
from tests.knowledge.claims import NEGATED, claim

INHIBITS, ANTAGONIZES, ACTIVATES = RelationType.INHIBITS, RelationType.ANTAGONIZES, RelationType.ACTIVATES
CAUSES, INCREASES, DECREASES = RelationType.CAUSES, RelationType.INCREASES, RelationType.DECREASES
TREATS = RelationType.TREATS


def _one(*triples: Triple) -> Fact:
    (fact,) = merge_triples(triples)
    return fact


def test_a_fact_holds_what_all_documents_say() -> None:
    adverse, physiological = EffectKind.ADVERSE, EffectKind.PHYSIOLOGICAL
    fact = _one(
        claim(
            "b", CAUSES, "drowsiness", target_id="HP:1", label=Label.EFFECT, effect_kind=adverse, mentions=2
        ),
        claim(
            "a", CAUSES, "sedation", target_id="HP:1", label=Label.EFFECT, effect_kind=adverse, hedged=True
        ),
        claim("c", CAUSES, "sedation", target_id="HP:1", label=Label.EFFECT, effect_kind=physiological),
        claim("d", CAUSES, "sedation", target_id="HP:1", label=Label.EFFECT, polarity=NEGATED, mentions=3),
    )
    assert fact.object == Concept("sedation", Label.EFFECT, "HP:1")
    assert fact.subject == Concept("drug", Label.DRUG, None)
    assert fact.affirmed == Support(("a", "b", "c"), 2, 1, 4, fact.affirmed.triples)
    assert fact.negated == Support(("d",), 1, 0, 3, fact.negated.triples)
    assert (len(fact.affirmed.triples), len(fact.negated.triples)) == (3, 1)
    assert fact.effect_kinds == ((adverse, 2), (physiological, 1))
    assert fact.belief == pytest.approx((1 - 0.2 * 0.2 * 0.6) * 0.2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (claim("a", INHIBITS, "x"), claim("b", INHIBITS, "x"), True),
        (claim("a", INHIBITS, "x"), claim("b", INHIBITS, "y"), False),
        (claim("a", INHIBITS, "x"), claim("b", DECREASES, "x"), False),
        (claim("a", INHIBITS, "x"), claim("b", INHIBITS, "x", label=Label.ENZYME), False),
        (claim("a", INHIBITS, "x"), claim("b", INHIBITS, "x", target_id="HGNC:1"), False),
        (claim("a", INHIBITS, "x", target_id="HGNC:1"), claim("b", INHIBITS, "y", target_id="HGNC:1"), True),
        (claim("a", INHIBITS, "x", target_id="HGNC:1"), claim("b", INHIBITS, "x", target_id="HGNC:2"), False),
        (claim("a", INHIBITS, "x", drug_id="RXNORM:1"), claim("b", INHIBITS, "x", drug_id="RXNORM:2"), False),
        (claim("a", INHIBITS, "x"), claim("b", INHIBITS, "x", polarity=NEGATED), True),
    ],
)
def test_what_is_one_fact(one: Triple, other: Triple, same: bool) -> None:
    assert (len(merge_triples([one, other])) == 1) == same
    assert merge_triples([one, other]) == merge_triples([other, one])


def test_ids_of_facts_are_the_same_in_every_run() -> None:
    here, there = _one(claim("a", INHIBITS, "x")), _one(claim("b", INHIBITS, "x", polarity=NEGATED))
    assert here.id == there.id
    assert here.id != _one(claim("a", INHIBITS, "y")).id


def test_weights_reach_the_belief() -> None:
    (fact,) = merge_triples([claim("a", INHIBITS, "x")], weights=Weights(reliability=0.25))
    assert fact.belief == 0.25


def test_no_triples_are_no_facts() -> None:
    assert merge_triples([]) == ()
    assert find_conflicts(()) == {}


def _conflicts(*triples: Triple) -> set[tuple[str, str, str, tuple[str, ...]]]:
    facts = merge_triples(triples)
    relations = {fact.id: str(fact.relation) for fact in facts}
    return {
        (relations[name], str(conflict.kind), relations[conflict.fact], conflict.documents)
        for name, conflicts in find_conflicts(facts).items()
        for conflict in conflicts
    }


def test_affirmed_in_one_and_negated_in_another() -> None:
    found = _conflicts(
        claim("a", INHIBITS, "x"), claim("b", INHIBITS, "x", polarity=NEGATED), claim("c", INHIBITS, "y")
    )
    assert found == {("inhibits", "polarity", "inhibits", ("b",))}


@pytest.mark.parametrize(
    ("one", "other"), [(INHIBITS, ACTIVATES), (ANTAGONIZES, ACTIVATES), (INCREASES, DECREASES)]
)
def test_up_in_one_and_down_in_another(one: RelationType, other: RelationType) -> None:
    found = _conflicts(claim("a", one, "x"), claim("b", other, "x"))
    assert found == {(one, "direction", other, ("b",)), (other, "direction", one, ("a",))}


@pytest.mark.parametrize(
    "other",
    [
        claim("a", INHIBITS, "x", polarity=NEGATED),  # the same document
        claim("a", ACTIVATES, "x"),
        claim("b", ACTIVATES, "x", polarity=NEGATED),  # no activation either
        claim("b", ANTAGONIZES, "x"),  # the same direction
        claim("b", ACTIVATES, "x", subject="other drug"),
        claim("b", ACTIVATES, "y"),
        claim("b", TREATS, "x"),  # no direction
    ],
)
def test_no_conflict(other: Triple) -> None:
    assert _conflicts(claim("a", INHIBITS, "x"), other) == set()


def test_a_document_against_itself_counts_where_another_is_there() -> None:
    both = claim("a", INHIBITS, "x"), claim("a", INHIBITS, "x", polarity=NEGATED)
    assert _conflicts(*both, claim("b", INHIBITS, "x")) == {("inhibits", "polarity", "inhibits", ("a",))}
