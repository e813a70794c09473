"""Sentences inside a block."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.blocks import Block, BlockKind
from pipeline.text.sentences import split_sentences


def sentences(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """Return the sentences of a text that is one block."""
    return [text[start:end] for start, end in split_sentences(text, Block(kind, 0, len(text)))]


@pytest.mark.parametrize(
    "expected",
    [
        ["It blocks COX-2.", "It lowers fever."],
        ["Take 2.5 mg once daily.", "Do not crush it."],
        ["It blocks receptors, e.g. the H1 receptor, in vivo.", "Sedation follows."],
        ["Dr. Smith described it.", "It was new."],
        ["Does it help?", "It does!", "Always."],
        ["One sentence without an end"],
        [],
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_heading_is_one_sentence() -> None:
    heading = "4. What is it? Why is it taken?"
    assert sentences(heading, BlockKind.HEADING) == [heading]


def test_offsets_are_those_of_the_text_around_the_block() -> None:
    text = "XXXX It helps. It heals. YYYY"
    found = list(split_sentences(text, Block(BlockKind.PARAGRAPH, 5, 24)))
    assert [text[start:end] for start, end in found] == ["It helps.", "It heals."]
    assert found[0].start == 5


@given(st.text(alphabet="ab.?! \"()[]'…;:1é", max_size=120))
def test_no_character_is_lost_or_taken_twice(text: str) -> None:
    found = list(split_sentences(text, Block(BlockKind.PARAGRAPH, 0, len(text))))
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)
    inside = {at for start, end in found for at in range(start, end)}
    assert not "".join(c for at, c in enumerate(text) if at not in inside).strip()


@pytest.mark.parametrize("piece", ["It blocks the enzyme. ", "word " * 20, "x" * 50])
def test_a_very_long_block_is_cut_and_takes_no_more_than_its_share_of_time(piece: str) -> None:
    text = (piece * (60_000 // len(piece))).strip()
    start = time.perf_counter()
    found = sentences(text)
    assert time.perf_counter() - start < 20
    assert max(map(len, found)) <= 4000
    assert "".join("".join(found).split()) == "".join(text.split())
