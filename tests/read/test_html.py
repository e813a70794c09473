"""Pages: the article without its navigation, nothing of the article lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ReadError
from tests.read.samples import HTML, TEXT, read


def test_the_article_is_shaped_as_lines(tmp_path: Path) -> None:
    source = read(tmp_path, "x.html", HTML)
    assert source.text == TEXT.replace("include:\n•", "include:\n\n•")
    assert [section.title for section in source.sections] == [
        "Xeloratine",
        "Indications",
        "Mechanism of action",
        "Side effects",
    ]


def test_lists_tables_and_loose_text_stay(tmp_path: Path) -> None:
    page = (
        "<body><h1>Xeloratine</h1><div>Loose <i>text</i>."
        "<ol><li>one<ul><li>below</li></ul></li><li>two</li></ol>"
        "<table><tr><th>Reaction</th><th>Rate</th></tr><tr><td>Rash</td><td>1<br>%</td></tr></table>tail</div>"
        "<dl><dt>Rare</dt><dd>fever</dd></dl><p hidden>secret</p><p style='display: none'>unseen</p></body>"
    )
    assert read(tmp_path, "x.htm", page).text == (
        "Xeloratine\n\nLoose text.\n\n1) one\n• below\n2) two\n\nReaction\tRate\nRash\t1 %\n\ntail\n\n"
        "Rare\n\n• fever\n"
    )


def test_the_encoding_that_a_page_announces_is_used(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-7"><p>Dose: 5 μg</p>'.encode("iso-8859-7")
    assert read(tmp_path, "x.html", page).text == "Dose: 5 μg\n"


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"x\.html: expected a page with text, found none"):
        read(tmp_path, "x.html", "<html><body><script>write()</script></body></html>")


def test_endless_nesting_is_read_or_refused(tmp_path: Path) -> None:
    page = "<div>" * 100_000 + "deep"
    try:
        assert "deep" in read(tmp_path, "x.html", page).text
    except ReadError as error:
        assert "nested too deeply" in str(error) or "found none" in str(error)  # noqa: PT017
