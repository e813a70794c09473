"""Folding: spellings of one name compare equal, and names of two things don't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules.words import fold_words, singular


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("α1-adrenoceptor", "Alpha-1 adrenoceptor"),
        ("5-HT2A", "5HT2A"),
        ("5-HT₂A receptor".replace("₂", "2"), "5-ht 2a Receptor"),
        ("oedema", "edema"),
        ("Oesophagitis", "esophagitis"),
        ("oestrogen", "estrogen"),
        ("haemorrhage", "hemorrhage"),
        ("anaemia", "anemia"),
        ("leukaemia", "leukemia"),
        ("hypoglycaemic", "hypoglycemic"),
        ("diarrhoea", "diarrhea"),
        ("dyspnoea", "dyspnea"),
        ("tumour", "tumor"),
        ("noradrenaline", "norepinephrine"),
        ("adrenaline", "epinephrine"),
        ("anaesthesia", "anesthesia"),
        ("faecal incontinence", "fecal incontinence"),
        ("sulphonylurea", "sulfonylurea"),
        ("beta/blocker", "beta blocker"),
        ("μ-opioid", "µ-opioid"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("COX-1", "COX-2"),
        ("α1", "α2"),
        ("5-HT2A", "5-HT2C"),
        ("H1", "H2"),
        ("estrogen", "estradiol"),
        ("Na+", "Na"),
    ],
)
def test_names_of_two_things_stay_apart(one: str, other: str) -> None:
    assert fold_words(one) != fold_words(other)


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("receptors", "receptor"),
        ("biopsies", "biopsy"),
        ("enzymes", "enzyme"),
        ("diagnoses", "diagnosis"),
        ("psychoses", "psychosis"),
        ("rashes", "rash"),
        ("headaches", "headache"),
        ("viruses", "virus"),
        ("classes", "class"),
        ("reflexes", "reflex"),
    ],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    "word",
    [
        "arthritis",
        "virus",
        "glass",
        "diabetes",
        "stress",
        "herpes",
        "species",
        "paralysis",
        "gas",
        "thrombosis",
        "ms",
    ],
)
def test_words_that_only_look_plural_are_kept(word: str) -> None:
    assert singular(word) == word


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold_words(text)
    assert fold_words(" ".join(once)) == once


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_does_not_count(text: str) -> None:
    assert fold_words(text.upper()) == fold_words(text.lower())


@given(st.text(alphabet="abcdefghinosuxy", min_size=1, max_size=12))
def test_a_singular_is_no_longer_and_is_never_empty(word: str) -> None:
    assert 0 < len(singular(word)) <= len(word)
