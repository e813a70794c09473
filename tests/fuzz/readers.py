"""What must hold of every file, whatever its bytes; and sound files of every format to start from."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final

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

LIMIT: Final = 1 << 20
NAMES: Final = sorted({f"x{suffix}" for suffix in (*FORMATS, *PACKED)} | {"x.txt.gz", "x.jsonl.gz"})
"""File names, one for each format."""
VALID: Final[dict[str, bytes]] = {
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
"""Sound files by name, one for each reader."""


def check_file(path: Path, data: bytes) -> None:
    """Assert that a file with these bytes gives texts with their sections inside, or errors that name it."""
    path.write_bytes(data)
    for source in _read_all(path):
        assert source.text.strip()
        source.text.encode()
        for section in source.sections:
            assert 0 <= section.start < section.end <= len(source.text)
            assert source.text[section.start :].startswith(section.title) or "\n" in source.text


def _read_all(path: Path) -> Iterator[Source]:
    found = find_documents([path])
    assert found
    for reference in found:
        try:
            yield read_document(reference, limit=LIMIT)
        except ReadError as error:
            assert str(path) in str(error)  # noqa: PT017 - every message names its file
