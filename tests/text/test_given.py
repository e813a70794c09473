"""Sections that a format states: nesting, kinds that are inherited, headings inside them."""

from __future__ import annotations

from pipeline.read.source import GivenSection
from pipeline.text.blocks import BlockKind, split_blocks
from pipeline.text.given import mark_headings
from pipeline.text.sections import find_sections

TEXT = "5 Warnings\n\nTake care.\n\n5.1 Liver\n\nIt may fail.\n\nTail of five.\n\nNotes\n\nNone.\n"


def _section(title: str, kind: str | None, start: str, end: str | None = None) -> GivenSection:
    return GivenSection(title, kind, TEXT.index(start), TEXT.index(end) if end else len(TEXT))


GIVEN = (
    _section("5 Warnings", "warnings", "5 Warnings", "Notes"),
    _section("5.1 Liver", None, "5.1", "Tail"),
    _section("Notes", None, "Notes"),
)


def _found(given: tuple[GivenSection, ...], text: str = TEXT) -> list[tuple[str, str | None, str]]:
    blocks = mark_headings(text, split_blocks(text), given)
    sections = find_sections(text, blocks, given)
    return [(s.title, s.kind, text[s.start : s.end].split("\n", maxsplit=1)[0]) for s in sections]


def test_a_section_inside_another_interrupts_it_and_inherits_its_kind() -> None:
    assert _found(GIVEN) == [
        ("5 Warnings", "warnings", "5 Warnings"),
        ("5.1 Liver", "warnings", "5.1 Liver"),
        ("5 Warnings", "warnings", "Tail of five."),
        ("Notes", None, "Notes"),
    ]


def test_a_section_without_a_title_has_that_of_the_section_around_it() -> None:
    given = (*GIVEN[:1], GIVEN[1]._replace(title=""), *GIVEN[2:])
    assert _found(given)[1] == ("5 Warnings", "warnings", "5.1 Liver")


def test_sections_cover_each_character_once() -> None:
    sections = find_sections(TEXT, split_blocks(TEXT), GIVEN)
    assert [s.start for s in sections[1:]] == [s.end for s in sections[:-1]]
    assert (sections[0].start, sections[-1].end) == (0, len(TEXT))


def test_a_heading_with_a_kind_parts_a_given_section() -> None:
    text = "Leaflet\n\nPossible side effects\n\nRash.\n\nMore of it\n\nItch.\n"
    given = (GivenSection("Leaflet", None, 0, len(text)),)
    assert _found(given, text) == [
        ("Leaflet", None, "Leaflet"),
        ("Possible side effects", "adverse_reactions", "Possible side effects"),
    ]


def test_a_given_title_is_a_heading_unless_it_is_a_sentence() -> None:
    long = (
        "Effects of the drug, of its metabolites and of other drugs on the heart, the liver and the kidneys"
    )
    text = f"{long}\n\nXeloratine blocks histamine H1 receptors.\n"
    given = (
        GivenSection(long, None, 0, len(long)),
        GivenSection(text.split("\n")[2], None, len(long) + 2, len(text)),
    )
    assert [block.kind for block in split_blocks(text)] == [BlockKind.PARAGRAPH] * 2
    assert [block.kind for block in mark_headings(text, split_blocks(text), given)] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_without_given_sections_headings_decide() -> None:
    assert [title for title, _, _ in _found(())] == ["Warnings", "Liver", "Notes"]
