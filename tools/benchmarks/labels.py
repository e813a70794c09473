"""Adverse reactions of FDA labels: the 200 labels of TAC 2017, as OnSIDES-ANNOT publishes them.

A label's sections are read as one document, each section with the kind that the data set gives it. What was
found are the objects of the label's affirmed `causes`, whatever their subject.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.errors import MonographError
from pipeline.read import GivenSection
from pipeline.types import Document
from pipeline.vocabulary import Polarity, RelationType
from tools.benchmarks.counts import Counts

FILES: Final = {part: f"onsides_labels/demner-fushman-{part}-labels.json" for part in ("train", "test")}
_KINDS: Final = {
    "adverse reactions": "adverse_reactions",
    "boxed warnings": "boxed_warning",
    "warnings and precautions": "warnings",
}


@dataclass(frozen=True, slots=True)
class GoldLabel:
    """A label: its text, its sections, the strings that name its reactions, and by MedDRA preferred term all
    names that the gold has for the reaction (a string without a code stands for itself)."""

    id: str
    text: str
    sections: tuple[GivenSection, ...]
    strings: frozenset[str]
    concepts: Mapping[str, frozenset[str]]


def read_labels(path: Path) -> Iterator[GoldLabel]:
    """Yield the labels in the order of their ids.

    Raises:
        MonographError: A section has a name that is not known.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["section_name"] not in _KINDS:
            raise MonographError(
                f"{path}: expected one of {sorted(_KINDS)}, got {row['section_name']!r}; get the file anew"
            )
        rows.setdefault(row["label_id"], []).append(row)
    for name in sorted(rows):
        yield _label(name, rows[name])


def _label(name: str, rows: Iterable[Mapping[str, Any]]) -> GoldLabel:
    text, sections = "", []
    strings: set[str] = set()
    concepts: dict[str, set[str]] = {}
    for row in rows:
        end = len(text) + len(row["section_text"])
        sections.append(GivenSection(row["section_name"], _KINDS[row["section_name"]], len(text), end))
        text += row["section_text"] + "\n\n"
        for string, preferred, code, lowest, *_ in row["adverse_events"]:
            strings.add(fold(string))
            names = concepts.setdefault(str(code) if code else fold(string), set())
            names.update(fold(each) for each in (string, preferred, lowest) if each)
    return GoldLabel(
        name,
        text,
        tuple(sections),
        frozenset(strings),
        {key: frozenset(names) for key, names in concepts.items()},
    )


def fold(name: str) -> str:
    """Return a name in lower case with single spaces.

    >>> fold("Weight  Loss")
    'weight loss'
    """
    return " ".join(name.lower().split())


def found_reactions(document: Document) -> dict[str, frozenset[str]]:
    """Return the reactions found: canonical name to all names of it, folded, as the text writes them."""
    entities = {entity.id: entity for entity in document.entities}
    names: dict[str, set[str]] = {}
    for relation in document.relations:
        if relation.relation is RelationType.CAUSES and relation.polarity is Polarity.AFFIRMED:
            entity = entities[relation.object]
            names.setdefault(entity.name, set()).add(fold(entity.text))
    return {name: frozenset(texts) for name, texts in names.items()}


def count_strings(label: GoldLabel, found: Mapping[str, frozenset[str]]) -> Counts:
    """Count distinct strings as the text writes them (task 3 of TAC 2017)."""
    return Counts.of(label.strings, frozenset().union(*found.values()))


def count_concepts(label: GoldLabel, found: Mapping[str, frozenset[str]]) -> Counts:
    """Count concepts: one of the gold is found if a found one shares a name with it; one that shares none
    with any of the gold is wrong.

    >>> names = {"1": frozenset({"anemia", "anaemia"}), "2": frozenset({"rash"})}
    >>> gold = GoldLabel("a", "", (), frozenset(), names)
    >>> count_concepts(gold, {"anaemia": frozenset({"low blood count"}), "flu": frozenset({"flu"})})
    Counts(tp=1, fp=1, fn=1)
    """
    reactions = [names | {fold(name)} for name, names in found.items()]
    right = sum(any(names & each for each in reactions) for names in label.concepts.values())
    wrong = sum(not any(names & each for names in label.concepts.values()) for each in reactions)
    return Counts(right, wrong, len(label.concepts) - right)
