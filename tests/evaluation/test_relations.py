from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.evaluation.counts import Counts, Outcome
from pipeline.evaluation.ledger import Ledger, Level, Table
from pipeline.evaluation.relations import compare_relations
from pipeline.types import Entity, Relation
from pipeline.vocabulary import Certainty, Label, RelationType
from tests.evaluation.cases import (
    GOLD_RELATIONS,
    NEGATED,
    counts,
    entity,
    gold_document,
    gold_relation,
    kinds,
    ledger,
    perfect,
    relation,
)

R = RelationType
ENTITIES = {
    "zolax": entity("zolax", Label.DRUG, "Zolax"),
    "part": entity("part", Label.DRUG, "olax", name="unknown brand"),
    "ketax": entity("ketax", Label.DRUG, "Ketax"),
    "it": entity("it", Label.DRUG, "It", name="something"),
    "mouth": entity("mouth", Label.EFFECT, "mouth"),
    "dry mouth": entity("dry mouth", Label.EFFECT, "dry mouth"),
    "condition": entity("condition", Label.CONDITION, "dry mouth"),
    "nausea": entity("nausea", Label.EFFECT, "nausea"),
    "mao": entity("mao", Label.ENZYME, "MAO"),
    "both": entity("both", Label.PROCESS, "reuptake of serotonin and dopamine"),
    "dopamine": entity("dopamine", Label.PROCESS, "reuptake of", "dopamine"),
    "cause": entity("cause", Label.EFFECT, "cause"),
}
(MOUTH, NAUSEA, MAO, SEROTONIN, DOPAMINE) = GOLD_RELATIONS[1:]
MOUTH = MOUTH.model_copy(update={"via": ()})


def compare(
    gold: Sequence[object], relations: list[Relation], entities: tuple[Entity, ...] = tuple(ENTITIES.values())
) -> Ledger:
    written = ledger()
    compare_relations(gold_document(relations=tuple(gold)), entities, relations, written)  # type: ignore[arg-type]
    return written


SAME = {
    "by its name": relation("r", R.CAUSES, "zolax", "dry mouth"),
    "object overlaps": relation("r", R.CAUSES, "zolax", "mouth"),
    "by its mention": relation("r", R.CAUSES, "part", "dry mouth"),
    "by the anchor": relation("r", R.CAUSES, "it", "dry mouth", "cause", "It"),
}
DIFFERENT = {
    "subject": relation("r", R.CAUSES, "ketax", "dry mouth"),
    "subject, although the pronoun is the same": relation("r", R.CAUSES, "ketax", "dry mouth", "cause", "It"),
    "relation": relation("r", R.TREATS, "zolax", "dry mouth"),
    "polarity": relation("r", R.CAUSES, "zolax", "dry mouth", polarity=NEGATED),
}


@pytest.mark.parametrize("predicted", SAME.values(), ids=SAME.keys())
def test_what_is_the_same_relation(predicted: Relation) -> None:
    written = compare([MOUTH], [predicted])
    assert counts(written, Table.RELATIONS) == Counts(tp=1)
    assert written.mistakes == []


@pytest.mark.parametrize(("kind", "predicted"), DIFFERENT.items(), ids=DIFFERENT.keys())
def test_what_is_another_relation(kind: str, predicted: Relation) -> None:
    written = compare([MOUTH], [predicted])
    assert counts(written, Table.RELATIONS) == Counts(fp=1, fn=1)
    expected = kind.split(",", maxsplit=1)[0]
    assert kinds(written.mistakes) == [("false alarm", expected), ("missed", expected)]


def test_both_sides_empty() -> None:
    assert counts(compare([], []), Table.RELATIONS) == Counts()


def test_an_accepted_relation_counts_for_the_annotators_own() -> None:
    gold = gold_relation("a", R.DECREASES, "zolax", "T3", accept=(R.CAUSES,))
    written = compare([gold], [relation("r", R.CAUSES, "zolax", "dry mouth")])
    assert counts(written, Table.RELATIONS, "decreases") == Counts(tp=1)


def test_optional_gold_is_scored_neither_way() -> None:
    gold = gold_relation("a", R.CAUSES, "zolax", "T3", optional=True)
    hit = relation("r", R.CAUSES, "zolax", "dry mouth")
    assert counts(compare([gold], []), Table.RELATIONS) == Counts()
    assert counts(compare([gold], [hit]), Table.RELATIONS) == Counts()
    assert counts(compare([gold], [hit, replace(hit, id="r2")]), Table.RELATIONS) == Counts()


def test_optional_gold_takes_what_firm_gold_leaves() -> None:
    gold = [MOUTH, gold_relation("b", R.CAUSES, "zolax", "T3", optional=True)]
    hits = [relation(key, R.CAUSES, "zolax", "dry mouth") for key in "rs"]
    assert counts(compare(gold, hits[:1]), Table.RELATIONS) == Counts(tp=1)
    assert counts(compare(gold[::-1], hits[:1]), Table.RELATIONS) == Counts(tp=1)
    assert counts(compare(gold, hits), Table.RELATIONS) == Counts(tp=1)


