"""Blocks: what is a heading, a paragraph, an item of a list, and which line breaks are soft."""

from __future__ import annotations

from itertools import pairwise
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.blocks import BlockKind, split_blocks

H, P, I = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM  # noqa: E741


def blocks(text: str) -> list[tuple[BlockKind, str]]:
    """Return kind and words of each block, line breaks inside as spaces."""
    return [(block.kind, " ".join(text[block.start : block.end].split())) for block in split_blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n\t\n", []),
        ("The drug blocks the enzyme.", [(P, "The drug blocks the enzyme.")]),
        ("Ketax lowers\nblood pressure.", [(P, "Ketax lowers blood pressure.")]),
        (
            "Ketax is used for\nMigraine,\ngout and asthma.",
            [(P, "Ketax is used for Migraine, gout and asthma.")],
        ),
        ("It lowers pain.\n\nIt raises sleep.", [(P, "It lowers pain."), (P, "It raises sleep.")]),
        ("Mechanism of action\nIt blocks COX.", [(H, "Mechanism of action"), (P, "It blocks COX.")]),
        ("## Side effects\nNausea is common.", [(H, "## Side effects"), (P, "Nausea is common.")]),
        (
            "12.1 Mechanism of Action\nIt blocks COX.",
            [(H, "12.1 Mechanism of Action"), (P, "It blocks COX.")],
        ),
        (
            "Vorvix 20 mg film-coated tablets\ntarlimod\n\nRead this.",
            [(P, "Vorvix 20 mg film-coated tablets"), (P, "tarlimod"), (P, "Read this.")],
        ),
        ("Uncommon\nArrhythmias; syncope", [(H, "Uncommon"), (P, "Arrhythmias; syncope")]),
        ("INDICATIONS AND USAGE\n\nPain.", [(H, "INDICATIONS AND USAGE"), (P, "Pain.")]),
        (
            "What is Ketax used for?\nIt treats pain.",
            [(H, "What is Ketax used for?"), (P, "It treats pain.")],
        ),
        ("• nausea\n• dry mouth", [(I, "nausea"), (I, "dry mouth")]),
        ("- nausea\n* dry mouth\n– rash", [(I, "nausea"), (I, "dry mouth"), (I, "rash")]),
        ("a) nausea\nb) rash", [(I, "nausea"), (I, "rash")]),
        ("• pain in the\n  upper belly", [(I, "pain in the upper belly")]),
        ("Common: nausea\nRare: rash", [(P, "Common: nausea"), (P, "Rare: rash")]),
        ("Nausea 12%\nRash 3%", [(I, "Nausea 12%"), (I, "Rash 3%")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert blocks(text) == expected


def test_wrapped_prose_is_one_paragraph_though_sentences_end_at_line_ends() -> None:
    text = dedent(
        """\
        Ketax is a medicine of the class of imaginary blockers, which stops the
        release of an invented mediator from cells. It was first described long ago.
        It has since been given to nobody at all, for the reason that it is made up.
        Its makers would say that it is well tolerated, and nobody could contradict
        them. No laboratory has measured how it binds, and the receptor that it would
        bind to is unknown as well. This paragraph only has to be long enough for it.
        """
    )
    assert [kind for kind, _ in blocks(text)] == [P]


def test_short_lines_without_number_in_a_row_are_items_not_headings() -> None:
    text = "Adverse reactions include:\nDry mouth\nBlurred vision\nUrinary retention\n"
    assert blocks(text)[1:] == [(I, "Dry mouth"), (I, "Blurred vision"), (I, "Urinary retention")]


def test_a_bullet_is_outside_its_block() -> None:
    text = "  •  nausea"
    (block,) = split_blocks(text)
    assert (block.start, block.end) == (5, len(text))


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "  ",
            "Heading",
            "1.2 Title",
            "- item",
            "• item two",
            "It blocks the",
            "enzyme.",
            "NAUSEA",
            "rash 5%",
            "é–x",
        ]
    )
)


@given(LINES)
def test_blocks_are_in_order_apart_and_hold_every_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = split_blocks(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    inside = {at for block in found for at in range(block.start, block.end)}
    outside = "".join(character for at, character in enumerate(text) if at not in inside)
    assert set(outside) <= set(" \n-•")
    assert all(text[block.start : block.end].strip() for block in found)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_can_be_split(text: str) -> None:
    for block in split_blocks(text):
        assert 0 <= block.start < block.end <= len(text)
