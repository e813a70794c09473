"""Exchange a gold document with the brat annotation tool, without loss.

Three files a document, beside one `annotation.conf`:

- `NAME.txt`, the text;
- `NAME.ann`, standoff annotations:
  - `T` an entity, with its fragments (`0 5;16 23`; brat wants one that runs over a line break split there);
    its canonical name is in a note;
  - `E` a relation, as an event whose type is the relation: its trigger is a `T` of that type, its roles are
    `Subject` (the first entity of that name), `Anchor` (the words that stand for the subject, a `Reference`
    where they are no entity; none where the subject is left out), `Object` and `Via`, `Via2` ... (events). A
    relation without a trigger has the object's characters as trigger and the attribute `Untriggered`. Its id
    is in a note;
  - `A` an attribute of a relation: `Negated`, `Hedged`, `EffectKind` with its value, `Optional`, and
    `OrDecreases` for an accepted `decreases`;
- `NAME.header.json`, what the markup's header holds.

Source: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.gold.schema import GoldDocument, GoldRelation
from pipeline.types import Fragment, Fragments
from pipeline.vocabulary import OBJECTS, SUBJECTS, Certainty, EffectKind, Label, Polarity, RelationType

REFERENCE = "Reference"
UNTRIGGERED = "Untriggered"
HEADER_FIELDS = ("format", "doc", "sha256", "drug", "style", "split", "names")


def write_brat(document: GoldDocument, text: str, folder: Path) -> list[Path]:
    """Write a document and its text as brat files, with `annotation.conf`; returns the files written."""
    base = folder / Path(document.doc).with_suffix("")
    base.parent.mkdir(parents=True, exist_ok=True)
    header = {
        name: value for name, value in document.model_dump(mode="json").items() if name in HEADER_FIELDS
    }
    files = {
        base.with_name(base.name + ".txt"): text,
        base.with_name(base.name + ".ann"): "".join(f"{line}\n" for line in _Writer(document, text).lines()),
        base.with_name(base.name + ".header.json"): json.dumps(header, ensure_ascii=False, indent=1) + "\n",
        folder / "annotation.conf": configuration(),
    }
    for path, content in files.items():
        path.write_text(content, encoding="utf-8", newline="")
    return list(files)


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
    """Numbers and writes the annotations of one document."""

    def __init__(self, document: GoldDocument, text: str) -> None:
        self._document = document
        self._text = text
        self._textbounds = 0
        self._attributes = 0
        self._notes = 0
        self._ids = {entity.id: f"T{number}" for number, entity in enumerate(document.entities, 1)}
        self._events = {relation.id: f"E{number}" for number, relation in enumerate(document.relations, 1)}

    def lines(self) -> Iterator[str]:
        for entity in self._document.entities:
            number, line = self._textbound(entity.label, entity.fragments)
            yield line
            yield self._note(number, entity.name)
        for relation in self._document.relations:
            yield from self._relation(relation)

    def _textbound(self, kind: str, fragments: Fragments) -> tuple[str, str]:
        self._textbounds += 1
        number = f"T{self._textbounds}"
        parts = [part for fragment in fragments for part in split_lines(self._text, fragment)]
        offsets = ";".join(f"{start} {end}" for start, end in parts)
        return (
            number,
            f"{number}\t{kind} {offsets}\t{' '.join(self._text[start:end] for start, end in parts)}",
        )

    def _note(self, target: str, text: str) -> str:
        self._notes += 1
        return f"#{self._notes}\tAnnotatorNotes {target}\t{text}"

    def _attribute(self, name: str, target: str, value: str = "") -> str:
        self._attributes += 1
        return f"A{self._attributes}\t{name} {target}{' ' if value else ''}{value}"

    def _relation(self, relation: GoldRelation) -> Iterator[str]:
        event = self._events[relation.id]
        target = self._document.entity(relation.object)
        trigger, line = self._textbound(relation.relation, relation.trigger or target.fragments)
        yield line
        key = relation.subject, relation.subject_label
        named = [entity for entity in self._document.entities if (entity.name, entity.label) == key]
        roles = [f"{relation.relation}:{trigger}", f"Subject:{self._ids[named[0].id]}"]
        if relation.anchor:
            mention = next((entity for entity in named if entity.fragments == relation.anchor), None)
            if mention:
                roles.append(f"Anchor:{self._ids[mention.id]}")
            else:
                reference, line = self._textbound(REFERENCE, relation.anchor)
                yield line
                roles.append(f"Anchor:{reference}")
        roles.append(f"Object:{self._ids[target.id]}")
        for number, source in enumerate(relation.via, 1):
            roles.append(f"Via{number if number > 1 else ''}:{self._events[source]}")
        yield f"{event}\t{' '.join(roles)}"
        flags = {
            "Negated": relation.polarity is Polarity.NEGATED,
            "Hedged": relation.certainty is Certainty.HEDGED,
            "Optional": relation.optional,
            UNTRIGGERED: not relation.trigger,
        }
        yield from (self._attribute(name, event) for name, present in flags.items() if present)
        yield from (self._attribute(or_flag(other), event) for other in relation.accept)
        if relation.effect_kind:
            yield self._attribute("EffectKind", event, relation.effect_kind)
        yield self._note(event, relation.id)


def split_lines(text: str, fragment: Fragment) -> Fragments:
    """Split a fragment at its line breaks, without the white space around them, as brat wants it."""
    parts = re.finditer(r"\S(?:[^\n]*\S)?", text[fragment.start : fragment.end])
    return tuple(Fragment(fragment.start + part.start(), fragment.start + part.end()) for part in parts)
