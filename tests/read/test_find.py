"""Which files a run reads: ids, order, hidden files, links, and paths that make no sense."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read.find import find_files


def _write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")


def _ids(*paths: Path, exclude: tuple[Path, ...] = ()) -> list[str]:
    return [doc_id for doc_id, _ in find_files(paths, exclude=exclude)]


def test_ids_are_paths_below_the_folder_sorted(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a/z.txt", "a/b/c.md", "B.txt", "a.pdf")
    found = find_files([tmp_path])
    assert [doc_id for doc_id, _ in found] == ["B.txt", "a.pdf", "a/b/c.md", "a/z.txt", "b.txt"]
    assert dict(found)["a/b/c.md"] == tmp_path / "a" / "b" / "c.md"


def test_a_single_file_is_called_by_its_name(tmp_path: Path) -> None:
    _write(tmp_path, "a/x.txt")
    assert _ids(tmp_path / "a" / "x.txt") == ["x.txt"]


def test_hidden_files_are_skipped_unless_named(tmp_path: Path) -> None:
    _write(tmp_path, ".x.txt", ".git/y.txt", "z.txt")
    assert _ids(tmp_path) == ["z.txt"]
    assert _ids(tmp_path / ".x.txt") == [".x.txt"]
    assert _ids(tmp_path / ".git") == ["y.txt"]


def test_an_empty_folder_has_no_documents(tmp_path: Path) -> None:
    assert _ids(tmp_path) == []


def test_missing_paths_are_an_error_all_in_one(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        find_files([tmp_path / "no", tmp_path, tmp_path / "nor"])
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [
        str(tmp_path / "no"),
        str(tmp_path / "nor"),
    ]


def test_two_documents_with_one_id_are_an_error(tmp_path: Path) -> None:
    _write(tmp_path, "a/x.txt", "b/x.txt", "b/y.txt")
    with pytest.raises(ReadError, match=r"b/x\.txt: expected .* of its own, found 'x\.txt' also for"):
        find_files([tmp_path / "a", tmp_path / "b"])


def test_the_excluded_folder_is_not_searched(tmp_path: Path) -> None:
    _write(tmp_path, "x.txt", "out/y.txt", "sub/out/z.txt")
    assert _ids(tmp_path, exclude=(tmp_path / "out", tmp_path / "not there")) == ["sub/out/z.txt", "x.txt"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    _write(tmp_path, "docs/a/x.txt", "docs/b/y.txt", "other/z.txt")
    (tmp_path / "docs" / "a" / "up").symlink_to(tmp_path / "docs")
    (tmp_path / "docs" / "b" / "a").symlink_to("../a")
    (tmp_path / "docs" / "self").symlink_to("self")
    (tmp_path / "docs" / "out").symlink_to(tmp_path / "other")
    (tmp_path / "other" / "back").symlink_to(tmp_path / "other")
    assert _ids(tmp_path / "docs") == ["a/x.txt", "b/y.txt", "out/z.txt", "self"]


def test_a_link_to_a_file_and_a_link_to_the_root_are_followed(tmp_path: Path) -> None:
    _write(tmp_path, "docs/x.txt", "other/z.txt")
    (tmp_path / "docs" / "z.txt").symlink_to(tmp_path / "other" / "z.txt")
    (tmp_path / "link").symlink_to(tmp_path / "docs")
    assert _ids(tmp_path / "link") == ["x.txt", "z.txt"]


def test_a_name_that_is_not_utf8_is_written_out(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as stream:
        stream.write(b"words")
    assert _ids(tmp_path) == ["caf\\xe9.txt"]


def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(ReadError, match="expected a folder that can be listed, found: Permission denied"):
        find_files([tmp_path])