def test_what_is_missed_is_the_one_less_alike() -> None:
    """Both gold objects share "reuptake of" with the prediction, which is the second of them."""
    written = compare([SEROTONIN, DOPAMINE], [relation("r", R.INHIBITS, "ketax", "dopamine")])
    assert [mistake.claim for mistake in written.mistakes] == ["inhibits(ketax, reuptake of serotonin)"]


def test_attributes_are_compared_on_the_relations_of_the_same_words() -> None:
    """The same thing is said twice of one object, the second time hedged: each meets its own trigger."""
    gold = [
        gold_relation("a", R.CAUSES, "zolax", "T3", "cause"),
        gold_relation("b", R.CAUSES, "zolax", "T3", "may", certainty=Certainty.HEDGED),
    ]
    first = relation("r", R.CAUSES, "zolax", "dry mouth", "cause")
    second = relation("s", R.CAUSES, "zolax", "dry mouth", "may", certainty=Certainty.HEDGED)
    for order in ([first, second], [second, first]):
        values = compare(gold, order).counted[Table.ATTRIBUTES_RELATIONS]
        assert {item.outcome for item in values} == {Outcome.TP}


def test_an_object_in_pieces_that_nothing_touches_is_a_matter_of_coordination() -> None:
    assert kinds(compare([DOPAMINE], [], (ENTITIES["zolax"],)).mistakes) == [("missed", "coordination")]


def test_a_second_prediction_of_firm_gold_is_a_false_alarm() -> None:
    hit = relation("r", R.CAUSES, "zolax", "dry mouth")
    written = compare([MOUTH], [hit, replace(hit, id="r2", object="mouth")])
    assert counts(written, Table.RELATIONS) == Counts(tp=1, fp=1)
    assert kinds(written.mistakes) == [("false alarm", "duplicate")]


def test_negated_relations_have_a_table_of_their_own() -> None:
    written = compare([MOUTH, MAO], [relation("r", R.INHIBITS, "zolax", "mao", polarity=NEGATED)])
    assert counts(written, Table.RELATIONS) == Counts(tp=1, fn=1)
    assert counts(written, Table.RELATIONS_NEGATED) == Counts(tp=1)


def test_one_span_for_two_things_misses_one_of_them() -> None:
    written = compare([SEROTONIN, DOPAMINE], [relation("r", R.INHIBITS, "ketax", "both")])
    assert counts(written, Table.RELATIONS) == Counts(tp=1, fn=1)
    assert kinds(written.mistakes) == [("missed", "coordination")]


def test_an_item_left_out_of_a_list_is_a_matter_of_coordination() -> None:
    written = compare([MOUTH, NAUSEA], [relation("r", R.CAUSES, "zolax", "dry mouth")])
    assert kinds(written.mistakes) == [("missed", "coordination")]


UNMATCHED = {
    "no entity": ((), "entity missed"),
    "another label": ((ENTITIES["condition"],), "label"),
    "no relation": ((ENTITIES["dry mouth"],), "relation missed"),
}


@pytest.mark.parametrize(("entities", "kind"), UNMATCHED.values(), ids=UNMATCHED.keys())
def test_why_a_relation_was_not_even_near(entities: tuple[Entity, ...], kind: str) -> None:
    assert kinds(compare([MOUTH], [], entities).mistakes) == [("missed", kind)]


INVENTED = {
    "no gold entity": ("cause", "invented"),
    "gold entity without relation": ("nausea", "invented"),
    "gold entity of another label": ("condition", "label"),
}


@pytest.mark.parametrize(("target", "kind"), INVENTED.values(), ids=INVENTED.keys())
def test_why_a_relation_was_claimed_from_nothing(target: str, kind: str) -> None:
    written = compare([], [relation("r", R.CAUSES, "zolax", target)])
    assert kinds(written.mistakes) == [("false alarm", kind)]


def test_certainty_and_effect_kind_are_compared_on_pairs_only() -> None:
    """The pair is hedged in gold, asserted in the run, of the right effect kind; nausea has no pair."""
    written = compare([MOUTH, NAUSEA], [relation("r", R.CAUSES, "zolax", "dry mouth")])
    table = Table.ATTRIBUTES_RELATIONS
    assert counts(written, table, Certainty.HEDGED) == Counts(fn=1)
    assert counts(written, table, Certainty.ASSERTED) == Counts(fp=1)
    assert counts(written, table, "adverse") == Counts(tp=1)


def test_a_run_that_says_what_the_gold_says_has_no_mistake() -> None:
    gold = gold_document()
    run = perfect(gold)
    written = ledger()
    compare_relations(gold, run.entities, run.relations, written)
    assert counts(written, Table.RELATIONS) == Counts(tp=6)
    assert counts(written, Table.VIA_RELATIONS) == Counts(tp=1)
    assert counts(written, Table.ATTRIBUTES_RELATIONS) == Counts(tp=6 + 2)
    assert written.mistakes == []


def test_a_mistake_is_about_a_relation_and_shows_both_sides() -> None:
    written = compare([MOUTH], [DIFFERENT["relation"]])
    missed, alarm = written.mistakes
    assert missed.level == alarm.level == Level.RELATION
    assert (missed.claim, missed.other) == ("causes(zolax, dry mouth)", "treats(zolax, dry mouth)")
    assert (alarm.claim, alarm.other) == (missed.other, missed.claim)
    assert missed.sentence == "It may cause dry mouth and nausea."
