"""BioC, brat and displaCy: documents with what was found in them, for the readers of each."""

from __future__ import annotations

import io
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from spacy import displacy

from pipeline.errors import FormatError
from pipeline.export import EXPORTERS
from pipeline.export.formats.displacy import drawable
from pipeline.export.formats.xml_text import xml_safe
from pipeline.types import Entity, Fragment, surface
from pipeline.vocabulary import Label
from tests.export.conftest import Export
from tests.export.runs import DOCUMENTS, TRIPLES, make_run

MENTIONS = sum(len(document.entities) for document in DOCUMENTS)
RELATIONS = sum(len(document.relations) for document in DOCUMENTS)


def _bioc(path: Path) -> Any:
    reader = {".bioc-json": "bioc.biocjson", ".bioc-xml": "bioc.biocxml"}[path.suffix]
    with open(path, encoding="utf-8", newline="") as stream:
        content = stream.read()
    if path.suffix == ".bioc-xml":
        return import_module(reader).load(io.BytesIO(content.encode()))
    return import_module(reader).loads(content)


@pytest.mark.parametrize("name", ["bioc-json", "bioc-xml"])
def test_bioc_holds_every_mention_relation_and_triple(export: Export, name: str) -> None:
    collection = _bioc(export(name))
    import_module("bioc.validator").BioCValidator().validate(collection)
    passages = [made.passages[0] for made in collection.documents]
    assert [made.id for made in collection.documents] == [document.doc_id for document in DOCUMENTS]
    relations = [relation for passage in passages for relation in passage.relations]
    assert len(relations) == RELATIONS
    assert {relation.infons["triple"] for relation in relations} == {triple.id for triple in TRIPLES}
    negated = [relation for relation in relations if relation.infons["polarity"] == "negated"]
    assert len(negated) == 2
    assert sum(node.role == "via" for relation in relations for node in relation.nodes) == 3
    for passage, document in zip(passages, DOCUMENTS, strict=True):
        assert passage.text == (xml_safe(document.text) if name == "bioc-xml" else document.text)
        found = {annotation.id: annotation for annotation in passage.annotations}
        for entity in document.entities:
            places = tuple(
                Fragment(place.offset, place.offset + place.length) for place in found[entity.id].locations
            )
            assert (places, found[entity.id].infons["name"]) == (entity.fragments, entity.name)
            assert found[entity.id].infons.get("identifier") == entity.concept


def test_brat_lines_show_the_text(export: Export) -> None:
    folder = export("brat")
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == [
        "a/amitriptyline mono.ann",
        "a/amitriptyline mono.txt",
        "annotation.conf",
        "b.md.ann",
        "b.md.txt",
        "c.ann",
        "c.txt",
    ]
    lines = []
    for document, base in zip(DOCUMENTS, ("a/amitriptyline mono", "b.md", "c"), strict=True):
        text = (folder / f"{base}.txt").read_bytes().decode()
        assert len(text) == len(document.text)
        assert "\r" not in text
        read = (folder / f"{base}.ann").read_bytes().decode().split("\n")
        for line in read:
            if line.startswith("T"):
                _, where, shown = line.split("\t")
                offsets = [pair.split() for pair in where.partition(" ")[2].split(";")]
                assert " ".join(text[int(start) : int(end)] for start, end in offsets) == shown
        lines += read
    assert sum(line.startswith("E") for line in lines) == RELATIONS
    assert sum("\tNegated " in line for line in lines) == 2
    notes = "\n".join(line for line in lines if "AnnotatorNotes E" in line)
    assert all(f"triple: {triple.id}" in notes for triple in TRIPLES)
    assert sum(line.startswith("N") for line in lines) == sum(
        entity.concept is not None for document in DOCUMENTS for entity in document.entities
    )


@pytest.mark.parametrize("doc_id", ["../out.txt", "/out.txt", ".."])
def test_brat_writes_nowhere_else(tmp_path: Path, doc_id: str) -> None:
    run, corpus = make_run(tmp_path)
    for name in ("documents.jsonl", "triples.jsonl"):
        path = run / name
        path.write_text(
            path.read_text(encoding="utf-8").replace('"b.md"', json.dumps(doc_id)), encoding="utf-8"
        )
    with pytest.raises(FormatError, match="expected a document's path below the folder of the run"):
        EXPORTERS["brat"].export(run, tmp_path / "out", corpus=corpus)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "run"]


def test_displacy_draws_every_document(export: Export) -> None:
    drawings = json.loads(export("displacy").read_text(encoding="utf-8"))
    assert len(drawings) == len(DOCUMENTS)
    assert sum(len(drawing["triples"]) for drawing in drawings) == len(TRIPLES)
    for drawing, document in zip(drawings, DOCUMENTS, strict=True):
        ends = [0, *(mark["end"] for mark in drawing["ents"])]
        assert all(before <= mark["start"] for before, mark in zip(ends[:-1], drawing["ents"], strict=True))
        html = displacy.render(drawing, style="ent", manual=True, jupyter=False)
        assert html.count("<mark") == len(drawing["ents"])
        drawn = {document.text[mark["start"] : mark["end"]] for mark in drawing["ents"]}
        assert drawn <= {
            document.text[slice(*place)] for entity in document.entities for place in entity.fragments
        }
    assert sum(len(drawing["ents"]) for drawing in drawings) == MENTIONS - 1  # one lies within another


def _entity(label: Label, *fragments: tuple[int, int]) -> Entity:
    places = tuple(Fragment(*pair) for pair in fragments)
    return Entity("x", label, places, surface("abcdefghij", places), "x")


def test_the_longest_of_overlapping_mentions_is_drawn() -> None:
    short, long, apart = (
        _entity(Label.DRUG, (2, 4)),
        _entity(Label.EFFECT, (0, 5)),
        _entity(Label.PROCESS, (4, 6), (8, 9)),
    )
    assert drawable([short, long, apart]) == [(Fragment(0, 5), long), (Fragment(8, 9), apart)]
    assert drawable([]) == []
