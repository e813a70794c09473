"""Archives: their documents, and all that makes one dangerous or broken."""

from __future__ import annotations

import gzip
import hashlib
import stat
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read import Reference, find_documents, read_document, read_file, safe_zip
from tests.read.samples import HTML, PUBTATOR, make_json_lines, make_pdf, make_zip, read

BOMB = b"\0" * 30_000_000


def _references(folder: Path, name: str, data: bytes) -> list[Reference]:
    (folder / name).write_bytes(data)
    return find_documents([folder / name])


def test_each_document_of_an_archive_is_found_and_read(tmp_path: Path) -> None:
    lines = make_json_lines({"id": "x", "text": "ex"}, {"id": "y/z", "text": "why"})
    members = {
        "a/one.txt": b"5 \xb5g",
        "page.html": HTML.encode(),
        "more.jsonl": lines,
        "a/picture.jpg": b"\xff\xd8\xff",
        "__MACOSX/a/._one.txt": b"x",
        ".hidden.txt": b"x",
        "odd.xyz": b"x",
    }
    found = _references(tmp_path, "x.zip", make_zip(members))
    assert [reference.doc_id for reference in found] == [
        f"x.zip/{name}" for name in ("a/one.txt", "more.jsonl/x", "more.jsonl/y/z", "odd.xyz", "page.html")
    ]
    assert read_document(found[0]) == ("5 µg", hashlib.sha256(b"5 \xb5g").hexdigest(), ())
    assert [read_document(reference).text for reference in found[1:3]] == ["ex", "why"]
    assert read_document(found[4]).text.startswith("Xeloratine\n\nIndications")
    with pytest.raises(ReadError, match=r"x\.zip/odd\.xyz: expected a file with one of the suffixes"):
        read_document(found[3])


def test_a_path_may_lead_into_an_archive(tmp_path: Path) -> None:
    lines = make_json_lines({"id": "y/z", "text": "why"})
    (tmp_path / "x.zip").write_bytes(make_zip({"a/one.txt": b"words", "more.jsonl": lines}))
    assert read_file(tmp_path / "x.zip" / "a" / "one.txt").text == "words"
    assert read_file(tmp_path / "x.zip" / "more.jsonl" / "y" / "z").text == "why"
    with pytest.raises(ReadError, match=r"x\.zip: expected a document 'no\.txt' in it, found none"):
        read_file(tmp_path / "x.zip" / "no.txt")


def test_a_gzip_file_is_its_content(tmp_path: Path) -> None:
    (one,) = _references(tmp_path, "one.txt.gz", gzip.compress(b"words", mtime=0))
    assert (one.doc_id, one.member) == ("one.txt.gz", None)
    assert read_document(one) == ("words", hashlib.sha256(b"words").hexdigest(), ())
    many = _references(tmp_path, "x.pubtator.gz", gzip.compress(PUBTATOR.encode()))
    assert [reference.doc_id for reference in many] == ["x.pubtator.gz/101", "x.pubtator.gz/102"]
    assert read_document(many[1]).text == "A second title\nIts abstract.\n"


def _encrypted() -> bytes:
    data = bytearray(make_zip({"a.txt": b"words"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _linked() -> bytes:
    data = bytearray(make_zip({"a.txt": b"/etc/passwd"}))
    at = data.index(b"PK\x01\x02") + 38
    data[at : at + 4] = ((stat.S_IFLNK | 0o777) << 16).to_bytes(4, "little")
    return bytes(data)


def _twice(tmp_path: Path) -> bytes:
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("a.txt", "one")
        archive.writestr("a.txt", "two")
    return (tmp_path / "twice.zip").read_bytes()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"words", "expected a ZIP archive, found damage"),
        (b"", "expected a ZIP archive, found damage"),
        (make_zip({}), "with documents in it, found none"),
        (make_zip({"../up.txt": b"x"}), "leads out of it"),
        (make_zip({"a/../../up.txt": b"x"}), "leads out of it"),
        (make_zip({"/etc/x.txt": b"x"}), "leads out of it"),
        (make_zip({"..\\up.txt": b"x"}), "leads out of it"),
        (make_zip({"C:up.txt": b"x"}), "leads out of it"),
        (make_zip({"a.txt": BOMB}), "over 200 times its size"),
    ],
)
def test_a_bad_archive_is_one_document_whose_reading_says_why(
    tmp_path: Path, data: bytes, found: str
) -> None:
    (one,) = _references(tmp_path, "x.zip", data)
    assert tuple(one) == ("x.zip", tmp_path / "x.zip", None)
    with pytest.raises(ReadError, match=found):
        read_document(one)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    (one,) = _references(tmp_path, "x.zip", _twice(tmp_path))
    with pytest.raises(ReadError, match=r"'a\.txt' twice"):
        read_document(one)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (_encrypted(), "found an encrypted one"),
        (_linked(), "found a link"),
        (make_zip({"b.zip": make_zip({"a.txt": b"x"})}), "an archive inside an archive"),
        (make_zip({"b.txt.gz": gzip.compress(b"x", mtime=0)}), "an archive inside an archive"),
        (make_zip({"b.pdf": make_pdf([[]])}), "pictures only"),
        (make_zip({"b.csv": b"a,b\n"}), "a column text"),
        (make_zip({"b.jsonl": b"\n"}), "found none"),
        (make_zip({"a.txt": b"words" * 99}).replace(b"a.txt\x2b", b"a.txt\xff", 1), "found damage"),
    ],
)
def test_a_bad_member_is_refused_alone(tmp_path: Path, data: bytes, found: str) -> None:
    (one,) = _references(tmp_path, "x.zip", data)
    assert one.member is not None
    with pytest.raises(ReadError, match=found):
        read_document(one)


def test_too_many_or_too_large_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_zip({"a.txt": b"words", "b.txt": b"words"})
    with monkeypatch.context() as patched:
        patched.setattr(safe_zip, "MAX_MEMBERS", 1)
        with pytest.raises(ReadError, match="2 members, more than 1"):
            read(tmp_path, "x.zip", data)
    found = _references(tmp_path, "y.zip", data)
    with pytest.raises(ReadError, match=r"y\.zip/a\.txt: expected at most 4 bytes, found more"):
        read_document(found[0], limit=4)


@pytest.mark.parametrize(
    "data", [b"words", gzip.compress(b"words" * 99, mtime=0)[:-9], gzip.compress(b"x", mtime=0)[:5]]
)
def test_a_damaged_gzip_is_refused(tmp_path: Path, data: bytes) -> None:
    (one,) = _references(tmp_path, "x.txt.gz", data)
    with pytest.raises(ReadError, match="expected a gzip archive, found damage"):
        read_document(one)


def test_a_gzip_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    (one,) = _references(tmp_path, "x.txt.gz", gzip.compress(BOMB, mtime=0))
    with pytest.raises(ReadError, match="at most 20971520 bytes, found more"):
        read_document(one)


def test_two_documents_with_one_id_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(make_zip({"a.txt": b"words"}))
    (tmp_path / "d" / "x.zip").mkdir(parents=True)
    (tmp_path / "d" / "x.zip" / "a.txt").write_text("words")
    with pytest.raises(ReadError, match=r"found 'x\.zip/a\.txt' also in"):
        find_documents([tmp_path / "x.zip", tmp_path / "d"])
