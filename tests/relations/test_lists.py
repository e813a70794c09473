"""Lists of adverse reactions: sentences, bullets, frequency lines and rows of tables."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from pipeline.types import Document
from pipeline.vocabulary import EffectKind, RelationType

HEAD = "Sertraline\n\nSertraline is used to treat depression.\n\n"


def caused(document: Document) -> set[str]:
    """Return the effects that a document names, all of them caused by its own drug and adverse."""
    entities = {entity.id: entity for entity in document.entities}
    found = [relation for relation in document.relations if relation.relation is RelationType.CAUSES]
    assert {entities[relation.subject].name for relation in found} <= {"sertraline"}
    assert {relation.effect_kind for relation in found} <= {EffectKind.ADVERSE}
    return {entities[relation.object].text for relation in found}


CASES = {
    "sentence": ("Common side effects include tremor and nausea.\n", {"tremor", "nausea"}),
    "sentence with are": (
        "The most common side effects of sertraline are diarrhea, nausea and abdominal pain.\n",
        {"diarrhea", "nausea", "abdominal pain"},
    ),
    "effects first": (
        "Tremor, dry mouth and nausea are the most common side effects of sertraline.\n",
        {"Tremor", "dry mouth", "nausea"},
    ),
    "bullets under a heading": (
        "Adverse reactions\n\n• nausea\n• dizziness\n• dry mouth\n",
        {"nausea", "dizziness", "dry mouth"},
    ),
    "bullets behind their announcement": (
        "Common side effects include:\n\n• nausea\n• dry mouth\n",
        {"nausea", "dry mouth"},
    ),
    "frequency lines": (
        "Undesirable effects\n\nVery common: insomnia, dizziness\n\nRare: tremor, rash\n",
        {"insomnia", "dizziness", "tremor", "rash"},
    ),
    "frequency lines with figures": (
        "Undesirable effects\n\nVery common (≥1/10): insomnia, somnolence\n"
        "Common (≥1/100 to <1/10): tremor\n",
        {"insomnia", "somnolence", "tremor"},
    ),
    "rows of a table": (
        "Adverse reactions\n\nNausea 26 12\nDiarrhea 20 10\nTremor 8 2\n",
        {"Nausea", "Diarrhea", "Tremor"},
    ),
    "effects as the subject": (
        "Adverse reactions\n\nDyspepsia and heartburn head the list.\n",
        {"Dyspepsia", "heartburn"},
    ),
    "behind a short opening": (
        "Adverse reactions\n\nMore serious are hyponatremia and seizures.\n",
        {"hyponatremia", "seizures"},
    ),
    "behind a colon": (
        "Adverse reactions\n\nStomach pain leads the list: nausea, vomiting, diarrhea.\n",
        {"Stomach pain", "nausea", "vomiting", "diarrhea"},
    ),
    "a call for help": (
        "Adverse reactions\n\nTell your doctor about dizziness or confusion.\n",
        {"dizziness", "confusion"},
    ),
    "signs of an effect": (
        "Adverse reactions\n\nSerotonin syndrome, with fever and rigidity, is rare.\n",
        {"Serotonin syndrome", "fever", "rigidity"},
    ),
    "a list that goes on past a remark": (
        "Undesirable effects\n\nCommon: tremor, seeing things that are not there, unusual dreams, rash\n",
        {"tremor", "seeing things", "unusual dreams", "rash"},
    ),
    "a general term with examples": (
        "Adverse reactions\n\nSertraline can cause gastrointestinal effects, such as nausea and diarrhea.\n",
        {"gastrointestinal effects", "nausea", "diarrhea"},
    ),
}
SILENT = {
    "contraindications": "Contraindications\n\n• epilepsy\n• glaucoma\n",
    "nothing said of which": "Adverse reactions\n\nSertraline has adverse effects.\n",
    "dealt with by others": "Adverse reactions\n\nHeartburn is relieved by food.\n",
    "other heading": "Storage\n\n• keep dry\n",
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_each_item_is_an_effect(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert caused(extractor.extract(HEAD + text)) == expected


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_other_lists_are_no_effects(extractor: Extractor, text: str) -> None:
    assert caused(extractor.extract(HEAD + text)) == set()


def test_percentages_in_brackets_are_left_out(extractor: Extractor) -> None:
    text = HEAD + "Adverse reactions\n\nThe most common adverse reactions are nausea (26%) and tremor (8%).\n"
    assert caused(extractor.extract(text)) == {"nausea", "tremor"}


def test_an_item_is_evidence_of_its_own_line(extractor: Extractor) -> None:
    document = extractor.extract(HEAD + "Adverse reactions\n\n• nausea\n• dry mouth\n")
    lines = [
        document.text[relation.sentence.start : relation.sentence.end]
        for relation in document.relations
        if relation.relation is RelationType.CAUSES
    ]
    assert lines == ["nausea", "dry mouth"]
