from __future__ import annotations

import pytest

from pipeline.evaluation.names import share_word, similar, tokens

STRICT = [
    ("serotonin reuptake", "reuptake of serotonin"),
    ("histamine H1 receptor", "the histamine H1 receptors"),
    ("β2-adrenoceptors", "beta2 adrenergic"),
    ("oedema", "edema"),
    ("Diarrhoea", "diarrhea"),
    ("re-uptake of noradrenaline", "norepinephrine reuptake"),
    ("allergies", "allergy"),
    ("virus", "virus"),
]
RELAXED_ONLY = [
    ("dry mouth", "severe dry mouth in the patient"),
    ("gastric acid", "gastric acid secretion"),
    ("release of serotonin neurons", "firing of serotonin neurons"),
]
DIFFERENT = [
    ("receptor", "histamine H1 receptor"),
    ("acute pain", "pain syndrome"),
    ("dry mouth", "dry eyes with crusts"),
    ("release of serotonin", "serotonin levels"),
    ("", ""),
    ("of the", "of the"),
]


@pytest.mark.parametrize(("a", "b"), STRICT)
def test_the_same_words_are_the_same_name(a: str, b: str) -> None:
    assert similar([a], [b], strict=True)
    assert similar([a], [b], strict=False)


@pytest.mark.parametrize(("a", "b"), RELAXED_ONLY)
def test_relaxed_takes_a_part_or_half_of_the_words(a: str, b: str) -> None:
    assert not similar([a], [b], strict=True)
    assert similar([a], [b], strict=False)
    assert similar([b], [a], strict=False)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_generic_words_and_nothing_make_no_likeness(a: str, b: str) -> None:
    assert not similar([a], [b], strict=False)


def test_half_of_the_words_is_enough_and_less_is_not() -> None:
    assert similar(["liver enzyme zeta"], ["liver zeta alpha"], strict=False)  # 2 of 4
    assert not similar(["liver zeta beta"], ["liver alpha gamma"], strict=False)  # 1 of 5


def test_any_of_the_names_will_do() -> None:
    assert similar(["x", "dry mouth"], ["y", "dry mouth"], strict=True)


@pytest.mark.parametrize(("word", "singular"), [("loss", "loss"), ("pelvis", "pelvis"), ("gas", "gas")])
def test_not_every_s_is_a_plural(word: str, singular: str) -> None:
    assert tokens(word) == {singular}


def test_a_generic_word_is_not_shared() -> None:
    assert share_word(["dry skin"], ["skin rash"])
    assert not share_word(["sodium channel"], ["calcium channel"])
