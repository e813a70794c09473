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


def test_two_line_breaks_part_paragraphs_and_one_does_not(tmp_path: Path) -> None:
    page = (
        "<b>Uses</b><br><br/>\n Used for hay\nfever.<br>And for colds. <br> <br> <br>More<ul><li>a<br>b</ul>"
    )
    assert read(tmp_path, "x.html", page).text == (
        "Uses\n\nUsed for hay fever.\nAnd for colds.\n\nMore\n\n• a\nb\n"
    )


def test_places_where_a_word_may_be_broken_part_none(tmp_path: Path) -> None:
    row = "<tr><td>drowsi&shy;ness</td><td>4 %</td></tr>"
    page = f"<h1>Xelo&shy;ratine</h1><p>Nor\u200badrenaline</p><table>{row}</table>"
    assert read(tmp_path, "x.html", page).text == "Xeloratine\n\nNoradrenaline\n\ndrowsiness\t4 %\n"


def test_a_text_that_comes_again_and_again_stays(tmp_path: Path) -> None:
    paragraph = "Xeloratine may cause drowsiness, nausea and dry mouth in some patients who take it."
    page = f"<html><body><h1>Xeloratine</h1>{f'<p>{paragraph}</p>' * 20}</body></html>"
    assert read(tmp_path, "x.html", page).text.count(paragraph) == 20
