"""Names that look like one thing are warned of, and only these."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.gold.__main__ import main
from pipeline.gold.build import Folders, compile_file
from pipeline.gold.doubles import warn_doubles, words_of
from pipeline.gold.schema import load_gold
from tests.gold.samples import BODY, compile_body, write_markup

ROOT = Path(__file__).parents[2]
TWICE = BODY + "\n[Sedations|EFFECT] came too.\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("synthesis of mitochondrial proteins", "mitochondrial protein synthesis"),
        ("gastrointestinal perforation", "Gastrointestinal Perforations"),
        ("D2 receptor", "D2 receptors"),
        ("hypoglycaemia", "hypoglycemia"),
        ("tumour", "tumor"),
        ("diarrhoea", "diarrhea"),
        ("peripheral oedema", "peripheral edema"),
        ("biopsies", "biopsy"),
    ],
)
def test_same_words(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("monoamine oxidase", "monoamine oxidase A"),
        ("warfarin", "S-warfarin"),
        ("D2 receptor", "D3 receptor"),
        ("thrombosis", "thrombus"),
        ("α1 receptor", "β1 receptor"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_warning_names_document_and_both(tmp_path: Path) -> None:
    (warning,) = warn_doubles([compile_body(tmp_path, TWICE).document])
    assert warning.startswith("example.txt: 'sedation' and 'sedations' look like one thing under two names")


def test_check_warns_and_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = Folders(gold=tmp_path / "gold", corpus=tmp_path / "corpus")
    compile_file(write_markup(tmp_path, TWICE), folders, write_corpus=True)
    assert main(["--root", str(tmp_path), "check"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("warning: example.txt: 'sedation' and 'sedations'")
    assert output.endswith("1 documents checked\n")


def test_repository_has_no_doubles() -> None:
    assert warn_doubles(load_gold(ROOT / "gold")) == []
