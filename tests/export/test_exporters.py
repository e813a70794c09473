"""A run to a file or folder of any format, whole or not at all."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import FormatError, MonographError
from pipeline.export import EXPORTERS, EXTRACT_FORMATS, replacing, replacing_file
from tests.export.conftest import Export
from tests.export.runs import make_run

FOLDERS = {"kgx", "brat"}
NEED_TEXTS = {"bioc-json", "bioc-xml", "brat", "displacy"}
LIBRARIES = {
    "parquet": "pyarrow",
    "turtle": "rdflib",
    "jsonld": "rdflib",
    "graphml": "networkx",
    "duckdb": "duckdb",
    "bioc-json": "bioc.biocjson",
    "bioc-xml": "bioc.biocxml",
}


def _content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in files}


def test_there_are_exporters() -> None:
    assert set(EXPORTERS) == {
        *("csv", "tsv", "jsonl", "parquet", "kgx", "turtle", "jsonld", "indra"),
        *("bioc-json", "bioc-xml", "brat", "displacy", "graphml", "duckdb", "sqlite"),
    }
    assert all(exporter.description for exporter in EXPORTERS.values())


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - {"duckdb"}))  # its files are never the same bytes
def test_each_exporter_writes_the_same_bytes_each_time(tmp_path: Path, name: str) -> None:
    run, corpus = make_run(tmp_path)
    for out in ("a", "b"):
        EXPORTERS[name].export(run, tmp_path / out, corpus=corpus)
    assert _content(tmp_path / "a") == _content(tmp_path / "b")
    assert any(b"histamine H1 receptor" in data for data in _content(tmp_path / "a").values())


def test_what_an_extraction_writes_is_one_file_and_needs_no_documents(tmp_path: Path) -> None:
    run, _ = make_run(tmp_path)
    (run / "documents.jsonl").unlink()
    for name in EXTRACT_FORMATS:
        EXPORTERS[name].export(run, tmp_path / name)
        assert (tmp_path / name).is_file()


def test_jsonl_is_the_run_own_file(tmp_path: Path, export: Export) -> None:
    assert export("jsonl").read_bytes() == (tmp_path / "run" / "triples.jsonl").read_bytes()


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - FOLDERS))
def test_a_broken_run_leaves_the_old_export(tmp_path: Path, name: str) -> None:
    run, corpus = make_run(tmp_path)
    out = tmp_path / "out"
    out.write_text("old")
    with open(run / "triples.jsonl", "a") as stream:
        stream.write("{\n")
    with pytest.raises(FormatError, match=r"triples\.jsonl:12"):
        EXPORTERS[name].export(run, out, corpus=corpus)
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "out", "run"]


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_a_broken_run_leaves_no_folder(tmp_path: Path, name: str) -> None:
    run, corpus = make_run(tmp_path)
    with open(run / "triples.jsonl", "a") as stream:
        stream.write("{\n")
    for out in ("new", "new.zip"):
        with pytest.raises(FormatError, match=r"triples\.jsonl:12"):
            EXPORTERS[name].export(run, tmp_path / out, corpus=corpus)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "run"]


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_a_folder_with_files_is_never_replaced(tmp_path: Path, name: str) -> None:
    run, corpus = make_run(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("all of it")
    with pytest.raises(FormatError, match="expected a new or an empty folder, found files in it"):
        EXPORTERS[name].export(run, tmp_path / "mine", corpus=corpus)
    with pytest.raises(FormatError, match="found a file; name another"):
        EXPORTERS[name].export(run, tmp_path / "mine" / "thesis.txt", corpus=corpus)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "all of it"
    (tmp_path / "empty").mkdir()
    EXPORTERS[name].export(run, tmp_path / "empty", corpus=corpus)
    assert any((tmp_path / "empty").iterdir())


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_a_zip_holds_the_folder_s_files(tmp_path: Path, name: str) -> None:
    run, corpus = make_run(tmp_path)
    EXPORTERS[name].export(run, tmp_path / "plain", corpus=corpus)
    for _ in range(2):  # the second time in place of the first
        EXPORTERS[name].export(run, tmp_path / "packed.zip", corpus=corpus)
    with zipfile.ZipFile(tmp_path / "packed.zip") as packed:
        assert {file: packed.read(file) for file in packed.namelist()} == _content(tmp_path / "plain")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_texts_are_asked_for_where_they_are_needed(tmp_path: Path, name: str) -> None:
    run, corpus = make_run(tmp_path)
    if name in NEED_TEXTS:
        with pytest.raises(FormatError, match=r"the text of a/amitriptyline mono\.txt.*--corpus DIR"):
            EXPORTERS[name].export(run, tmp_path / "out")
        (corpus / "a" / "amitriptyline mono.txt").write_text("changed since")
        with pytest.raises(FormatError, match="with the SHA-256"):
            EXPORTERS[name].export(run, tmp_path / "out", corpus=corpus)
        assert not (tmp_path / "out").exists()
    else:
        EXPORTERS[name].export(run, tmp_path / "out")


@pytest.mark.parametrize("name", sorted(LIBRARIES))
def test_a_missing_library_is_named(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run, corpus = make_run(tmp_path)
    library = LIBRARIES[name]
    monkeypatch.setitem(sys.modules, library, None)
    found = (
        rf"expected the library {library.partition('.')[0]}, found none; pip install 'monograph\[exports\]'"
    )
    with pytest.raises(MonographError, match=found):
        EXPORTERS[name].export(run, tmp_path / "out", corpus=corpus)
    assert not (tmp_path / "out").exists()


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
    with replacing_file(Path(os.devnull)) as path:
        path.write_bytes(b"gone too")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_folder_above_that_is_not_there(tmp_path: Path, name: str) -> None:
    run, corpus = make_run(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"No such file or directory: .*no/"):
        EXPORTERS[name].export(run, tmp_path / "no" / "x", corpus=corpus)


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - FOLDERS))
def test_a_folder_in_the_place_of_a_file(tmp_path: Path, name: str) -> None:
    run, corpus = make_run(tmp_path)
    with pytest.raises(IsADirectoryError, match="corpus"):
        EXPORTERS[name].export(run, corpus, corpus=corpus)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "run"]


def test_the_modes_of_a_new_file_are_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("x")
    with replacing(tmp_path / "new") as stream:
        stream.write("x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
