"""What counts as lost, gained and changed in one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff.compare import Compared, Settings, claim_of, compare_triples
from pipeline.diff.result import Change, Field, Kind
from pipeline.types import Triple
from pipeline.vocabulary import Certainty, EffectKind, Label, RelationType
from tests.diff.runs import claim, flip

BLOCKS = claim(RelationType.ANTAGONIZES, "H1 receptor", label=Label.RECEPTOR, at=10)
SEDATION = claim(RelationType.CAUSES, "sedation", at=24, via=[BLOCKS])
MOUTH = claim(RelationType.CAUSES, "dry mouth", at=34)


def compare(old: Sequence[Triple], new: Sequence[Triple], *, tolerance: float = 0.05) -> Compared:
    return compare_triples(old, new, Settings(tolerance))


def the(compared: Compared) -> Change:
    """Return the one change."""
    (change,) = compared.changes
    return change


def test_a_run_does_not_differ_from_itself() -> None:
    assert compare([BLOCKS, SEDATION, MOUTH], [MOUTH, BLOCKS, SEDATION]) == Compared(3, 0, ())


def test_lost_and_gained() -> None:
    compared = compare([BLOCKS, MOUTH], [BLOCKS, SEDATION])
    assert compared.same == 1
    assert [(c.kind, claim_of(c.triple)) for c in compared.changes] == [
        (Kind.GAINED, ("drug", "causes", "sedation")),
        (Kind.LOST, ("drug", "causes", "dry mouth")),
    ]


def test_a_flipped_polarity_is_a_change() -> None:
    change = the(compare([MOUTH], [flip(MOUTH)]))
    assert (change.kind, change.old, change.new) == (Kind.CHANGED, MOUTH, flip(MOUTH))
    assert [(f.field, f.old, f.new) for f in change.fields] == [(Field.POLARITY, "affirmed", "negated")]


def test_a_claim_affirmed_and_negated_that_is_only_affirmed_later_has_lost_one() -> None:
    change = the(compare([MOUTH, flip(MOUTH)], [MOUTH]))
    assert (change.kind, change.old) == (Kind.LOST, flip(MOUTH))


def test_links_to_a_claim_whose_polarity_flips_are_the_same_links() -> None:
    moved = replace(SEDATION, via=(flip(BLOCKS).id,))
    change = the(compare([BLOCKS, SEDATION], [flip(BLOCKS), moved]))
    assert change.new == flip(BLOCKS)


@pytest.mark.parametrize(
    ("altered", "field", "old", "new"),
    [
        (replace(SEDATION, certainty=Certainty.HEDGED), Field.CERTAINTY, "asserted", "hedged"),
        (replace(SEDATION, effect_kind=EffectKind.THERAPEUTIC), Field.EFFECT_KIND, "adverse", "therapeutic"),
        (replace(SEDATION, effect_kind=None), Field.EFFECT_KIND, "adverse", None),
        (replace(SEDATION, object=replace(SEDATION.object, id="MESH:1")), Field.OBJECT_ID, None, "MESH:1"),
        (replace(SEDATION, subject=replace(SEDATION.subject, id=None)), Field.SUBJECT_ID, "RXNORM:1", None),
        (
            replace(SEDATION, object=replace(SEDATION.object, label=Label.PROCESS)),
            Field.OBJECT_LABEL,
            "EFFECT",
            "PROCESS",
        ),
        (
            replace(SEDATION, subject=replace(SEDATION.subject, label=Label.DRUG_CLASS)),
            Field.SUBJECT_LABEL,
            "DRUG",
            "DRUG_CLASS",
        ),
        (replace(SEDATION, via=()), Field.VIA, "antagonizes H1 receptor", None),
        (replace(SEDATION, confidence=0.5), Field.CONFIDENCE, None, "0.500"),
    ],
)
def test_each_field_is_compared(altered: Triple, field: Field, old: str | None, new: str | None) -> None:
    change = the(compare([BLOCKS, SEDATION], [BLOCKS, altered]))
    assert change.kind is Kind.CHANGED
    assert [(one.field, one.old, one.new) for one in change.fields] == [(field, old, new)]
    ignoring = Settings(ignored=frozenset({field}))
    assert compare_triples([BLOCKS, SEDATION], [BLOCKS, altered], ignoring).changes == ()


@pytest.mark.parametrize(("tolerance", "changes"), [(0.1, 0), (0.099, 1), (0, 1), (1, 0)])
def test_a_confidence_may_move_as_far_as_the_tolerance(tolerance: float, changes: int) -> None:
    old, new = replace(MOUTH, confidence=0.7), replace(MOUTH, confidence=0.8)
    assert len(compare([old], [new], tolerance=tolerance).changes) == changes


def test_other_evidence_is_counted_and_is_no_change() -> None:
    by_other_rule = claim(RelationType.CAUSES, "dry mouth", at=34, rule="rule:y")
    assert compare([MOUTH], [by_other_rule]) == Compared(1, 1, ())


def test_what_the_other_run_says_of_the_same_words_stands_beside_it() -> None:
    other = claim(RelationType.TREATS, "mouth", label=Label.CONDITION, at=35)
    elsewhere = claim(RelationType.CAUSES, "nausea", at=50)
    changes = compare([MOUTH], [other, elsewhere]).changes
    assert {(c.triple.object.name, c.instead) for c in changes} == {
        ("dry mouth", (other,)),
        ("mouth", (MOUTH,)),
        ("nausea", ()),
    }


_names = st.sampled_from(["a", "b", "c"])
_affirmed = _names.map(lambda name: claim(RelationType.CAUSES, name))
_some = st.lists(st.one_of(_affirmed, _affirmed.map(flip)), unique_by=lambda triple: triple.id, max_size=6)


@given(_some, _some)
def test_the_way_back_undoes_the_way_there(old: list[Triple], new: list[Triple]) -> None:
    there, back = compare(old, new), compare(new, old)
    assert there.same == back.same
    mirrored = {Kind.LOST: Kind.GAINED, Kind.GAINED: Kind.LOST, Kind.CHANGED: Kind.CHANGED}
    assert {(mirrored[c.kind], c.new, c.old) for c in there.changes} == {
        (c.kind, c.old, c.new) for c in back.changes
    }
    lost_or_changed = sum(c.kind is not Kind.GAINED for c in there.changes)
    assert there.same + lost_or_changed == len(old)
