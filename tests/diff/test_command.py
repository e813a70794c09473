"""`monograph diff`: what it prints, writes and returns."""

from __future__ import annotations

import argparse
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.commands.diff import FIELDS, SUFFIXES, add_command
from pipeline.diff.compare import TOLERANCE
from pipeline.diff.result import Field
from pipeline.diff.write import WRITERS
from pipeline.gold.triple_files import triples_to_json
from pipeline.types import Triple
from pipeline.vocabulary import Label, RelationType
from tests.diff.runs import claim, flip, write_run
from tests.diff.test_judge import GOLD

BLOCKS = claim(RelationType.ANTAGONIZES, "H1 receptor", label=Label.RECEPTOR, at=10)
SEDATION = claim(RelationType.CAUSES, "sedation", at=24)
ODD = claim(RelationType.CAUSES, "<script>alert(1)</script> | [bold]", at=50, rule="rule:<b>")


def diff(*words: str | Path) -> int:
    parser = argparse.ArgumentParser(prog="monograph")
    add_command(parser.add_subparsers())
    options = parser.parse_args(["diff", *map(str, words)])
    status: int = options.command(options)
    return status


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_run(tmp_path / "old", ["a.txt"], [BLOCKS, SEDATION])


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write_run(tmp_path / "new", ["a.txt"], [flip(BLOCKS), ODD])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.json").write_text(triples_to_json("a.txt", GOLD), encoding="utf-8")
    return folder


def test_the_terminal_shows_counts_changes_and_verdicts(
    old: Path, new: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(old, new, "--gold", gold) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "antagonizes 0 0 1 0 1" in lines
    assert "causes 1 1 0 0 2" in lines
    assert "all 1 1 1 0 3" in lines
    assert "~ antagonizes(drug, H1 receptor) polarity: affirmed → negated regression" in lines
    assert "− causes(drug, sedation) regression" in lines
    assert "+ causes(drug, <script>alert(1)</script> | [bold]) false alarm" in lines
    assert "new nothing" in lines


def test_nothing_is_said_where_nothing_differs(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(old, old, "--fail-on", "any") == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "1 document; 2 triples the same, 0 lost, 0 gained, 0 changed"
    ]


def test_no_more_is_listed_than_asked_for(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diff(old, new, "--show", "1")
    printed = capsys.readouterr().out
    assert "… and 2 more changes: --show N lists more, --out FILE writes all" in printed
    assert "causes(drug, sedation)" not in printed


@pytest.mark.parametrize(
    ("kept", "fail_on", "status"),
    [
        ([BLOCKS, SEDATION], "any", 0),
        ([BLOCKS, SEDATION, ODD], "any", 1),
        ([BLOCKS, SEDATION, ODD], "lost", 0),
        ([BLOCKS, SEDATION, ODD], "worse", 1),
        ([BLOCKS], "lost", 1),
        ([BLOCKS], "worse", 1),
        ([flip(BLOCKS), SEDATION], "lost", 0),
        ([flip(BLOCKS), SEDATION], "worse", 1),
    ],
)
def test_the_status_names_the_differences_that_are_to_fail(
    old: Path, gold: Path, kept: list[Triple], fail_on: str, status: int
) -> None:
    new = write_run(old.parent / "new", ["a.txt"], kept)
    assert diff(old, new, "--gold", gold, "--fail-on", fail_on) == status
    assert diff(old, new, "--gold", gold) == 0


def test_the_way_back_is_to_the_better(old: Path, tmp_path: Path, gold: Path) -> None:
    worse = write_run(tmp_path / "worse", ["a.txt"], [BLOCKS, ODD])
    assert diff(old, worse, "--gold", gold, "--fail-on", "worse") == 1
    assert diff(worse, old, "--gold", gold, "--fail-on", "worse") == 0


@pytest.mark.parametrize("fail_on", ["any", "lost"])
def test_a_document_without_triples_that_is_gone_fails(old: Path, tmp_path: Path, fail_on: str) -> None:
    more = write_run(tmp_path / "more", ["a.txt", "b.txt"], [BLOCKS, SEDATION])
    assert diff(more, old, "--fail-on", fail_on) == 1


class _Page(HTMLParser):
    """Collects the names of the elements and what they load."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.loads: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.loads += [str(value) for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_escapes_every_text_and_loads_nothing(
    old: Path, new: Path, gold: Path, tmp_path: Path
) -> None:
    diff(old, new, "--gold", gold, "--out", tmp_path / "diff.html")
    page = _Page()
    page.feed((tmp_path / "diff.html").read_text("utf-8"))
    assert (page.scripts, page.loads) == (1, [])
    assert "causes(drug, <script>alert(1)</script> | [bold])" in page.text
    assert '<b>&"odd"</b>' in page.text
    assert "false alarm" in page.text


def test_the_markdown_keeps_odd_names_in_their_cells(old: Path, new: Path, tmp_path: Path) -> None:
    diff(old, new, "--out", tmp_path / "diff.md")
    text = (tmp_path / "diff.md").read_text("utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith("| gained")]
    assert r"\<script\>alert(1)\</script\> \| \[bold\]" in row
    assert row.replace(r"\|", "").count("|") == 6
    assert "| antagonizes | 0 | 0 | 1 |" in text.splitlines()


def test_several_files_can_be_written(old: Path, new: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"diff{suffix}" for suffix in SUFFIXES]
    diff(old, new, *(word for path in outputs for word in ("--out", path)))
    assert all(path.stat().st_size for path in outputs)
    assert json.loads(outputs[2].read_text("utf-8"))["lost"] == 1


def test_fields_can_be_left_out(old: Path, tmp_path: Path) -> None:
    new = write_run(tmp_path / "new", ["a.txt"], [flip(BLOCKS), SEDATION])
    assert diff(old, new, "--fail-on", "any") == 1
    assert diff(old, new, "--fail-on", "any", "--ignore", "polarity,via") == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--out", "diff.pdf"), "expected a name that ends in .html, .md, .json, found 'diff.pdf'"),
        (("--tolerance", "2"), "expected a number from 0 to 1, found '2'"),
        (("--tolerance", "x"), "expected a number from 0 to 1, found 'x'"),
        (("--ignore", "polarity,colour"), "found 'colour'"),
        (("--show", "-1"), "expected a whole number, found '-1'"),
        (("--fail-on", "gained"), "invalid choice: 'gained'"),
    ],
)
def test_wrong_options(
    old: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str], message: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        diff(old, old, *words)
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--fail-on", "worse"), ("--split", "dev")])
def test_options_that_need_gold_say_so(
    old: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    assert diff(old, old, *words) == 2
    assert f"monograph: {words[0]}" in capsys.readouterr().err


def test_the_names_in_the_help_are_those_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert tuple(Field) == FIELDS
    assert tuple(WRITERS) == SUFFIXES
    with pytest.raises(SystemExit, match="0"):
        diff("--help")
    assert f"from 0 to 1 (default: {TOLERANCE})" in " ".join(capsys.readouterr().out.split())
