"""Whatever a text holds, the whole pipeline gives a document with true offsets, or says what is wrong."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose import Extractor
from pipeline.errors import ReadError
from pipeline.read import GivenSection, find_documents, read_document
from tests.fuzz.cases import take_cases
from tests.fuzz.invariants import check_document
from tests.fuzz.texts import sentences, texts
from tests.read.samples import as_page, make_json_lines, make_pdf

SHA256 = "0" * 64


@take_cases(60)
@given(text=texts)
def test_any_text_gives_true_offsets(extractor: Extractor, tmp_path: Path, text: str) -> None:
    check_document(extractor.extract(text, doc_id="any.txt", sha256=SHA256), tmp_path)


@take_cases(30)
@given(text=texts, data=st.data())
def test_any_sections_give_true_offsets(
    extractor: Extractor, tmp_path: Path, text: str, data: st.DataObject
) -> None:
    places = st.integers(0, len(text))
    sections = []
    for _ in range(data.draw(st.integers(1, 5))):
        start, end = sorted((data.draw(places), data.draw(places)))
        kind = data.draw(st.sampled_from((None, "adverse_reactions", "indications", "boilerplate")))
        title = data.draw(st.sampled_from(("", "Side effects", text[start : start + 10])))
        sections.append(GivenSection(title, kind, start, end))
    document = extractor.extract(text, doc_id="any.xml", sha256=SHA256, sections=sections)
    check_document(document, tmp_path)


@take_cases(20)
@given(one=sentences(), other=texts)
def test_no_document_changes_what_is_found_in_another(extractor: Extractor, one: str, other: str) -> None:
    before = extractor.extract(one, doc_id="one.txt")
    extractor.extract(other, doc_id="other.txt")
    assert extractor.extract(one, doc_id="one.txt") == before


def _as_page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return (
        f"<html><body><h1>Xeloratine</h1>{paragraphs}<ul><li>{html.escape(text)}</ul></body></html>".encode()
    )


def _as_label(text: str) -> bytes:
    sound = html.escape("".join(char for char in text if char.isprintable()))
    return (
        '<document xmlns="urn:hl7-org:v3"><title>Xeloratine</title><component><structuredBody>'
        '<component><section><code code="34084-4"/><title>Adverse reactions</title>'
        f"<text><paragraph>{sound}</paragraph><table><tr><td>{sound}</td><td>4 %</td></tr></table></text>"
        "</section></component></structuredBody></component></document>"
    ).encode()


def _as_pdf(text: str) -> bytes:
    lines = text.encode("cp1252", "ignore").decode("cp1252").splitlines()
    cut = [line[at : at + 80] for line in lines for at in range(0, len(line), 80)]
    return make_pdf(as_page(cut[at : at + 50]) for at in range(0, len(cut) or 1, 50))


def _as_word(text: str) -> bytes:
    document = docx.Document()
    for part in text.split("\n\n"):
        document.add_paragraph("".join(char for char in part if char.isprintable()))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "x.txt": lambda text: text.encode(),
    "x16.txt": lambda text: text.encode("utf-16"),
    "x.html": _as_page,
    "x.xml": _as_label,
    "x.pdf": _as_pdf,
    "x.docx": _as_word,
    "x.jsonl": lambda text: make_json_lines({"id": text[:20], "text": text}),
}


@pytest.mark.parametrize("name", FORMATS)
@take_cases(15)
@given(text=texts)
def test_any_text_in_any_format_gives_true_offsets_or_a_cause(
    extractor: Extractor, tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_bytes(FORMATS[name](text))
    for reference in find_documents([path]):
        try:
            source = read_document(reference)
        except ReadError as error:
            assert str(path) in str(error)  # noqa: PT017 - every message names its file
            continue
        document = extractor.extract(
            source.text, doc_id=reference.doc_id, sha256=source.sha256, sections=source.sections
        )
        check_document(document, tmp_path)
