"""Words are found whole, in order, across line breaks, and misspelt ones get a suggestion."""

from __future__ import annotations

import pytest

from pipeline.gold.search import (
    NotFoundError,
    choose,
    find_chains,
    find_occurrences,
    nearest,
    parse_wanted,
    similar_words,
)
from pipeline.types import Fragment


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("cause, causes, because", "cause", [(0, 5)]),
        ("dry\nmouth and dry  mouth", "dry mouth", [(0, 9), (14, 24)]),
        ("M1, M10", "M1", [(0, 2)]),
        ("(S)-x", "(S)-x", [(0, 5)]),
        ("a Cause", "cause", []),
        ("", "cause", []),
        ("cause", " ", []),
    ],
)
def test_occurrences(text: str, words: str, found: list[tuple[int, int]]) -> None:
    assert find_occurrences(text, words) == [Fragment(*pair) for pair in found]


def test_parts_of_words_only_where_no_whole_word_matches() -> None:
    assert find_occurrences("5-HT2A", "HT") == []
    assert find_occurrences("5-HT2A", "HT", inside_words=True) == [(2, 4)]
    assert find_occurrences("5-HT2A HT", "HT", inside_words=True) == [(7, 9)]


def test_chains() -> None:
    text = "M1 or M2 receptors, M1 channels and receptors"
    assert find_chains(text, ["M1", "receptors"]) == [((0, 2), (9, 18)), ((20, 22), (36, 45))]
    assert find_chains(text, ["M1#2", "receptors"]) == [((20, 22), (36, 45))]
    assert find_chains(text, ["M2", "receptors#2"]) == [((6, 8), (36, 45))]


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        (["M2", "M1"], "only before"),
        (["M9"], "not at all"),
        (["M1#2"], "only 1"),
        (["M2", "M1#1"], "only before"),
    ],
)
def test_chains_that_are_not_there(pieces: list[str], reason: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_chains("M1 or M2 receptors", pieces)
    assert caught.value.reason.startswith(reason)


def test_choice_is_the_last_before_or_else_the_first() -> None:
    chains = [(Fragment(at, at + 1),) for at in (2, 5, 9)]
    assert choose(chains, 7) == (Fragment(5, 6),)
    assert choose(chains, 9) == (Fragment(5, 6),)
    assert choose(chains, 1) == (Fragment(2, 3),)


@pytest.mark.parametrize(
    ("field", "words", "number"),
    [("rash#2", "rash", 2), ("rash", "rash", None), ("C#", "C#", None), ("a#0", "a#0", None)],
)
def test_number_of_an_occurrence(field: str, words: str, number: int | None) -> None:
    wanted = parse_wanted(field)
    assert (wanted.words, wanted.number) == (words, number)


def test_suggestions() -> None:
    assert nearest("Sedatoin", ["rash", "sedation"]) == "; did you mean 'sedation'?"
    assert nearest("mouth", ["dry mouth"]) == "; did you mean 'dry mouth'?"
    assert nearest("zzz", ["rash"]) == nearest("x", []) == ""
    assert similar_words("It may cause a dry mouth.", "dry moth") == "; did you mean 'dry mouth'?"
