"""What must hold for every text, checked on all training and development documents, not on test documents."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from pipeline.compose import Extractor
from pipeline.types import Document, surface
from pipeline.vocabulary import OBJECTS, SUBJECTS, RelationType

ROOT = Path(__file__).parents[2]


def open_documents() -> list[str]:
    """Return the names of the documents whose split is open to people who write rules."""
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "gold").glob("*.json"))]
    return sorted(gold["doc"] for gold in golds if gold["split"] in ("train", "dev"))


NAMES = open_documents()


@cache
def extracted(extractor: Extractor, name: str) -> Document:
    """Return a corpus document, read once a process."""
    return extractor.extract((ROOT / "corpus" / name).read_bytes().decode("utf-8"), doc_id=name)


def test_there_are_documents() -> None:
    assert len(NAMES) > 50


@pytest.mark.parametrize("name", NAMES)
def test_the_text_at_the_fragments_is_the_surface(extractor: Extractor, name: str) -> None:
    document = extracted(extractor, name)
    assert document.entities
    for entity in document.entities:
        assert surface(document.text, entity.fragments) == entity.text
        assert all(0 <= start < end <= len(document.text) for start, end in entity.fragments)
        assert all(
            one.end <= other.start for one, other in zip(entity.fragments, entity.fragments[1:], strict=False)
        )


@pytest.mark.parametrize("name", NAMES)
def test_relations_keep_to_the_guide(extractor: Extractor, name: str) -> None:
    document = extracted(extractor, name)
    entities = {entity.id: entity for entity in document.entities}
    assert len(entities) == len(document.entities)
    relations = {relation.id: relation for relation in document.relations}
    assert len(relations) == len(document.relations)
    for relation in document.relations:
        subject, target = entities[relation.subject], entities[relation.object]
        assert subject.label in SUBJECTS
        assert target.label in OBJECTS[relation.relation]
        assert (relation.effect_kind is not None) == (relation.relation is RelationType.CAUSES)
        assert relation.found_by
        assert relation.id not in relation.via
        assert set(relation.via) <= set(relations)
        for start, end in (*relation.trigger, *relation.anchor, relation.sentence):
            assert 0 <= start < end <= len(document.text)


@pytest.mark.parametrize("name", NAMES)
def test_a_link_stays_with_its_subject(extractor: Extractor, name: str) -> None:
    document = extracted(extractor, name)
    names = {entity.id: entity.name for entity in document.entities}
    subjects = {relation.id: names[relation.subject] for relation in document.relations}
    for relation in document.relations:
        assert {subjects[cause] for cause in relation.via} <= {subjects[relation.id]}


@pytest.mark.parametrize("name", NAMES[::8])
def test_the_same_text_gives_the_same_document(extractor: Extractor, name: str) -> None:
    document = extracted(extractor, name)
    assert extractor.extract(document.text, doc_id=name) == document


def test_one_text_leaves_nothing_behind_for_the_next(extractor: Extractor) -> None:
    text = "It blocks histamine H1 receptors. Loratadine relieves urticaria."
    before = extractor.extract(text)
    extractor.extract(
        "SB-742457 (intepirdine) blocks 5-HT6 receptors. Zorvex (loratadine) relieves urticaria."
    )
    assert extractor.extract(text) == before
