"""Recognise sections by their headings and drop a page's boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.read.source import GivenSection
from pipeline.text.blocks import BULLET, Block, BlockKind
from pipeline.text.given import flatten_given
from pipeline.text.headings import section_kind, strip_number
from pipeline.types import Section

_PROMOTION: Final = re.compile(
    r"\b(?:stay (?:updated|informed)|click (?:on|here)|set alert|subscribe|sign up|newsletter|"
    r"our (?:database|"
    r"website|team|"
    r"catalog(?:ue)?)|all rights reserved|free trial|brand new journey|for research use only|copyright)\b",
    re.I,
)


_SUBHEADING: Final = re.compile(
    r"\bdisorders?\b|^\W*(?:very |un)?(?:common|rare|frequent|infrequent)\b|^\W*(?:frequency )?not known\b|"
    r"\b1 in 10",
    re.I,
)
_WITHIN_REACTIONS: Final = ("trials", "description")
"""Kinds of section that a heading below one of adverse reactions does not open: "6.1 Clinical studies", or
"Chemistry" over rows of a table."""
_RUN_IN: Final = re.compile(r"^([A-Z][^.:;,?!]{3,60}?)(?:\.|:| [–—-]) +(?=[A-Z0-9])")


def find_sections(
    text: str, blocks: Sequence[Block], given: Sequence[GivenSection] = ()
) -> tuple[Section, ...]:
    """Return the sections of a text in order, none inside another.

    They are those that the text's format states, or else those that the headings among the blocks open.

    Args:
        text: The text; offsets are characters of it.
        blocks: Its blocks.
        given: The sections that its format states; they may lie inside one another.
    """
    if given:
        return flatten_given(text, blocks, given, section_kind)
    return _find_by_headings(text, blocks)


def _find_by_headings(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Return the sections that the headings among the blocks open, each up to the next heading.

    A heading without a kind of its own keeps the kind of the section above it where it is plainly below that
    one ("5.1 Lactic acidosis" under "5 WARNINGS", a frequency, an organ class); a paragraph may open with a
    heading of its own ("Adverse effects. The most common …"), which holds to its end; a paragraph that
    advertises opens a boilerplate section that runs to the next recognised heading.
    """
    sections: list[Section] = []
    parent: str | None = None
    numbered = False
    above = ""
    for block in blocks:
        content = text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            number = re.match(r"\s*(\d{1,2}(?:\.\d{1,2})*)", content)
            numbered = numbered or number is not None
            kind = section_kind(content)
            inside = number is not None and "." in number[1] and f"{number[1]}.".startswith(above)
            below = inside or (numbered and not number) or _SUBHEADING.search(content)
            within = parent == "adverse_reactions" and kind in _WITHIN_REACTIONS and below
            if within or (kind is None and (parent == "boilerplate" or below)):
                kind = parent
            else:
                parent = kind
                above = f"{number[1]}." if number is not None else above
            sections.append(Section(" ".join(strip_number(content).split()), kind, block.start, len(text)))
        elif (
            block.kind is BlockKind.PARAGRAPH
            and (run_in := _RUN_IN.match(content))
            and (kind := section_kind(run_in[1]))
        ):
            sections.append(Section(run_in[1], kind, block.start, block.end))
            sections.append(
                Section(sections[-2].title if len(sections) > 1 else "", parent, block.end, len(text))
            )
        elif parent != "boilerplate" and _PROMOTION.search(content) and not BULLET.match(content):
            parent = "boilerplate"
            sections.append(Section("", parent, block.start, len(text)))
    ends = [*(section.start for section in sections[1:]), len(text)][: len(sections)]
    return tuple(
        Section(section.title, section.kind, section.start, end)
        for section, end in zip(sections, ends, strict=True)
    )
