from __future__ import annotations

import pytest

from pipeline.evaluation.counts import Counts
from pipeline.evaluation.entities import compare_entities
from pipeline.evaluation.ledger import Table
from pipeline.gold.schema import GoldEntity
from pipeline.types import Entity
from pipeline.vocabulary import Label
from tests.evaluation.cases import counts, entity, gold_entity, kinds, ledger

EFFECT, DRUG, CONDITION, PROCESS = Label.EFFECT, Label.DRUG, Label.CONDITION, Label.PROCESS
MOUTH = gold_entity("T1", EFFECT, "dry mouth")
SEROTONIN = gold_entity("T2", PROCESS, "reuptake of serotonin")
DOPAMINE = gold_entity("T3", PROCESS, "reuptake of", "dopamine")
WHOLE = entity("e1", PROCESS, "reuptake of serotonin and dopamine")

Case = tuple[list[GoldEntity], list[Entity], Counts, Counts, list[tuple[str, str]]]
CASES: dict[str, Case] = {
    "both sides empty": ([], [], Counts(), Counts(), []),
    "no prediction": ([MOUTH], [], Counts(fn=1), Counts(fn=1), [("missed", "entity missed")]),
    "no gold": (
        [],
        [entity("e", EFFECT, "nausea")],
        Counts(fp=1),
        Counts(fp=1),
        [("false alarm", "invented")],
    ),
    "exact": ([MOUTH], [entity("e", EFFECT, "dry mouth")], Counts(tp=1), Counts(tp=1), []),
    "part of the span": (
        [MOUTH],
        [entity("e", EFFECT, "mouth")],
        Counts(fp=1, fn=1),
        Counts(tp=1),
        [("false alarm", "span"), ("missed", "span")],
    ),
    "another label": (
        [MOUTH],
        [entity("e", CONDITION, "dry mouth")],
        Counts(fp=1, fn=1),
        Counts(fp=1, fn=1),
        [("false alarm", "label"), ("missed", "label")],
    ),
    "another label for half of it": (
        [MOUTH, gold_entity("T2", CONDITION, "mouth")],
        [entity("e", EFFECT, "mouth")],
        Counts(fp=1, fn=2),
        Counts(tp=1, fn=1),
        [("false alarm", "span"), ("missed", "label"), ("missed", "span")],
    ),
    "twice": (
        [MOUTH],
        [entity("e", EFFECT, "dry mouth"), entity("f", EFFECT, "dry mouth")],
        Counts(tp=1, fp=1),
        Counts(tp=1, fp=1),
        [("false alarm", "duplicate")],
    ),
    "two parts of one": (
        [MOUTH],
        [entity("e", EFFECT, "dry"), entity("f", EFFECT, "mouth")],
        Counts(fp=2, fn=1),
        Counts(tp=1, fp=1),
        [("false alarm", "span"), ("false alarm", "span"), ("missed", "span")],
    ),
    "one for two of a coordination": (
        [SEROTONIN, DOPAMINE],
        [WHOLE],
        Counts(fp=1, fn=2),
        Counts(tp=1, fn=1),
        [("false alarm", "span"), ("missed", "coordination"), ("missed", "span")],
    ),
    "discontinuous": (
        [SEROTONIN, DOPAMINE],
        [
            entity("e", PROCESS, "reuptake of", "dopamine"),
            entity("f", PROCESS, "reuptake of serotonin"),
        ],
        Counts(tp=2),
        Counts(tp=2),
        [],
    ),
    "exact before overlap": (
        [SEROTONIN, DOPAMINE],
        [WHOLE, entity("f", PROCESS, "reuptake of serotonin")],
        Counts(tp=1, fp=1, fn=1),
        Counts(tp=2),
        [("false alarm", "span"), ("missed", "coordination")],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_hand_counted(case: Case) -> None:
    gold, predicted, strict, partial, mistakes = case
    written = ledger()
    compare_entities(gold, predicted, written)
    assert counts(written, Table.ENTITIES_STRICT) == strict
    assert counts(written, Table.ENTITIES_PARTIAL) == partial
    assert kinds(written.mistakes) == mistakes


def test_each_label_counts_for_itself() -> None:
    written = ledger()
    compare_entities([MOUTH], [entity("e", CONDITION, "dry mouth")], written)
    assert counts(written, Table.ENTITIES_STRICT, EFFECT) == Counts(fn=1)
    assert counts(written, Table.ENTITIES_STRICT, CONDITION) == Counts(fp=1)


def test_a_mistake_shows_its_sentence_and_the_other_side() -> None:
    written = ledger()
    compare_entities([MOUTH], [entity("e", EFFECT, "mouth")], written)
    missed, alarm = written.mistakes
    assert (missed.claim, missed.other) == ("dry mouth (EFFECT)", "mouth (EFFECT)")
    assert (alarm.claim, alarm.other) == ("mouth (EFFECT)", "dry mouth (EFFECT)")
    assert missed.sentence == alarm.sentence == "It may cause dry mouth and nausea."
    assert alarm.found_by == ("rule:test",)
