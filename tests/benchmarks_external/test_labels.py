"""Labels with their reactions, on one made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import MonographError
from pipeline.types import Document, Entity, Fragment, Relation
from pipeline.vocabulary import Certainty, Label, Polarity, RelationType
from tools.benchmarks.counts import Counts
from tools.benchmarks.labels import GoldLabel, count_concepts, count_strings, found_reactions, read_labels

ANEMIA: list[object] = ["anemia", "Anaemia", 10002034.0, "Anemia", 10002272.0, "0", "6", "human"]
RASH: list[object] = ["Skin  Rash", "Rash", 10037844.0, "Skin rash", 10037867.0, "8", "10", "human"]
ODD: list[object] = ["blue mood", None, None, None, None, None, "9", "human"]


def row(section: str, text: str, *events: list[object]) -> dict[str, object]:
    return {"label_id": "XOL", "section_name": section, "section_text": text, "adverse_events": list(events)}


def rows(section: str = "boxed warnings") -> list[dict[str, object]]:
    return [row("adverse reactions", "anemia", ANEMIA), row(section, "Skin  Rash", RASH, ODD)]


def read(path: Path, content: list[dict[str, object]]) -> GoldLabel:
    path.write_text(json.dumps(content))
    (label,) = read_labels(path)
    return label


def test_sections_of_a_label_are_one_text(tmp_path: Path) -> None:
    label = read(tmp_path / "labels.json", rows())
    assert [label.text[s.start : s.end] for s in label.sections] == ["anemia", "Skin  Rash"]
    assert [section.kind for section in label.sections] == ["adverse_reactions", "boxed_warning"]
    assert label.strings == {"anemia", "skin rash", "blue mood"}
    assert sorted(map(sorted, label.concepts.values())) == [
        ["anaemia", "anemia"],
        ["blue mood"],
        ["rash", "skin rash"],
    ]


def test_a_section_of_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MonographError, match="got 'overdosage'"):
        read(tmp_path / "labels.json", rows("overdosage"))


def test_strings_are_exact_and_concepts_go_by_any_name(tmp_path: Path) -> None:
    label = read(tmp_path / "labels.json", rows())
    found = {"rash": frozenset({"rashes", "skin eruption"}), "flu": frozenset({"flu"})}
    assert count_strings(label, found) == Counts(0, 3, 3)
    assert count_concepts(label, found) == Counts(1, 1, 2)
    assert count_concepts(
        label, {"Anaemia": frozenset({"low blood"}), "anemia": frozenset({"anemia"})}
    ) == Counts(1, 0, 2)


def test_only_affirmed_causes_are_reactions_found() -> None:
    names = ("Xol", "Rash", "pain", "flu")
    entities = tuple(
        Entity(name, Label.EFFECT, (Fragment(at, at + 1),), name, name.lower())
        for at, name in enumerate(names)
    )
    said = (
        ("Rash", RelationType.CAUSES, Polarity.AFFIRMED),
        ("pain", RelationType.TREATS, Polarity.AFFIRMED),
        ("flu", RelationType.CAUSES, Polarity.NEGATED),
    )
    relations = tuple(
        Relation(name, kind, "Xol", name, polarity, Certainty.ASSERTED, None, (), (), Fragment(0, 4), None)
        for name, kind, polarity in said
    )
    document = Document("xol", "text", "", entities=entities, relations=relations)
    assert found_reactions(document) == {"rash": {"rash"}}
