"""The data card's counts are those of the gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.gold.__main__ import FORMATS, main
from pipeline.gold.build import Folders
from pipeline.gold.card import BEGIN, END, check_card, fill_card
from pipeline.gold.check import check_gold
from pipeline.gold.export import export_gold
from pipeline.gold.schema import load_gold
from tests.gold.samples import BODY, make_gold, write_markup

ROOT = Path(__file__).parents[2]


def make_card(folder: Path) -> Folders:
    folders = make_gold(folder)
    folders.card.write_text(f"# Card\n\n{BEGIN}\n{END}\n\nMore.\n", encoding="utf-8")
    return folders


def test_counts_are_written_between_the_markers(tmp_path: Path) -> None:
    folders = make_card(tmp_path)
    assert main(["--root", str(tmp_path), "stats", "--write"]) == 0
    card = folders.card.read_text(encoding="utf-8")
    assert card.startswith(f"# Card\n\n{BEGIN}\n\n| documents | train")
    assert "| inhibits | 2 | 0 | 0 | 2 |" in card
    assert card.endswith(f"{END}\n\nMore.\n")
    fill_card(folders.card, load_gold(folders.gold))
    assert folders.card.read_text(encoding="utf-8") == card


def test_stale_card_is_found_and_compiling_mends_it(tmp_path: Path) -> None:
    folders = make_card(tmp_path)
    assert "expected the counts of the gold as it is" in check_gold(folders)[1][0]
    write_markup(tmp_path, BODY.replace("hedged ", ""))
    assert main(["--root", str(tmp_path), "compile"]) == 0
    assert check_gold(folders)[1] == []
    assert "| hedged | 0 | 0 | 0 | 0 |" in folders.card.read_text(encoding="utf-8")


def test_card_without_markers(tmp_path: Path) -> None:
    folders = make_card(tmp_path)
    folders.card.write_text("# Card\n", encoding="utf-8")
    with pytest.raises(GoldError, match="expected '<!-- counts: begin -->'"):
        fill_card(folders.card, load_gold(folders.gold))
    assert len(check_card(folders.card, load_gold(folders.gold))) == 1


def test_card_of_the_repository_is_current() -> None:
    assert check_card(ROOT / "gold" / "README.md", load_gold(ROOT / "gold")) == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    make_gold(tmp_path)
    out = tmp_path / "out"
    assert main(["--root", str(tmp_path), "export", "--to", name, "--out", str(out)]) == 0
    written = [path for path in out.rglob("*") if path.is_file()]
    assert capsys.readouterr().out.startswith(f"{len(written)} files written to {out}")
    assert written


def test_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="expected brat, bioc, docbin or conll, got 'word'"):
        export_gold(make_gold(tmp_path), "word", tmp_path / "out")


def test_export_without_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = make_gold(tmp_path)
    (folders.corpus / "example.txt").unlink()
    assert main(["--root", str(tmp_path), "export", "--to", "conll", "--out", str(tmp_path / "out")]) == 1
    assert "example.txt: expected a text in UTF-8" in capsys.readouterr().err
