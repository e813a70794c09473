"""The markup of examples is read exactly, and refused where it is broken."""

from __future__ import annotations

import pytest

from pipeline.vocabulary import Certainty, Polarity, RelationType
from tests.rules.markup import Said, parse_example, parse_phrase


def test_marks_are_read() -> None:
    example = parse_example(
        "It may block [H1|antagonizes?|H1 receptors] and [H2 receptors|antagonizes?], not [COX-2|inhibits!]."
    )
    assert example.text == "It may block H1 and H2 receptors, not COX-2."
    assert example.said == {
        Said(RelationType.ANTAGONIZES, "H1 receptors", Polarity.AFFIRMED, Certainty.HEDGED),
        Said(RelationType.ANTAGONIZES, "H2 receptors", Polarity.AFFIRMED, Certainty.HEDGED),
        Said(RelationType.INHIBITS, "COX-2", Polarity.NEGATED, Certainty.ASSERTED),
    }


def test_both_flags_count() -> None:
    (said,) = parse_example("[rash|causes!?]").said
    assert (said.polarity, said.certainty) == (Polarity.NEGATED, Certainty.HEDGED)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[rash|provokes]", "got 'provokes'"),
        ("[rash|causes!!]", "each of ! and \\? once"),
        ("[rash]", "mend the brackets"),
        ("[rash|causes", "mend the brackets"),
        ("[rash|causes] and [rash|causes]", "stands there twice"),
    ],
)
def test_a_broken_mark_is_refused(marked: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_example(marked)


def test_a_phrase_is_read() -> None:
    assert parse_phrase("it causes a [drop in blood pressure] now") == (
        "it causes a drop in blood pressure now",
        ("drop in blood pressure",),
    )
