"""The same text says the same, whatever its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import compose
from pipeline.read import find_documents, read_document
from pipeline.triples import build_triples
from pipeline.types import Document, surface
from tests.read.samples import HTML, SPL, TEXT, as_page, make_docx, make_json_lines, make_pdf

Claim = tuple[str, str, str, str]
IN_TABLE: set[Claim] = {("xeloratine", "causes", "pruritus", "affirmed")}
"""What the versions with a table say beyond the text."""
FILES: dict[str, tuple[bytes, set[Claim]]] = {
    "xeloratine.html": (HTML.encode(), set()),
    "xeloratine.xml": (SPL.encode(), IN_TABLE),
    "xeloratine.docx": (make_docx(), IN_TABLE),
    "xeloratine.pdf": (make_pdf([as_page(TEXT.splitlines())]), set()),
    "x.jsonl": (make_json_lines({"id": "xeloratine", "text": TEXT}), set()),
}


@pytest.fixture(scope="module")
def extractor() -> compose.Extractor:
    return compose.load(sources="rules")


@pytest.fixture(scope="module")
def expected(extractor: compose.Extractor) -> set[Claim]:
    claims = _claims(extractor.extract(TEXT, doc_id="xeloratine.txt"))
    assert len(claims) == 5
    assert ("xeloratine", "antagonizes", "histamine H1 receptor", "affirmed") in claims
    return claims


def _claims(document: Document) -> set[Claim]:
    return {
        (triple.subject.name, str(triple.relation), triple.object.name, str(triple.polarity))
        for triple in build_triples(document)
    }


@pytest.mark.parametrize("name", sorted(FILES))
def test_triples_are_those_of_the_text(
    tmp_path: Path, extractor: compose.Extractor, expected: set[Claim], name: str
) -> None:
    data, more = FILES[name]
    (tmp_path / name).write_bytes(data)
    (reference,) = find_documents([tmp_path])
    source = read_document(reference)
    document = extractor.extract(
        source.text, doc_id=reference.doc_id, sha256=source.sha256, sections=source.sections
    )
    assert _claims(document) == expected | more
    for entity in document.entities:
        assert surface(document.text, entity.fragments) == entity.text
    for section in document.sections:
        assert 0 <= section.start < section.end <= len(document.text)


def test_a_label_s_codes_give_the_sections_of_the_document(
    tmp_path: Path, extractor: compose.Extractor
) -> None:
    (tmp_path / "x.xml").write_bytes(SPL.encode())
    source = read_document(find_documents([tmp_path])[0])
    document = extractor.extract(source.text, sections=source.sections)
    assert [(section.title, section.kind) for section in document.sections] == [
        ("Xeloratine", None),
        ("1 What it does", "indications"),
        ("12 CLINICAL PHARMACOLOGY", "mechanism"),
        ("12.1 Mechanism of Action", "mechanism"),
        ("12.9 Further notes", "mechanism"),
        ("6 Adverse reactions", "adverse_reactions"),
    ]
