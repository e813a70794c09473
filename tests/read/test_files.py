"""One file to its text: readers by suffix, digests, limits, and files that can't be read."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read import READERS, read_file


def test_text_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "dose.TXT"
    path.write_bytes(b"5 \xb5g\r\n")
    assert read_file(path) == ("5 µg\r\n", hashlib.sha256(b"5 \xb5g\r\n").hexdigest())


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_each_reader_reads(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_text("words")
    assert read_file(path).text == "words"


@pytest.mark.parametrize(("name", "found"), [("x.docx", r"the suffix '\.docx'"), ("README", "no suffix")])
def test_other_suffixes_are_refused(tmp_path: Path, name: str, found: str) -> None:
    path = tmp_path / name
    path.write_text("words")
    with pytest.raises(ReadError, match=rf"one of the suffixes \.txt, \.md, found {found}"):
        read_file(path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("12345")
    assert read_file(path, limit=5).text == "12345"
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
