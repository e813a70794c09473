"""Pages as standoff annotations of the brat tool, and the configuration that goes with them.

- `T` is an entity, with its fragments (`0 5;16 23`; brat wants one that runs over a line break split there);
  its canonical name is in a note, its CURIE in an `N` line (a `Reference`);
- `E` is a relation, as an event whose type is the relation: its trigger is a `T` of that type, its roles are
  `Subject`, `Anchor` (the words that stand for the subject, a `Reference` where they are no mention of it;
  none where the subject is left out), `Object` and `Via`, `Via2` ... (events). A relation without a trigger
  has the object's characters as trigger and the attribute `Untriggered`; a note tells which relation it is;
- `A` is an attribute of a relation: `Negated`, `Hedged`, `EffectKind` with its value, and further flags.

Source: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.exchange.pages import Claim, Mention, Page
from pipeline.types import Fragment, Fragments
from pipeline.vocabulary import OBJECTS, SUBJECTS, Certainty, EffectKind, Label, Polarity, RelationType

REFERENCE: Final = "Reference"
UNTRIGGERED: Final = "Untriggered"


def standoff(page: Page) -> Iterator[str]:
    """Yield the lines of a page's `.ann` file, without line ends."""
    yield from _Writer(page).lines()


def configuration() -> str:
    """Return brat's `annotation.conf` for the labels, relations and attributes of the annotation guide."""
    subjects = "|".join(sorted(SUBJECTS))
    objects = "|".join(sorted(frozenset().union(*OBJECTS.values())))
    events = [
        f"{relation}\tSubject:{subjects}, Anchor?:{subjects}|{REFERENCE}, Object:{objects}, Via*:<EVENT>"
        for relation in RelationType
    ]
    flags = ["Negated", "Hedged", "Optional", UNTRIGGERED, *map(or_flag, RelationType)]
    parts = {
        "entities": [*Label, REFERENCE],
        "relations": ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"],
        "events": events,
        "attributes": [
            *(f"{flag}\tArg:<EVENT>" for flag in flags),
            f"EffectKind\tArg:<EVENT>, Value:{'|'.join(EffectKind)}",
        ],
    }
    return "\n".join(f"[{name}]\n" + "\n".join(lines) + "\n" for name, lines in parts.items())


def or_flag(relation: RelationType) -> str:
    """Return the attribute that says another relation is accepted.

    >>> or_flag(RelationType.DECREASES)
    'OrDecreases'
    """
    return f"Or{relation.capitalize()}"


class _Writer:
    """Numbers and writes the annotations of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._textbounds = 0
        self._attributes = 0
        self._notes = 0
        self._references = 0
        self._ids = {mention.id: f"T{number}" for number, mention in enumerate(page.mentions, 1)}
        self._events = {claim.id: f"E{number}" for number, claim in enumerate(page.claims, 1)}
        self._mentions = {mention.id: mention for mention in page.mentions}
        self._named: dict[tuple[str, Label], list[Mention]] = {}
        for mention in page.mentions:
            self._named.setdefault((mention.name, mention.label), []).append(mention)

    def lines(self) -> Iterator[str]:
        for mention in self._page.mentions:
            number, line = self._textbound(mention.label, mention.fragments)
            yield line
            yield self._note(number, mention.name)
            if mention.concept is not None:
                self._references += 1
                yield f"N{self._references}\tReference {number} {mention.concept}\t{mention.name}"
        for claim in self._page.claims:
            yield from self._claim(claim)

    def _textbound(self, kind: str, fragments: Fragments) -> tuple[str, str]:
        self._textbounds += 1
        number = f"T{self._textbounds}"
        text = self._page.text
        parts = [part for fragment in fragments for part in split_lines(text, fragment)]
        offsets = ";".join(f"{start} {end}" for start, end in parts)
        return number, f"{number}\t{kind} {offsets}\t{' '.join(text[start:end] for start, end in parts)}"

    def _note(self, target: str, text: str) -> str:
        self._notes += 1
        return f"#{self._notes}\tAnnotatorNotes {target}\t{' '.join(text.split())}"

    def _attribute(self, name: str, target: str, value: str = "") -> str:
        self._attributes += 1
        return f"A{self._attributes}\t{name} {target}{' ' if value else ''}{value}"

    def _claim(self, claim: Claim) -> Iterator[str]:
        event = self._events[claim.id]
        subject, target = self._mentions[claim.subject], self._mentions[claim.object]
        trigger, line = self._textbound(claim.relation, claim.trigger or target.fragments)
        yield line
        roles = [f"{claim.relation}:{trigger}", f"Subject:{self._ids[subject.id]}"]
        if claim.anchor:
            named = self._named[subject.name, subject.label]
            mention = next((mention for mention in named if mention.fragments == claim.anchor), None)
            if mention:
                roles.append(f"Anchor:{self._ids[mention.id]}")
            else:
                reference, line = self._textbound(REFERENCE, claim.anchor)
                yield line
                roles.append(f"Anchor:{reference}")
        roles.append(f"Object:{self._ids[target.id]}")
        for number, source in enumerate(claim.via, 1):
            roles.append(f"Via{number if number > 1 else ''}:{self._events[source]}")
        yield f"{event}\t{' '.join(roles)}"
        if claim.polarity is Polarity.NEGATED:
            yield self._attribute("Negated", event)
        if claim.certainty is Certainty.HEDGED:
            yield self._attribute("Hedged", event)
        if not claim.trigger:
            yield self._attribute(UNTRIGGERED, event)
        yield from (self._attribute(flag, event) for flag in claim.flags)
        if claim.effect_kind:
            yield self._attribute("EffectKind", event, claim.effect_kind)
        yield self._note(event, claim.note)


def split_lines(text: str, fragment: Fragment) -> Fragments:
    """Split a fragment at its line breaks, without the white space around them, as brat wants it."""
    parts = re.finditer(r"\S(?:[^\n]*\S)?", text[fragment.start : fragment.end])
    return tuple(Fragment(fragment.start + part.start(), fragment.start + part.end()) for part in parts)
