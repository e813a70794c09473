"""Files of many documents: BioC, PubTator, JSON lines, tables; their ids, texts, digests and damage."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read import Reference, find_documents, read_document
from tests.read.samples import (
    PUBTATOR,
    make_bioc_json,
    make_bioc_xml,
    make_json_lines,
    read,
)

TABLE = 'Name;Body\na;"Xeloratine;\ncauses ""sedation"""\nb;5 µg\n\nc;\n'


def _ids(folder: Path, name: str, data: bytes | str) -> list[str]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return [reference.doc_id for reference in find_documents([path])]


@pytest.mark.parametrize(("name", "make"), [("x.xml", make_bioc_xml), ("x.json", make_bioc_json)])
def test_bioc_keeps_its_offsets_and_section_titles(tmp_path: Path, name: str, make: object) -> None:
    data = make()  # type: ignore[operator]
    assert _ids(tmp_path, name, data) == [f"{name}/a1", f"{name}/a2"]
    source = read(tmp_path, name, data, "a2")
    assert source.text == (
        "Xeloratine blocks histamine H1 receptors.\nSide effects\nXeloratine a2 caused sedation.\n"
    )
    assert [(section.title, section.start) for section in source.sections] == [
        ("Xeloratine blocks histamine H1 receptors.", 0),
        ("Side effects", 42),
    ]


def test_passages_whose_offsets_make_no_sense_are_joined(tmp_path: Path) -> None:
    data = make_bioc_json().replace(b'"offset": 42', b'"offset": 7')
    assert "receptors.\n\nSide effects\n\nXeloratine a1" in read(tmp_path, "x.json", data, "a1").text


def test_pubtator_keeps_its_offsets(tmp_path: Path) -> None:
    assert _ids(tmp_path, "x.PubTator", PUBTATOR) == ["x.PubTator/101", "x.PubTator/102"]
    text = read(tmp_path, "x.PubTator", PUBTATOR, "101").text
    assert text == "Xeloratine blocks histamine H1 receptors.\nIn mice, xeloratine caused sedation.\n"
    assert (text[0:10], text[69:77]) == ("Xeloratine", "sedation")


def test_json_lines_are_called_by_id_and_none_is_lost(tmp_path: Path) -> None:
    data = (
        make_json_lines({"id": 7, "text": "seven"}, {"body": "two"}, {"id": "7", "text": "again"})
        + b"{oops\n\n"
    )
    names = ["x.jsonl/7", "x.jsonl/7#2", "x.jsonl/line-2", "x.jsonl/line-4"]
    assert _ids(tmp_path, "x.jsonl", data) == names
    assert [read(tmp_path, "x.jsonl", data, name.split("/")[1]).text for name in names[:3]] == [
        "seven",
        "again",
        "two",
    ]
    line = data.splitlines(keepends=True)[1]
    assert read(tmp_path, "x.jsonl", data, "line-2").sha256 == hashlib.sha256(line).hexdigest()
    with pytest.raises(ReadError, match=r"x\.jsonl/line-4: expected a JSON object on one line"):
        read(tmp_path, "x.jsonl", data, "line-4")


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        data = TABLE.encode(encoding)
        assert _ids(tmp_path, "x.csv", data) == ["x.csv/a", "x.csv/b", "x.csv/c"]
        assert read(tmp_path, "x.csv", data, "a").text == 'Xeloratine;\ncauses "sedation"'
        assert read(tmp_path, "x.csv", data, "b").text == "5 µg"
    with pytest.raises(ReadError, match=r"x\.csv/c: expected text under text, body"):
        read(tmp_path, "x.csv", TABLE, "c")


def test_names_lead_nowhere(tmp_path: Path) -> None:
    data = make_json_lines({"id": "../../etc/passwd", "text": "x"}, {"id": "/a\n\x00b", "text": "y"})
    assert _ids(tmp_path, "x.jsonl", data) == ["x.jsonl/_/_/etc/passwd", "x.jsonl/a\ufffd\ufffdb"]


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("x.jsonl", "\n\n", "with documents in it, found none"),
        ("x.csv", "a,b\n1,2\n", "a column text, body, content or abstract, found 'a', 'b'"),
        ("x.csv", "", "found an empty file"),
        ("x.json", '{"a": 1}', "expected BioC in JSON"),
        ("x.json", "[" * 100_000, "expected BioC in JSON"),
        ("x.xml", "<collection></collection>", "found none"),
        ("x.xml", "<collection><document></collection>", "expected XML"),
        ("x.pubtator", "words", "no line of the form"),
    ],
)
def test_a_broken_collection_is_one_document_whose_reading_says_why(
    tmp_path: Path, name: str, data: str, found: str
) -> None:
    assert _ids(tmp_path, name, data) == [name]
    with pytest.raises(ReadError, match=found):
        read(tmp_path, name, data)


@pytest.mark.parametrize(
    "record", [{"id": "a", "text": 5}, {"id": "a"}, {"id": "a", "text": " "}, ["a"], "a", None]
)
def test_a_record_without_text_is_refused_alone(tmp_path: Path, record: object) -> None:
    data = make_json_lines(record, {"id": "b", "text": "sound"})
    first, second = _ids(tmp_path, "x.jsonl", data)
    assert {first, second} > {"x.jsonl/b"}
    bad = (first if second == "x.jsonl/b" else second).split("/")[1]
    assert read(tmp_path, "x.jsonl", data, "b").text == "sound"
    with pytest.raises(ReadError):
        read(tmp_path, "x.jsonl", data, bad)


def test_a_record_over_the_limit_is_refused_alone(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(
        make_json_lines({"id": "a", "text": "x" * 500}, {"id": "b", "text": "y"})
    )
    long, short = find_documents([tmp_path])
    assert read_document(short, limit=100).text == "y"
    with pytest.raises(ReadError, match="expected at most 100 bytes"):
        read_document(long, limit=100)


def test_a_file_that_changed_is_split_anew(tmp_path: Path) -> None:
    assert _ids(tmp_path, "x.jsonl", make_json_lines({"id": "a", "text": "one"})) == ["x.jsonl/a"]
    assert _ids(tmp_path, "x.jsonl", make_json_lines({"id": "bc", "text": "two"})) == ["x.jsonl/bc"]
    with pytest.raises(ReadError, match="expected a document 'a' in it, found none"):
        read_document(Reference("x.jsonl/a", tmp_path / "x.jsonl", "a"))
