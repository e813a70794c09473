"""Coordination gives one entity for each thing named, with the words that name it as fragments."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from pipeline.vocabulary import Label


def objects(extractor: Extractor, text: str) -> set[tuple[str, int]]:
    """Return the objects of all relations of a text with the number of their fragments."""
    document = extractor.extract(text)
    found = {entity.id: entity for entity in document.entities}
    return {
        (found[relation.object].text, len(found[relation.object].fragments))
        for relation in document.relations
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Doxepin blocks histamine H1 and H2 receptors.",
            {("histamine H1 receptors", 2), ("H2 receptors", 1)},
        ),
        (
            "Atropine blocks M1, M2 and M3 receptors.",
            {("M1 receptors", 2), ("M2 receptors", 2), ("M3 receptors", 1)},
        ),
        (
            "Methadone blocks the reabsorption of glycine and taurine.",
            {("reabsorption of glycine", 1), ("reabsorption of taurine", 2)},
        ),
        ("Naproxen inhibits COX-1 and COX-2.", {("COX-1", 1), ("COX-2", 1)}),
        (
            "Promethazine has sedative and antiemetic effects.",
            {("sedative effects", 2), ("antiemetic effects", 1)},
        ),
        (
            "Clozapine can cause sedation, weight gain and constipation.",
            {("sedation", 1), ("weight gain", 1), ("constipation", 1)},
        ),
        (
            "Clozapine can cause sedation, weight gain, and constipation.",
            {("sedation", 1), ("weight gain", 1), ("constipation", 1)},
        ),
        ("Prednisone may lead to a drop in blood pressure.", {("drop in blood pressure", 1)}),
    ],
)
def test_one_entity_for_each_thing(extractor: Extractor, text: str, expected: set[tuple[str, int]]) -> None:
    assert objects(extractor, text) == expected


def test_fragments_leave_out_what_stands_between(extractor: Extractor) -> None:
    text = "Doxepin blocks histamine H1 and H2 receptors."
    document = extractor.extract(text)
    (entity,) = (e for e in document.entities if e.text == "histamine H1 receptors")
    assert [text[start:end] for start, end in entity.fragments] == ["histamine H1", "receptors"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prazosin blocks alpha-1 receptors (α1-adrenoceptors).", "alpha-1 receptors"),
        ("Captopril inhibits angiotensin-converting enzyme (ACE).", "angiotensin-converting enzyme"),
    ],
)
def test_an_abbreviation_in_brackets_is_no_second_object(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert objects(extractor, text) == {(expected, 1)}


def test_an_abbreviation_has_the_name_of_its_long_form(extractor: Extractor) -> None:
    document = extractor.extract("Captopril inhibits angiotensin-converting enzyme (ACE). It blocks ACE.")
    names = {entity.name for entity in document.entities if entity.label is Label.ENZYME}
    assert len(names) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Clozapine causes anticholinergic effects such as dry mouth and constipation.",
            {"anticholinergic effects", "dry mouth", "constipation"},
        ),
        (
            "Bortezomib can cause gastrointestinal effects, including nausea and diarrhea.",
            {"gastrointestinal effects", "nausea", "diarrhea"},
        ),
        (
            "Olanzapine can cause metabolic effects (weight gain, hyperglycemia).",
            {"metabolic effects", "weight gain", "hyperglycemia"},
        ),
    ],
)
def test_examples_come_beside_their_general_term(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert {words for words, _ in objects(extractor, text)} == expected
