"""What must hold of every document, whatever its text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.export import read_documents, read_triples, write_documents, write_triples
from pipeline.triples import build_triples
from pipeline.types import Document, Fragments, Triple, surface


def check_document(document: Document, folder: Path) -> None:
    """Assert that offsets lie in the text, that the text there is what was recorded, and that document and
    its triples come back from disk as they went. A plain text has to lie in the folder, under its id."""
    text = document.text
    for section in document.sections:
        _check_range(text, section.start, section.end)
    assert all(before.end <= after.start for before, after in pairwise(document.sections))
    for entity in document.entities:
        _check_fragments(text, entity.fragments)
        assert surface(text, entity.fragments) == entity.text
        assert entity.name.strip()
    names = {entity.id for entity in document.entities}
    assert len(names) == len(document.entities)
    ids = {relation.id for relation in document.relations}
    for relation in document.relations:
        assert {relation.subject, relation.object} <= names
        assert set(relation.via) <= ids
        _check_range(text, *relation.sentence)
        for fragments in filter(None, (relation.trigger, relation.anchor)):
            _check_fragments(text, fragments)
        assert relation.confidence is None or 0 <= relation.confidence <= 1
    triples = build_triples(document)
    for triple in triples:
        _check_triple(text, triple)
        assert {triple.subject.text, triple.object.text} <= {entity.text for entity in document.entities}
    assert len({triple.id for triple in triples}) == len(triples)
    _check_lines(document, triples, folder)


def _check_triple(text: str, triple: Triple) -> None:
    assert triple.evidence
    for evidence in triple.evidence:
        assert " ".join(surface(text, [evidence.sentence]).split()) == evidence.text
        for fragments in filter(None, (evidence.subject, evidence.trigger)):
            _check_fragments(text, fragments)
        _check_fragments(text, evidence.object)


def _check_fragments(text: str, fragments: Fragments) -> None:
    assert fragments
    for fragment in fragments:
        _check_range(text, *fragment)
    assert all(before.end <= after.start for before, after in pairwise(fragments))


def _check_range(text: str, start: int, end: int) -> None:
    assert 0 <= start < end <= len(text)


def _check_lines(document: Document, triples: Sequence[Triple], folder: Path) -> None:
    lines = io.StringIO(newline="")
    write_documents([document], lines)
    path = folder / "documents.jsonl"
    path.write_text(lines.getvalue(), encoding="utf-8", newline="")
    assert list(read_documents(path, corpus=folder)) == [document]
    lines = io.StringIO(newline="")
    write_triples(triples, lines)
    path = folder / "triples.jsonl"
    path.write_text(lines.getvalue(), encoding="utf-8", newline="")
    assert list(read_triples(path)) == list(triples)
