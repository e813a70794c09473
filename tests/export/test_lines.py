"""The files of a run: their exact lines, round trips, and broken files refused with file and line."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FormatError, ReadError
from pipeline.export import (
    document_line,
    read_documents,
    read_triples,
    triple_line,
    write_documents,
    write_triples,
)
from pipeline.types import Document, Fragment, Triple
from tests.export.samples import DOCUMENT, TEXT, TRIPLE, TRIPLES


def test_a_triple_line_is_as_documented() -> None:
    assert json.dumps(triple_line(TRIPLE)) == json.dumps(
        {
            "doc_id": "a/amitriptyline.txt",
            "subject": {
                "name": "amitriptyline",
                "label": "DRUG",
                "text": "Amitriptyline Hydrochloride",
                "id": "RXNORM:704",
            },
            "relation": "antagonizes",
            "object": {
                "name": "histamine H1 receptor",
                "label": "RECEPTOR",
                "text": "histamine H1 receptors",
                "id": None,
            },
            "polarity": "affirmed",
            "certainty": "asserted",
            "effect_kind": None,
            "confidence": 0.97,
            "via": ["fedcba9876543210", "00000000ffffffff"],
            "id": "0123456789abcdef",
            "evidence": [
                {
                    "section": "Mechanism",
                    "sentence": [0, 90],
                    "fragments": {"subject": [[0, 2]], "trigger": [[14, 24]], "object": [[28, 37], [41, 50]]},
                    "text": "It acts as an antagonist at histamine H1 receptors, which leads to its "
                    "sedative effects.",
                    "found_by": ["rule:antagonist_at", "model:relation"],
                    "contradicted_by": [],
                },
                {
                    "section": None,
                    "sentence": [100, 120],
                    "fragments": {"subject": [], "trigger": [], "object": [[110, 120]]},
                    "text": "Blocks H1.",
                    "found_by": ["rule:blocks"],
                    "contradicted_by": ["model:relation"],
                },
            ],
        }
    )


def test_a_document_line_is_as_documented() -> None:
    line = document_line(DOCUMENT)
    assert list(line) == ["doc_id", "sha256", "title", "drug", "text", "sections", "entities", "relations"]
    assert (line["doc_id"], line["title"], line["drug"]) == (
        DOCUMENT.doc_id,
        "Amitriptyline",
        "amitriptyline",
    )
    assert line["sections"] == [
        {"title": "Mechanism", "kind": "mechanism", "start": 0, "end": 90},
        {"title": "", "kind": None, "start": 90, "end": 90},
    ]
    entities, relations = line["entities"], line["relations"]
    assert isinstance(entities, list)
    assert isinstance(relations, list)
    assert entities[1] == {
        "id": "T2",
        "label": "RECEPTOR",
        "fragments": [[28, 37], [41, 50]],
        "text": "histamine receptors",
        "name": "histamine receptor",
        "concept": None,
        "found_by": [],
    }
    assert relations == [
        {
            "id": "R1",
            "relation": "antagonizes",
            "subject": "T1",
            "object": "T2",
            "polarity": "negated",
            "certainty": "hedged",
            "effect_kind": None,
            "trigger": [[14, 24]],
            "anchor": [[0, 2]],
            "sentence": [0, 90],
            "section": "Mechanism",
            "via": ["R2"],
            "found_by": ["rule:antagonist_at"],
            "confidence": 0.5,
            "contradicted_by": [],
        }
    ]


def test_the_text_is_left_out_only_where_the_file_is_that_text() -> None:
    assert document_line(DOCUMENT)["text"] is None
    other = dataclasses.replace(DOCUMENT, sha256=hashlib.sha256(TEXT.encode("utf-16")).hexdigest())
    assert document_line(other)["text"] == TEXT


def _write(path: Path, *triples: Triple) -> Path:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        write_triples(triples, stream)
    return path


def _write_documents(path: Path, *documents: Document) -> Path:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        write_documents(documents, stream)
    return path


@given(st.lists(TRIPLES, max_size=4))
def test_any_triples_come_back_as_they_were_one_a_line(
    tmp_path_factory: pytest.TempPathFactory, triples: list[Triple]
) -> None:
    path = _write(tmp_path_factory.mktemp("run") / "triples.jsonl", *triples)
    assert list(read_triples(path)) == triples
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(triples)


def test_a_file_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    first, second = (_write(tmp_path / name, TRIPLE, TRIPLE) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().endswith(b"}\n")
    assert b"\r" not in first.read_bytes()


def test_documents_come_back_with_their_text(tmp_path: Path) -> None:
    stored = dataclasses.replace(DOCUMENT, doc_id="b.html", sha256="0" * 64)
    path = _write_documents(tmp_path / "documents.jsonl", DOCUMENT, stored)
    corpus = tmp_path / "corpus"
    (corpus / "a").mkdir(parents=True)
    (corpus / "a" / "amitriptyline.txt").write_text(TEXT)
    assert list(read_documents(path, corpus=corpus)) == [DOCUMENT, stored]
    assert list(read_documents(path)) == [dataclasses.replace(DOCUMENT, text=""), stored]


def test_a_corpus_that_changed_or_went_is_noticed(tmp_path: Path) -> None:
    path = _write_documents(tmp_path / "documents.jsonl", DOCUMENT)
    with pytest.raises(ReadError, match="No such file"):
        list(read_documents(path, corpus=tmp_path))
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "amitriptyline.txt").write_text(TEXT + "!")
    with pytest.raises(
        FormatError, match=rf"documents\.jsonl:1: expected .* SHA-256 {DOCUMENT.sha256}, found"
    ):
        list(read_documents(path, corpus=tmp_path))


@pytest.mark.parametrize("name", ["triples.jsonl", "documents.jsonl"])
def test_a_missing_file_is_an_error_with_a_cure(tmp_path: Path, name: str) -> None:
    reader = read_triples if name == "triples.jsonl" else read_documents
    with pytest.raises(FormatError, match=r"No such file or directory; run `monograph extract` first"):
        list(reader(tmp_path / name))


def _broken(**changes: object) -> bytes:
    return json.dumps(triple_line(TRIPLE) | changes).encode()


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"{", "Invalid JSON"),
        (b"\xff\xfe", "Invalid JSON"),
        (b"[]", "Input should be an object"),
        (_broken(extra=1), r"'extra': Extra inputs are not permitted"),
        (_broken(relation="binds"), r"'relation': Input should be 'inhibits'"),
        (_broken(evidence=[]), r"'evidence': Tuple should have at least 1 item"),
        (_broken(confidence="0.5"), r"'confidence'"),
        (_broken(confidence=1.5), r"'confidence'"),
        (_broken(id=""), r"'id'"),
        (_broken(subject={"name": "x"}), r"'subject\.label': Field required \(and 2 more\)"),
        (
            _broken(evidence=[triple_line(TRIPLE)["evidence"][0] | {"sentence": [5, 5]}]),  # type: ignore[index]
            r"'evidence\.0\.sentence': .*half-open range of characters \[start, end\), found \[5, 5\]",
        ),
        (b'{"doc_id": "x"}', r"'subject': Field required \(and 9 more\)"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: bytes, cause: str) -> None:
    path = _write(tmp_path / "triples.jsonl", TRIPLE)
    path.write_bytes(path.read_bytes() + b"\n" + line + b"\n")
    triples = read_triples(path)
    assert next(triples) == TRIPLE
    with pytest.raises(FormatError, match=rf"triples\.jsonl:3: expected a triple, found a fault.*{cause}"):
        next(triples)


def test_a_file_cut_off_in_the_middle_is_noticed(tmp_path: Path) -> None:
    path = _write(tmp_path / "triples.jsonl", TRIPLE, TRIPLE)
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(FormatError, match=r"triples\.jsonl:2: .*Invalid JSON"):
        list(read_triples(path))


@pytest.mark.parametrize(
    "wrong",
    [
        dataclasses.replace(TRIPLE, evidence=()),
        dataclasses.replace(TRIPLE, confidence=2.0),
        dataclasses.replace(TRIPLE, confidence=float("nan")),
        dataclasses.replace(
            TRIPLE, evidence=(dataclasses.replace(TRIPLE.evidence[0], sentence=Fragment(9, 3)),)
        ),
    ],
)
def test_a_triple_that_breaks_the_format_is_not_written(wrong: Triple) -> None:
    with pytest.raises(ValueError, match="validation error"):
        triple_line(wrong)
