"""Every rule accepts the sample and rejects its broken fixture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.gold import validate
from pipeline.gold.schema import GoldDocument
from pipeline.gold.validate import check_document
from tests.gold.samples import TEXT, compile_body

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def document(tmp_path: Path) -> GoldDocument:
    return compile_body(tmp_path).document


def broken(document: GoldDocument, change: Change) -> list[str]:
    data = document.model_dump(mode="json")
    change(data)
    return check_document(GoldDocument.model_validate(data), TEXT.encode())


def entity(number: int, **fields: Any) -> Change:
    return lambda data: data["entities"][number].update(fields)


def relation(number: int, **fields: Any) -> Change:
    return lambda data: data["relations"][number].update(fields)


def repeat(part: str, number: int, **fields: Any) -> Change:
    return lambda data: data[part].append({**data[part][number], **fields})


def test_sample_keeps_every_rule(document: GoldDocument) -> None:
    assert check_document(document, TEXT.encode()) == []


RULES: dict[str, tuple[str, Change, str]] = {
    "digest": ("check_digest", lambda data: data.update(sha256="0" * 64), "expected sha256 000000000000..."),
    "beyond the text": (
        "check_offsets",
        entity(0, fragments=[[0, 999]]),
        "entity T1: expected offsets within",
    ),
    "before the text": ("check_offsets", entity(0, fragments=[[-1, 6]]), "got -1-6"),
    "empty fragment": ("check_offsets", relation(0, trigger=[[7, 7]]), "trigger of a1: expected offsets"),
    "anchor beyond": ("check_offsets", relation(0, anchor=[[0, 999]]), "anchor of a1: expected offsets"),
    "fragments turned round": (
        "check_offsets",
        entity(1, fragments=[[44, 58], [18, 29]]),
        "entity T2: expected fragments in order",
    ),
    "split at a space": (
        "check_offsets",
        entity(3, fragments=[[79, 89], [90, 99]]),
        "entity T4: expected one fragment",
    ),
    "surface": ("check_surfaces", entity(0, text="elavil"), "entity T1: expected 'elavil'"),
    "entity id twice": ("check_ids", entity(1, id="T1"), "entity T1: expected an id of its own"),
    "relation id twice": ("check_ids", relation(1, id="a1"), "relation a1: expected an id of its own"),
    "name not canonical": ("check_names", entity(0, name="elavil"), "expected the name 'amitriptyline'"),
    "name of nobody": ("check_names", entity(3, name="x"), "expected the name 'muscarinic receptors'"),
    "string names two": (
        "check_names",
        lambda data: data["names"].update(escitalopram=["sert"]),
        "name 'sert': expected one canonical name",
    ),
    "entity twice": (
        "check_mentions",
        repeat("entities", 0, id="T7"),
        "expected one mark as DRUG on 'Elavil'",
    ),
    "relation twice": (
        "check_repeats",
        repeat("relations", 0, id="a9"),
        "relation a9: expected something new",
    ),
    "subject of nobody": ("check_subjects", relation(0, subject="x"), "relation a1: expected a subject"),
    "subject is no drug": ("check_subjects", relation(0, subject="sedation"), "got 'sedation', DRUG"),
    "subject of another label": (
        "check_subjects",
        relation(0, subject_label="DRUG_CLASS"),
        "got 'amitriptyline', DRUG_CLASS",
    ),
    "drug of nobody": ("check_subjects", lambda data: data.update(drug="x"), "drug: expected the name"),
    "object of nobody": (
        "check_objects",
        relation(0, object="T99"),
        "relation a1: expected an entity as object",
    ),
    "object of another kind": (
        "check_objects",
        relation(0, object="T4"),
        "relation a1: expected an object of",
    ),
    "no effect kind": (
        "check_effect_kinds",
        relation(3, effect_kind=None),
        "relation a4: expected effect_kind",
    ),
    "effect kind elsewhere": (
        "check_effect_kinds",
        relation(0, effect_kind="adverse"),
        "relation a1: expected effect_kind on causes only",
    ),
    "via of nobody": ("check_links", relation(0, via=["a99"]), "relation a1: expected 'via' to name"),
    "via itself": ("check_links", relation(0, via=["a1"]), "without a ring, got a1 -> a1"),
    "via in a ring": ("check_links", relation(0, via=["a4"]), "without a ring, got a1 -> a4 -> a1"),
}


@pytest.mark.parametrize("rule", RULES)
def test_broken_fixture_is_rejected(document: GoldDocument, rule: str) -> None:
    _, change, message = RULES[rule]
    problems = broken(document, change)
    assert [problem for problem in problems if message in problem], problems
    assert all(problem.startswith("example.txt: ") for problem in problems)


def test_every_rule_has_a_broken_fixture() -> None:
    functions = {name for name in vars(validate) if name.startswith("check_")} - {"check_document"}
    assert functions == {function for function, _, _ in RULES.values()}


def test_accepted_alternative_relaxes_the_kind_of_object(document: GoldDocument) -> None:
    assert broken(document, relation(3, accept=["antagonizes"], object="T4")) == []


def test_accepted_causes_allows_a_kind_of_effect(document: GoldDocument) -> None:
    assert broken(document, relation(0, accept=["causes"], effect_kind="adverse")) == []


def test_text_that_is_not_utf8(document: GoldDocument) -> None:
    assert check_document(document, b"\xff") == [
        "example.txt: expected UTF-8, got byte 0: invalid start byte; save it as UTF-8"
    ]
