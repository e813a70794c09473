"""What the gold says of a change; every expectation is counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.diff.compare import Settings, compare_triples
from pipeline.diff.judge import judge_changes
from pipeline.diff.result import GoldCounts, Verdict
from pipeline.evaluation.counts import Counts
from pipeline.gold.triples import GoldTriple
from pipeline.types import Fragment, Triple
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType
from tests.diff.runs import NEGATED, claim, flip

BLOCKS = claim(RelationType.ANTAGONIZES, "H1 receptor", label=Label.RECEPTOR, at=10)
SEDATION = claim(RelationType.CAUSES, "sedation", at=24)


def gold(
    relation: RelationType,
    target: str,
    *,
    polarity: Polarity = Polarity.AFFIRMED,
    optional: bool = False,
    via: tuple[int, ...] = (),
) -> GoldTriple:
    label = Label.EFFECT if relation is RelationType.CAUSES else Label.RECEPTOR
    return GoldTriple(
        subject=("drug",),
        subject_label=Label.DRUG,
        relation=(relation,),
        object=(target,),
        object_label=(label,),
        polarity=polarity,
        certainty=Certainty.ASSERTED,
        effect_kind=EffectKind.ADVERSE if relation is RelationType.CAUSES else None,
        evidence=(Fragment(0, 5),),
        optional=optional,
        via=via,
    )


def judge(
    old: Sequence[Triple], new: Sequence[Triple], golds: Sequence[GoldTriple]
) -> tuple[dict[str, Verdict | None], GoldCounts]:
    """Return the verdict on each object that changed, and the counts."""
    changes, counts = judge_changes(compare_triples(old, new, Settings()).changes, old, new, golds)
    return {change.triple.object.name: change.verdict for change in changes}, counts


GOLD = (gold(RelationType.ANTAGONIZES, "H1 receptor"), gold(RelationType.CAUSES, "sedation", via=(0,)))


def test_a_gained_triple_of_the_gold_is_a_repair() -> None:
    verdicts, counts = judge([BLOCKS], [BLOCKS, SEDATION], GOLD)
    assert verdicts == {"sedation": Verdict.REPAIR}
    assert counts == GoldCounts(Counts(tp=1, fn=1), Counts(tp=2))


def test_a_lost_triple_of_the_gold_is_a_regression() -> None:
    verdicts, counts = judge([BLOCKS, SEDATION], [BLOCKS], GOLD)
    assert verdicts == {"sedation": Verdict.REGRESSION}
    assert counts == GoldCounts(Counts(tp=2), Counts(tp=1, fn=1))


def test_a_triple_that_is_not_in_the_gold_is_a_false_alarm() -> None:
    nausea = claim(RelationType.CAUSES, "nausea")
    assert judge([], [nausea], GOLD) == (
        {"nausea": Verdict.ALARM},
        GoldCounts(Counts(fn=2), Counts(fp=1, fn=2)),
    )
    assert judge([nausea], [], GOLD)[0] == {"nausea": Verdict.ALARM_GONE}


def test_optional_gold_is_neutral() -> None:
    verdicts, counts = judge([], [SEDATION], [gold(RelationType.CAUSES, "sedation", optional=True)])
    assert verdicts == {"sedation": Verdict.NEUTRAL}
    assert counts == GoldCounts(Counts(), Counts())


def test_another_wording_of_what_both_runs_have_is_neutral() -> None:
    longer = claim(RelationType.CAUSES, "mild sedation", at=24)
    assert judge([SEDATION], [longer], GOLD)[0] == {
        "sedation": Verdict.NEUTRAL,
        "mild sedation": Verdict.NEUTRAL,
    }


def test_of_two_wordings_gained_one_is_the_repair() -> None:
    longer = claim(RelationType.CAUSES, "mild sedation", at=24)
    verdicts, counts = judge([], [SEDATION, longer], GOLD)
    assert sorted(map(str, verdicts.values())) == ["neutral", "repair"]
    assert counts.new == Counts(tp=1, fn=1, redundant=1)


def test_a_polarity_that_flips_to_the_gold_is_a_repair_and_back_a_regression() -> None:
    denied = [gold(RelationType.CAUSES, "sedation", polarity=NEGATED)]
    assert judge([SEDATION], [flip(SEDATION)], denied)[0] == {"sedation": Verdict.REPAIR}
    assert judge([flip(SEDATION)], [SEDATION], denied)[0] == {"sedation": Verdict.REGRESSION}


def test_a_flip_between_two_false_alarms_is_neutral() -> None:
    nausea = claim(RelationType.CAUSES, "nausea")
    assert judge([nausea], [flip(nausea)], GOLD)[0] == {"nausea": Verdict.NEUTRAL}


def test_attributes_are_held_against_the_gold_triple() -> None:
    for altered in (
        replace(SEDATION, certainty=Certainty.HEDGED),
        replace(SEDATION, effect_kind=EffectKind.THERAPEUTIC),
    ):
        assert judge([SEDATION], [altered], GOLD)[0] == {"sedation": Verdict.REGRESSION}
        assert judge([altered], [SEDATION], GOLD)[0] == {"sedation": Verdict.REPAIR}


def test_a_link_of_the_gold_is_a_repair_and_one_that_is_not_a_regression() -> None:
    right = replace(SEDATION, via=(BLOCKS.id,))
    assert judge([BLOCKS, SEDATION], [BLOCKS, right], GOLD)[0] == {"sedation": Verdict.REPAIR}
    unlinked = (GOLD[0], gold(RelationType.CAUSES, "sedation"))
    assert judge([BLOCKS, SEDATION], [BLOCKS, right], unlinked)[0] == {"sedation": Verdict.REGRESSION}


def test_what_the_gold_does_not_hold_is_neutral() -> None:
    linked = replace(SEDATION, object=replace(SEDATION.object, id="MESH:D000077227"), confidence=0.9)
    assert judge([SEDATION], [linked], GOLD)[0] == {"sedation": Verdict.NEUTRAL}
