from __future__ import annotations

import pytest

from pipeline.evaluation.counts import Counts
from pipeline.evaluation.ledger import Ledger, Table
from pipeline.evaluation.triples import compare_triples
from pipeline.gold.triples import GoldTriple
from pipeline.types import Triple
from pipeline.vocabulary import Certainty
from tests.evaluation.cases import NEGATED, counts, entity, gold_triple, kinds, ledger, triple

G, P = gold_triple, triple
MOUTH = G(("zolax", "Zolaxin"), "causes", ("dry mouth", "xerostomia"))

Case = tuple[list[GoldTriple], list[Triple], Counts, Counts, Counts]
"""Gold, predictions, then the counts of relaxed, strict and negated."""

NONE = Counts()
CASES: dict[str, Case] = {
    "both sides empty": ([], [], NONE, NONE, NONE),
    "no prediction": ([MOUTH], [], Counts(fn=1), Counts(fn=1), NONE),
    "no gold": ([], [P("zolax", "causes", "rash")], Counts(fp=1), Counts(fp=1), NONE),
    "synonym of the object": ([MOUTH], [P("zolax", "causes", "xerostomia")], Counts(1), Counts(1), NONE),
    "the text matches, the name does not": (
        [MOUTH],
        [P("zolax", "causes", "HP:1", text="Dry mouth")],
        Counts(1),
        Counts(1),
        NONE,
    ),
    "similar object": (
        [MOUTH],
        [P("zolax", "causes", "mild dry mouth")],
        Counts(1),
        Counts(fp=1, fn=1),
        NONE,
    ),
    "similar subject counts in strict too": (
        [MOUTH],
        [P("zolax tablets", "causes", "dry mouth")],
        Counts(1),
        Counts(1),
        NONE,
    ),
    "another subject": (
        [MOUTH],
        [P("ketax", "causes", "dry mouth")],
        Counts(fp=1, fn=1),
        Counts(fp=1, fn=1),
        NONE,
    ),
    "another relation": (
        [MOUTH],
        [P("zolax", "treats", "dry mouth")],
        Counts(fp=1, fn=1),
        Counts(fp=1, fn=1),
        NONE,
    ),
    "an accepted relation": (
        [G("zolax", ("causes", "decreases"), "pulse")],
        [P("zolax", "decreases", "pulse")],
        Counts(1),
        Counts(1),
        NONE,
    ),
    "two wordings of one": (
        [MOUTH],
        [P("zolax", "causes", "dry mouth"), P("zolax", "causes", "xerostomia")],
        Counts(tp=1, redundant=1),
        Counts(tp=1, redundant=1),
        NONE,
    ),
    "a tie: two similar gold triples share two predictions": (
        [G("zolax", "inhibits", "gastric acid secretion"), G("zolax", "inhibits", "gastric acid")],
        [P("zolax", "inhibits", "gastric acid"), P("zolax", "inhibits", "acid secretion")],
        Counts(tp=2),
        Counts(tp=1, fp=1, fn=1),
        NONE,
    ),
    "negated gold, affirmed prediction": (
        [G("zolax", "inhibits", "MAO", polarity=NEGATED)],
        [P("zolax", "inhibits", "MAO")],
        Counts(fp=1),
        Counts(fp=1),
        Counts(fn=1),
    ),
    "affirmed gold, negated prediction": (
        [G("zolax", "inhibits", "MAO")],
        [P("zolax", "inhibits", "MAO", polarity=NEGATED)],
        Counts(fn=1),
        Counts(fn=1),
        Counts(fp=1),
    ),
    "negated on both sides": (
        [G("zolax", "inhibits", "MAO", polarity=NEGATED)],
        [P("zolax", "inhibits", "MAO", polarity=NEGATED)],
        NONE,
        NONE,
        Counts(tp=1),
    ),
    "optional, not predicted": ([G("zolax", "causes", "rash", optional=True)], [], NONE, NONE, NONE),
    "optional, predicted": (
        [G("zolax", "causes", "rash", optional=True)],
        [P("zolax", "causes", "rash")],
        NONE,
        NONE,
        NONE,
    ),
    "optional, predicted twice": (
        [G("zolax", "causes", "rash", optional=True)],
        [P("zolax", "causes", "rash"), P("zolax", "causes", "rash", key="2")],
        Counts(redundant=1),
        Counts(redundant=1),
        NONE,
    ),
    "firm before optional": (
        [G("zolax", "causes", "dry mouth", optional=True), G("zolax", "causes", "severe dry mouth")],
        [P("zolax", "causes", "dry mouth")],
        Counts(tp=1),
        Counts(tp=0, fn=1),
        NONE,
    ),
    "optional takes what firm gold leaves": (
        [G("zolax", "causes", "dry mouth", optional=True), G("zolax", "causes", "severe dry mouth")],
        [P("zolax", "causes", "dry mouth"), P("zolax", "causes", "severe dry mouth")],
        Counts(tp=1),
        Counts(tp=1),
        NONE,
    ),
}


