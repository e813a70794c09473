"""Sections: each rule's hits and misses, and how far a section goes."""

from __future__ import annotations

import pytest

from pipeline.rules.load import HeadingRule
from pipeline.text.blocks import split_blocks
from pipeline.text.headings import heading_rules, section_kind, strip_number
from pipeline.text.sections import find_sections

HITS = [(rule, heading) for rule in heading_rules() for heading in rule.hits]
MISSES = [(rule, heading) for rule in heading_rules() for heading in rule.misses]


def name(value: object) -> str:
    """Name a case after its rule."""
    return value.id if isinstance(value, HeadingRule) else str(value)


def test_there_are_cases() -> None:
    assert len(HITS) >= 30
    assert len(MISSES) >= 10


@pytest.mark.parametrize(("rule", "heading"), HITS, ids=name)
def test_hit(rule: HeadingRule, heading: str) -> None:
    assert section_kind(heading) == rule.kind


@pytest.mark.parametrize(("rule", "heading"), MISSES, ids=name)
def test_miss(rule: HeadingRule, heading: str) -> None:
    assert rule.regex.search(strip_number(heading)) is None
    assert section_kind(heading) != rule.kind


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("## 12.1 Mechanism of Action:", "Mechanism of Action"),
        ("4. Possible side effects", "Possible side effects"),
        ("SECTION 4.8 Undesirable effects", "Undesirable effects"),
        ("**Uses**", "Uses"),
        ("5-HT3 antagonism", "5-HT3 antagonism"),
    ],
)
def test_strip_number(heading: str, bare: str) -> None:
    assert strip_number(heading) == bare


def sections(text: str) -> list[tuple[str, str | None, str]]:
    """Return title, kind and first words of each section's text."""
    return [(s.title, s.kind, text[s.start : s.end]) for s in find_sections(text, split_blocks(text))]


def test_a_section_goes_to_the_next_heading_and_the_last_to_the_end() -> None:
    text = "Ketax blocks pain.\n\nIndications\n\nPain.\n\nSide effects\n\nNausea.\n"
    assert sections(text) == [
        ("Indications", "indications", "Indications\n\nPain.\n\n"),
        ("Side effects", "adverse_reactions", "Side effects\n\nNausea.\n"),
    ]


def test_a_heading_without_kind_below_a_numbered_one_has_its_kind() -> None:
    text = "5 WARNINGS\n\nCare.\n\n5.1 Lactic acidosis\n\nIt may occur.\n\n6 Ketone bodies\n\nWords.\n"
    assert [(title, kind) for title, kind, _ in sections(text)] == [
        ("WARNINGS", "warnings"),
        ("Lactic acidosis", "warnings"),
        ("Ketone bodies", None),
    ]


def test_a_heading_without_kind_and_numbers_stands_for_itself() -> None:
    text = "Warnings\n\nCare.\n\nA Title\n\nWords.\n"
    assert [(title, kind) for title, kind, _ in sections(text)] == [
        ("Warnings", "warnings"),
        ("A Title", None),
    ]


def test_boilerplate_runs_on_through_unknown_headings_to_one_that_is_known() -> None:
    text = (
        "How to obtain the newest research?\n\nJoin now.\n\nOur Platform\n\nBuy.\n\nSide effects\n\nNausea.\n"
    )
    assert [(title, kind) for title, kind, _ in sections(text)] == [
        ("How to obtain the newest research?", "boilerplate"),
        ("Our Platform", "boilerplate"),
        ("Side effects", "adverse_reactions"),
    ]


def test_a_paragraph_that_advertises_opens_boilerplate() -> None:
    text = "Ketax blocks pain.\n\nSubscribe to our newsletter for more.\n\nIt is used by many people.\n"
    ((title, kind, content),) = sections(text)
    assert (title, kind) == ("", "boilerplate")
    assert content.startswith("Subscribe")


def test_no_headings_no_sections() -> None:
    assert sections("Ketax blocks pain.") == []
