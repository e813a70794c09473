"""One file to its text: readers by suffix, digests, limits, and files that can't be read."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read import FORMATS, find_documents, read_document, read_file
from tests.read.samples import HTML, PUBTATOR, RTF, SPL, as_page, make_bioc_json, make_docx, make_pdf


def test_text_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "dose.TXT"
    path.write_bytes(b"5 \xb5g\r\n")
    assert read_file(path) == ("5 µg\r\n", hashlib.sha256(b"5 \xb5g\r\n").hexdigest(), ())


SAMPLES: dict[str, tuple[bytes, str | None]] = {
    ".txt": (b"Xeloratine", None),
    ".md": (b"# Xeloratine", None),
    ".html": (HTML.encode(), None),
    ".htm": (HTML.encode(), None),
    ".xhtml": (HTML.encode(), None),
    ".xml": (SPL.encode(), None),
    ".pdf": (make_pdf([as_page(["Xeloratine"])]), None),
    ".docx": (make_docx(), None),
    ".rtf": (RTF.encode(), None),
    ".json": (make_bioc_json(), "a1"),
    ".jsonl": (b'{"text": "Xeloratine"}', "line-1"),
    ".ndjson": (b'{"text": "Xeloratine"}', "line-1"),
    ".csv": (b"text\nXeloratine\n", "row-1"),
    ".tsv": (b"id\ttext\n1\tXeloratine\n", "1"),
    ".pubtator": (PUBTATOR.encode(), "101"),
}


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_each_format_is_read_and_refuses_bytes_that_are_none(tmp_path: Path, suffix: str) -> None:
    data, member = SAMPLES[suffix]
    for name, content in ((f"x{suffix}", data), (f"X{suffix.upper()}", data)):
        (tmp_path / name).write_bytes(content)
        (reference, *_) = find_documents([tmp_path / name])
        assert reference.member == member
        assert "Xeloratine" in read_document(reference).text
    (tmp_path / f"bad{suffix}").write_bytes(b"\x00\xff\x00\x81\x8d" * 9)
    for bad in find_documents([tmp_path / f"bad{suffix}"]):
        with pytest.raises(ReadError, match=rf"bad{suffix}"):
            read_document(bad)


@pytest.mark.parametrize(("name", "found"), [("x.doc", r"the suffix '\.doc'"), ("README", "no suffix")])
def test_other_suffixes_are_refused(tmp_path: Path, name: str, found: str) -> None:
    path = tmp_path / name
    path.write_text("words")
    with pytest.raises(ReadError, match=rf"one of the suffixes \.txt, \.md, .*, found {found}"):
        read_file(path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("12345")
    assert read_file(path, limit=5).text == "12345"
    assert read_file(path, limit=sys.maxsize).text == "12345"
    with pytest.raises(ReadError, match="expected at most 4 bytes, found 5"):
        read_file(path, limit=4)


def test_five_megabytes_in_one_line_are_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"d\xf3se " * 1_000_000)
    start = time.monotonic()
    assert len(read_file(path).text) == 5_000_000
    assert time.monotonic() - start < 20


def test_a_folder_named_like_a_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.mkdir()
    with pytest.raises(ReadError, match="expected a regular file, found a folder"):
        read_file(path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    os.mkfifo(path)
    with pytest.raises(ReadError, match="found a pipe, socket or device"):
        read_file(path)


@pytest.mark.parametrize("target", ["nowhere.txt", "x.txt"])
def test_links_that_lead_nowhere_are_refused(tmp_path: Path, target: str) -> None:
    path = tmp_path / "x.txt"
    path.symlink_to(target)
    with pytest.raises(ReadError, match="a link that leads nowhere"):
        read_file(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file or directory"):
        read_file(tmp_path / "x.txt")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text("words")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(ReadError, match=r"x\.txt: expected .*, found: Permission denied"):
        read_file(path)
