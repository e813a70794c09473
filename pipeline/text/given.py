"""Sections that a text's format states (LOINC codes, heading elements), as sections one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.read.source import GivenSection
from pipeline.text.blocks import Block, BlockKind
from pipeline.types import Section

KindOf = Callable[[str], str | None]
"""Tells the kind of section that a heading opens."""


def mark_headings(text: str, blocks: Sequence[Block], given: Sequence[GivenSection]) -> tuple[Block, ...]:
    """Return the blocks with those that are titles of given sections made headings, however long they are.

    A title that ends in a full stop stays a sentence: it may be the claim of a paper.
    """
    titles = {section.start: section.title for section in given if section.title}
    return tuple(
        replace(block, kind=BlockKind.HEADING)
        if " ".join(text[block.start : block.end].split()) == titles.get(block.start)
        and not titles[block.start].endswith((".", "!"))
        else block
        for block in blocks
    )


def flatten_given(
    text: str, blocks: Sequence[Block], given: Sequence[GivenSection], kind_of: KindOf
) -> tuple[Section, ...]:
    """Return given sections without overlap: one inside another interrupts it, and it goes on behind.

    A section's kind is the one given, or that of its title, or that of the section around it; so is its title
    where it has none. A heading inside a section parts it where the heading has a kind of its own.
    """
    opened = {section.start for section in given}
    heads = [b for b in blocks if b.kind is BlockKind.HEADING and b.start not in opened]
    sections: list[Section] = []
    for section in _interrupted(given, kind_of, len(text)):
        inside = [(head, kind_of(text[head.start : head.end])) for head in heads]
        cuts = [(h, kind) for h, kind in inside if kind and section.start < h.start < section.end]
        starts = [section.start, *(head.start for head, _ in cuts)]
        ends = [*starts[1:], section.end]
        parts = [(section.title, section.kind), *((text[h.start : h.end], kind) for h, kind in cuts)]
        sections += [
            Section(" ".join(title.split()), kind, start, end)
            for (title, kind), start, end in zip(parts, starts, ends, strict=True)
            if text[start:end].strip()
        ]
    return tuple(_closed(text, sections))


def _closed(text: str, sections: Sequence[Section]) -> Iterator[Section]:
    """Yield the sections, the blanks between two of them counted to the first."""
    for section, following in zip_longest(sections, sections[1:]):
        start = following.start if following else len(text)
        yield section if text[section.end : start].strip() else replace(section, end=start)


def _interrupted(given: Sequence[GivenSection], kind_of: KindOf, length: int) -> Iterator[Section]:
    """Yield the stretches in which each section is the innermost one."""
    around: list[Section] = []
    position = 0
    for section in [*sorted(given, key=lambda each: (each.start, -each.end)), None]:
        start = length if section is None else section.start
        while around and around[-1].end <= start:
            inner = around.pop()
            if position < inner.end:
                yield replace(inner, start=position)
            position = max(position, inner.end)
        if section is None:
            return
        if around and position < start:
            yield replace(around[-1], start=position, end=start)
        position = start
        outer = around[-1] if around else Section("", None, 0, length)
        kind = section.kind or (kind_of(section.title) if section.title else None) or outer.kind
        around.append(Section(section.title or outer.title, kind, start, min(section.end, outer.end)))
