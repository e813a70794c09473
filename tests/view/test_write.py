from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.view import add_command
from pipeline.errors import FormatError
from pipeline.export import Run
from pipeline.types import Fragment
from pipeline.view import write_view
from pipeline.view.offsets import Utf16Offsets
from pipeline.view.payload import build_payload
from pipeline.view.write import embed, render_page
from tests.view.runs import HOSTILE, TEXT, claim, claims, document, write_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [document()], claims())


@given(st.text(), st.data())
def test_offsets_are_those_of_utf_16(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    units = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    assert Utf16Offsets(text).at(offset) == units


def test_ranges_are_flat() -> None:
    assert Utf16Offsets("\U0001d6fc beta").flat([Fragment(0, 1), Fragment(2, 6)]) == [0, 2, 3, 7]


@given(st.text())
def test_what_is_embedded_is_the_value_and_no_markup(text: str) -> None:
    embedded = embed([text])
    assert json.loads(embedded) == [text]
    assert not set(embedded) & set("<>&\u2028\u2029")


def test_the_payload_holds_texts_with_wrapped_lines_joined(run: Path) -> None:
    (only,) = build_payload(Run(run))["documents"]
    assert len(only["text"]) == len(TEXT)
    assert "receptors, which brings sedation" in only["text"]
    assert "How it works\nZolax" in only["text"]


def test_evidence_points_at_the_words_of_the_text(run: Path) -> None:
    payload = build_payload(Run(run))
    text = payload["documents"][0]["text"]
    found = [
        tuple(text[slice(*triple["evidence"][0][part])] for part in ("subject", "trigger", "object"))
        for triple in payload["triples"]
    ]
    assert found[0] == ("Zolax", "blocks", "H1 receptors")
    assert found[3] == ("Zolax", "inhibit", "MAO")
    assert [triple["via"] for triple in payload["triples"]] == [[], [0], [], []]
    assert payload["triples"][0]["evidence"][0]["kind"] == "mechanism"


def test_without_the_text_evidence_points_into_its_sentence(tmp_path: Path) -> None:
    payload = build_payload(Run(write_run(tmp_path, [document(stored=False)], claims())))
    assert payload["documents"][0]["text"] is None
    evidence = payload["triples"][3]["evidence"][0]
    assert evidence["text"][slice(*evidence["object"])] == "MAO"
    assert evidence["subject"] == []  # it stands in another sentence


def test_the_corpus_brings_the_text(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", [document(stored=False)], claims())
    (tmp_path / "zolax.txt").write_text(TEXT, encoding="utf-8")
    viewed = write_view(folder, tmp_path / "view.html", corpus=tmp_path)
    assert (viewed.documents, viewed.texts, viewed.triples) == (1, 1, 4)
    assert write_view(folder, tmp_path / "view.html").texts == 0


def test_another_text_than_the_one_read_is_refused(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", [document(stored=False)], claims())
    (tmp_path / "zolax.txt").write_text(TEXT + " More.", encoding="utf-8")
    with pytest.raises(FormatError, match=r"expected .*zolax.txt with the SHA-256"):
        write_view(folder, tmp_path / "view.html", corpus=tmp_path)
    assert not (tmp_path / "view.html").exists()


def test_the_same_run_gives_the_same_bytes(run: Path, tmp_path: Path) -> None:
    pages = []
    for name in ("a.html", "b.html"):
        write_view(run, tmp_path / name)
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_the_page_refers_to_nothing_outside(run: Path) -> None:
    page = render_page(build_payload(Run(run)))
    for outside in ("src=", "<link", "@import", "url(", "https:"):
        assert outside not in page.replace("url(#bar)", "").replace("url(#arrow)", "")
    assert "default-src 'none'" in page


def test_hostile_words_end_no_script(tmp_path: Path) -> None:
    triple = claim(f"Zolax stops {HOSTILE}", claims()[3].relation, claims()[3].object.label, HOSTILE, "stops")
    page = render_page(
        build_payload(Run(write_run(tmp_path, [document(f"Zolax stops {HOSTILE}")], [triple])))
    )
    assert page.count("</script>") == 2
    assert "window.hit" in page
    assert "<img" not in page
    assert "\u2028" not in page


def test_the_command_writes_beside_the_run(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    options = parser.parse_args(["view", str(run)])
    assert options.command(options) == 0
    assert (run / "view.html").is_file()
    assert capsys.readouterr().out.splitlines() == [
        "documents  1",
        "triples    4",
        f"written    {run / 'view.html'}",
    ]


def test_the_command_says_how_to_get_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_run(tmp_path / "run", [document(stored=False)], claims())
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    options = parser.parse_args(["view", str(folder), "--out", str(tmp_path / "page.html")])
    options.command(options)
    assert (
        "texts      0 at hand; for the others name the folder that was read: --corpus DIR"
        in capsys.readouterr().out
    )
