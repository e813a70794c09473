"""XML that expands, reaches for files or for the network; and names in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read import find_documents, read_document
from tests.read.samples import HTML, SPL, make_bioc_xml, read

LAUGHS = (
    "<!DOCTYPE d ["
    + "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "ha"}">' for level in range(10))
    + "]>"
)


def _with_doctype(doctype: str, body: str) -> str:
    return SPL.replace("<document", f"{doctype}<document", 1).replace("Nothing more is known.", body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    ("doctype", "body"),
    [
        (LAUGHS, "&l9;"),
        ('<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "&f;"),
        ('<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>', "x"),
    ],
)
def test_entities_are_refused(tmp_path: Path, encoding: str, doctype: str, body: str) -> None:
    data = _with_doctype(doctype, body).replace("UTF-8", encoding.upper()).encode(encoding)
    with pytest.raises(ReadError, match="without entity declarations"):
        read(tmp_path, "x.xml", data)


def test_entities_in_bioc_are_refused(tmp_path: Path) -> None:
    data = make_bioc_xml().replace(b'<!DOCTYPE collection SYSTEM "BioC.dtd">', LAUGHS.encode())
    (tmp_path / "x.xml").write_bytes(data)
    (one,) = find_documents([tmp_path])
    with pytest.raises(ReadError, match="without entity declarations"):
        read_document(one)


def test_a_dtd_is_named_and_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text("<!ENTITY f 'fetched'>")
    text = read(
        tmp_path, "x.xml", _with_doctype(f'<!DOCTYPE document SYSTEM "{tmp_path}/x.dtd">', "known")
    ).text
    assert "known" in text
    with pytest.raises(ReadError, match="expected XML"):
        read(tmp_path, "y.xml", _with_doctype("", "&f;"))


def test_xml_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"x\.xml: expected"):
        read(tmp_path, "x.xml", _with_doctype("", "<content>" * 50_000 + "x" + "</content>" * 50_000))


def test_a_page_cannot_name_files(tmp_path: Path) -> None:
    page = HTML.replace("<html>", '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]><html>')
    text = read(tmp_path, "x.html", page.replace("drowsiness", "&f;")).text
    assert "root:" not in text
