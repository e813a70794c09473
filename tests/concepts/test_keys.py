"""Names of one concept have one key; names of two have two."""

from __future__ import annotations

import pytest

from pipeline.concepts.keys import number_of, set_key, spelled_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("beta-blockers", "Beta blocker"),
        ("oedema", "Edema"),
        ("type II diabetes", "type 2 diabetes"),
        ("α1-adrenoceptor", "alpha-1 adrenoceptors"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert spelled_key(one) == spelled_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anti-Inflammatory Agents, Non-Steroidal", "nonsteroidal anti-inflammatory drugs"),
        ("kidney impairment", "impairment of the kidney"),
        ("elevated blood pressure", "blood pressure increase"),
    ],
)
def test_word_orders_meet(one: str, other: str) -> None:
    assert set_key(one) == set_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pulmonary hypertension", "portal hypertension"),
        ("vitamin A deficiency", "vitamin deficiency"),
        ("increased appetite", "decreased appetite"),
    ],
)
def test_meanings_stay_apart(one: str, other: str) -> None:
    assert set_key(one) != set_key(other)


def test_one_word_is_no_set() -> None:
    assert set_key("severe", drop=frozenset({"severe"})) == set_key("hypertension") == ""


def test_numbers_fit_sqlite() -> None:
    assert -(2**63) <= number_of("dry mouth") < 2**63
    assert number_of("dry mouth") != number_of("dry eye")
