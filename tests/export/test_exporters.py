"""A run's triples to a file of any format, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import FormatError
from pipeline.export import EXPORTERS, replacing, write_triples
from tests.export.samples import TRIPLE


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    with open(folder / "triples.jsonl", "w", encoding="utf-8") as stream:
        write_triples([TRIPLE], stream)
    return folder


def test_there_are_exporters() -> None:
    assert set(EXPORTERS) == {"csv", "tsv", "jsonl"}


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_each_exporter_writes_the_same_bytes_each_time(run: Path, tmp_path: Path, name: str) -> None:
    for out in ("a", "b"):
        EXPORTERS[name].export(run, tmp_path / out)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert b"histamine H1 receptor" in (tmp_path / "a").read_bytes()
    assert EXPORTERS[name].description


def test_jsonl_is_the_run_own_file(run: Path, tmp_path: Path) -> None:
    EXPORTERS["jsonl"].export(run, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == (run / "triples.jsonl").read_bytes()


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_broken_run_leaves_the_old_export(run: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.write_text("old")
    with open(run / "triples.jsonl", "a") as stream:
        stream.write("{\n")
    with pytest.raises(FormatError, match=r"triples\.jsonl:2"):
        EXPORTERS[name].export(run, out)
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "run"]


def test_a_file_is_replaced_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old")
    with replacing(path) as stream:
        stream.write("new\r\n")
        stream.flush()
        assert path.read_text() == "old"
    assert path.read_bytes() == b"new\r\n"


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as stream:
            stream.write("half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        fail()
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("x", "old")]


def test_a_device_is_written_to_and_not_replaced() -> None:
    with replacing(Path(os.devnull)) as stream:
        stream.write("gone")
    assert not Path(os.devnull).is_file()


def test_the_modes_of_a_new_file_are_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("x")
    with replacing(tmp_path / "new") as stream:
        stream.write("x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
