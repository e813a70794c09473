"""Whatever the bytes, a reader gives a text with its sections inside, or a ReadError."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.read import FORMATS, Source, find_documents, read_document
from pipeline.read.unpack import PACKED
from tests.read.samples import (
    HTML,
    PUBTATOR,
    RTF,
    SPL,
    TEXT,
    as_page,
    make_bioc_json,
    make_bioc_xml,
    make_docx,
    make_json_lines,
    make_pdf,
    make_zip,
)

LIMIT = 1 << 20
VALID: dict[str, bytes] = {
    "x.txt": TEXT.encode(),
    "x.html": HTML.encode(),
    "x.xml": SPL.encode(),
    "bioc.xml": make_bioc_xml(),
    "x.json": make_bioc_json(),
    "x.pubtator": PUBTATOR.encode(),
    "x.jsonl": make_json_lines({"id": "a", "text": TEXT}, {"text": "words"}),
    "x.csv": b'id,text\na,"two\nlines"\nb,words\n',
    "x.rtf": RTF.encode(),
    "x.docx": make_docx(),
    "x.pdf": make_pdf([as_page(TEXT.splitlines()[:4])]),
    "x.zip": make_zip({"a.txt": b"words", "b.jsonl": b'{"text": "x"}\n'}),
    "x.txt.gz": gzip.compress(TEXT.encode()),
}
NAMES = sorted({f"x{suffix}" for suffix in (*FORMATS, *PACKED)} | {"x.txt.gz", "x.jsonl.gz"})
FUZZ = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)


def _read_all(path: Path) -> Iterator[Source]:
    found = find_documents([path])
    assert found
    for reference in found:
        try:
            yield read_document(reference, limit=LIMIT)
        except ReadError as error:
            assert str(path) in str(error)  # noqa: PT017 - every message names its file


def _check(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    for source in _read_all(path):
        assert source.text.strip()
        source.text.encode()
        for section in source.sections:
            assert 0 <= section.start < section.end <= len(source.text)
            assert source.text[section.start :].startswith(section.title) or "\n" in source.text


@pytest.mark.parametrize("name", NAMES)
@FUZZ
@given(data=st.binary(max_size=400))
def test_random_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    _check(tmp_path / name, data)


@pytest.mark.parametrize("name", sorted(VALID))
@FUZZ
@given(data=st.data())
def test_valid_files_with_bytes_changed(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(VALID[name])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = start + data.draw(st.integers(0, 20))
        content[start:end] = data.draw(st.one_of(st.binary(max_size=20), st.just(bytes(content[:30]))))
    _check(tmp_path / name, bytes(content))


@pytest.mark.parametrize("name", sorted(VALID))
def test_valid_files_cut_short(tmp_path: Path, name: str) -> None:
    content = VALID[name]
    for end in range(0, len(content), max(1, len(content) // 25)):
        _check(tmp_path / name, content[:end])


@FUZZ
@given(text=st.text(max_size=200), title=st.text(max_size=50))
def test_any_text_in_a_valid_frame_keeps_its_sections(tmp_path: Path, text: str, title: str) -> None:
    page = HTML.replace("drowsiness", text).replace("Side effects", title)
    _check(tmp_path / "x.html", page.encode("utf-8", "replace"))
    _check(tmp_path / "x.jsonl", make_json_lines({"id": title, "text": text}))
