"""Word documents and rich text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from pipeline.errors import ReadError
from tests.read.samples import RTF, TEXT, make_docx, make_zip, read


def test_a_word_document_is_shaped_as_lines(tmp_path: Path) -> None:
    source = read(tmp_path, "x.docx", make_docx())
    assert source.text == TEXT.replace("include:\n•", "include:\n\n•") + "\nReaction\tRate\nPruritus\t4 %\n"
    assert [section.title for section in source.sections] == [
        "Xeloratine",
        "Indications",
        "Mechanism of action",
        "Side effects",
    ]


def test_text_in_controls_insertions_links_and_cells_of_cells_is_kept(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("REPLACE")
    table = document.add_table(1, 1)
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "inner cell"
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"]
    start = body.index(b"<w:p>")
    run = b"<w:r><w:t>%s</w:t></w:r>"
    paragraph = b"<w:sdt><w:sdtContent><w:p>%s</w:p></w:sdtContent></w:sdt>" % (
        run % b"kept" + b"<w:ins>" + run % b" inserted" + b"</w:ins>"
        b"<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del>"
        b"<w:hyperlink>" + run % b" linked" + b"</w:hyperlink>"
    )
    parts["word/document.xml"] = body[:start] + paragraph + body[body.index(b"</w:p>") + len(b"</w:p>") :]
    assert read(tmp_path, "x.docx", make_zip(parts)).text == "kept inserted linked\n\ninner cell\n"


def test_rich_text_is_shaped_as_lines(tmp_path: Path) -> None:
    assert read(tmp_path, "x.rtf", RTF).text == (
        "Xeloratine\n\nXeloratine is an antagonist at histamine H1 receptors, 5 µg.\n\n"
        "Reaction\tRate\nNausea\t4 %\n\n• dry mouth\n"
    )


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("x.docx", b"words", "found damage"),
        ("x.docx", make_zip({"a.txt": b"words"}), "found damage"),
        ("x.docx", make_docx()[:5000], "found damage"),
        ("x.docx", make_zip({"word/document.xml": b"<!DOCTYPE d [<!ENTITY x 'y'>]><d/>"}), "XML entities"),
        ("x.rtf", b"words", "does not begin with"),
        ("x.rtf", rb"{\rtf1 }", "found only formatting"),
    ],
)
def test_what_is_damaged_or_empty_is_refused(tmp_path: Path, name: str, data: bytes, found: str) -> None:
    with pytest.raises(ReadError, match=found):
        read(tmp_path, name, data)
