from __future__ import annotations

import pytest

from pipeline.evaluation.sentences import split_sentences

CASES = {
    "plain": ("It acts. It stops! Why?", ["It acts.", "It stops!", "Why?"]),
    "abbreviation": ("Some, e.g. Zolax, act. So.", ["Some, e.g. Zolax, act.", "So."]),
    "citation": (
        "It acts.[6] So [7]. It stops.[8][9] End.",
        ["It acts.[6]", "So [7].", "It stops.[8][9]", "End."],
    ),
    "decimal": ("Give 2.5 mg. Then wait.", ["Give 2.5 mg.", "Then wait."]),
    "heading": ("4.8 Undesirable effects\nCommon: nausea\nRare: rash", 3 * [None]),
    "number of a heading": ("1. Uses\nIt helps.", ["1. Uses", "It helps."]),
    "list": ("It may cause\n- nausea\n- rash", ["It may cause", "- nausea", "- rash"]),
    "wrapped line": (
        "A line that is much longer than what anybody would ever put into a heading, of\nZolax.",
        [None],
    ),
    "windows": ("One.\r\n\r\nTwo.", ["One.", "Two."]),
    "empty": (" \n ", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_sentences(text: str, expected: list[str | None]) -> None:
    sentences = split_sentences(text)
    found = [text[start:end] for start, end in sentences.spans]
    assert len(found) == len(expected)
    assert all(want is None or got == want for got, want in zip(found, expected, strict=True))


def test_every_character_that_is_not_blank_is_in_one_sentence() -> None:
    text = "A. B\n\n- c: d.\nE (f. G) h!\nI j"
    covered = [offset for start, end in split_sentences(text).spans for offset in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


def test_an_offset_finds_its_sentence() -> None:
    sentences = split_sentences("It acts.  It\nstops here.")
    assert [sentences.index(offset) for offset in (0, 7, 8, 10, 22)] == [0, 0, 0, 1, 1]
    assert sentences.at(15) == "It stops here."


def test_an_empty_text_has_no_sentence() -> None:
    assert split_sentences("").at(0) == ""