def compare(gold: list[GoldTriple], predicted: list[Triple]) -> Ledger:
    written = ledger()
    compare_triples(gold, predicted, (), written)
    return written


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_hand_counted(case: Case) -> None:
    gold, predicted, relaxed, strict, negated = case
    written = compare(gold, predicted)
    assert counts(written, Table.TRIPLES_RELAXED) == relaxed
    assert counts(written, Table.TRIPLES_STRICT) == strict
    assert counts(written, Table.TRIPLES_NEGATED) == negated


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_miss_and_false_alarm_is_listed(case: Case) -> None:
    gold, predicted, relaxed, _, negated = case
    sides = [side for side, _ in kinds(compare(gold, predicted).mistakes)]
    assert sides.count("missed") == relaxed.fn + negated.fn
    assert sides.count("false alarm") == relaxed.fp + negated.fp


def test_gold_counts_for_its_first_relation_and_a_false_alarm_for_its_own() -> None:
    written = compare(
        [G("zolax", ("causes", "decreases"), "pulse")],
        [P("zolax", "decreases", "pulse"), P("zolax", "treats", "gout")],
    )
    assert counts(written, Table.TRIPLES_RELAXED, "causes") == Counts(tp=1)
    assert counts(written, Table.TRIPLES_RELAXED, "decreases") == Counts()
    assert counts(written, Table.TRIPLES_RELAXED, "treats") == Counts(fp=1)


KINDS = {
    "subject": (P("ketax", "causes", "dry mouth"), "subject", "subject"),
    "relation": (P("zolax", "treats", "dry mouth"), "relation", "relation"),
    "polarity": (P("zolax", "causes", "dry mouth", polarity=NEGATED), "polarity", "polarity"),
    "span": (P("zolax", "causes", "dry skin with scales"), "span", "span"),
    "invented": (P("ketax", "treats", "gout"), "entity missed", "invented"),
}


@pytest.mark.parametrize(("predicted", "miss", "alarm"), KINDS.values(), ids=KINDS.keys())
def test_kinds_of_mistakes(predicted: Triple, miss: str, alarm: str) -> None:
    found = kinds(compare([MOUTH], [predicted]).mistakes)
    assert found == [("false alarm", alarm), ("missed", miss)]


def test_two_differences_and_other_words_are_not_near() -> None:
    written = compare([MOUTH], [P("ketax", "causes", "dry skin with scales")])
    assert kinds(written.mistakes) == [("false alarm", "invented"), ("missed", "entity missed")]


def test_the_nearest_is_what_differs_least() -> None:
    written = compare(
        [MOUTH], [P("ketax", "treats", "dry mouth"), P("zolax", "treats", "dry mouth", key="near")]
    )
    missed = next(mistake for mistake in written.mistakes if mistake.side == "missed")
    assert (missed.kind, missed.other) == ("relation", "treats(zolax, dry mouth)")


def test_one_prediction_for_two_gold_triples_is_a_matter_of_coordination() -> None:
    gold = [G("zolax", "inhibits", "serotonin reuptake"), G("zolax", "inhibits", "dopamine reuptake")]
    written = compare(gold, [P("zolax", "inhibits", "serotonin and dopamine reuptake")])
    assert kinds(written.mistakes) == [("missed", "coordination")]


def test_an_object_that_was_found_lacks_only_its_relation() -> None:
    written = ledger()
    compare_triples([MOUTH], [], (entity("e", MOUTH.object_label[0], "dry mouth"),), written)
    assert kinds(written.mistakes) == [("missed", "relation missed")]


def test_attributes_are_compared_on_the_triples_of_the_same_name() -> None:
    """Similar triples, one hedged: in either order of the predictions each meets its own."""
    gold = [
        G("zolax", "inhibits", "gastric acid", certainty=Certainty.HEDGED),
        G("zolax", "inhibits", "gastric acid secretion"),
    ]
    predicted = [
        P("zolax", "inhibits", "gastric acid secretion"),
        P("zolax", "inhibits", "gastric acid", certainty=Certainty.HEDGED),
    ]
    for order in (predicted, predicted[::-1]):
        written = compare(gold, order)
        assert counts(written, Table.ATTRIBUTES_TRIPLES) == Counts(tp=2)
