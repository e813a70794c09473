"""The small tables beside the code: sorted, unique, within the vocabulary; decisions agree with the guide."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from pipeline.entities.kinds import GENERIC, PERSON
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.relations.schema import Action
from pipeline.rules.load import load_table
from pipeline.rules.wordlists import load_words
from pipeline.vocabulary import OBJECTS, Label, RelationType

ROOT = Path(__file__).parents[2]
KINDS = {*map(str, Label), FINDING, MEDIATOR, GENERIC, PERSON}
TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "pipeline.entities": {
        "blocked.tsv": ("term", "why"),
        "heads.tsv": ("head", "label"),
        "inn_stems.tsv": ("stem", "class"),
        "modifiers.tsv": ("word", "use"),
        "suffixes.tsv": ("suffix", "label"),
    },
    "pipeline.relations": {"decisions.tsv": ("action", "kind", "relation", "label")},
}
EACH = [
    pytest.param(package, name, columns, id=name)
    for package, files in TABLES.items()
    for name, columns in files.items()
]


def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one of the tables."""
    return next(load_table(package, name, files[name]) for package, files in TABLES.items() if name in files)


def test_every_table_beside_the_code_is_tested_here() -> None:
    found = {path.name for package in TABLES for path in (ROOT / package.replace(".", "/")).glob("*.tsv")}
    assert found == {name for files in TABLES.values() for name in files}


@pytest.mark.parametrize(("package", "name", "columns"), EACH)
def test_a_table_is_sorted_unique_and_filled(package: str, name: str, columns: tuple[str, ...]) -> None:
    table = load_table(package, name, columns)  # refuses what is not sorted
    assert len(table) >= 30
    keys = [tuple(row[column] for column in columns[: 2 if name == "decisions.tsv" else 1]) for row in table]
    assert len(set(keys)) == len(keys)
    assert all(value == value.strip() and value for row in table for value in row.values())
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\r" not in text


@pytest.mark.parametrize(
    "name", ["blocked.tsv", "heads.tsv", "inn_stems.tsv", "modifiers.tsv", "suffixes.tsv"]
)
def test_words_are_in_lower_case(name: str) -> None:
    words = [next(iter(row.values())) for row in rows(name)]
    assert words == [word.lower() for word in words]


@pytest.mark.parametrize("name", ["heads.tsv", "suffixes.tsv"])
def test_labels_are_in_the_vocabulary(name: str) -> None:
    assert {row["label"] for row in rows(name)} <= KINDS


def test_modifiers_have_one_use() -> None:
    assert {row["use"] for row in rows("modifiers.tsv")} == {"strip"}


def test_a_decision_keeps_to_the_guide() -> None:
    for row in rows("decisions.tsv"):
        assert row["action"] in set(Action), row
        assert row["kind"] in KINDS | {"NONE"}, row
        assert Label(row["label"]) in OBJECTS[RelationType(row["relation"])], row


def test_a_target_keeps_its_label_where_the_relation_takes_it() -> None:
    for row in rows("decisions.tsv"):
        if row["kind"] in set(Label) and Label(row["kind"]) in OBJECTS[RelationType(row["relation"])]:
            assert row["label"] == row["kind"], row


def test_every_action_and_relation_is_decided() -> None:
    assert {row["action"] for row in rows("decisions.tsv")} == set(Action)
    assert {row["relation"] for row in rows("decisions.tsv")} == set(RelationType)


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("pipeline.context", "scope.yaml"),
        ("pipeline.context", "words.yaml"),
        ("pipeline.entities", "words.yaml"),
        ("pipeline.relations", "words.yaml"),
        ("pipeline.text", "words.yaml"),
    ],
)
def test_word_lists_load_and_none_is_empty(package: str, name: str) -> None:
    lists = load_words(package, name)
    assert lists
    assert all(lists.values())
