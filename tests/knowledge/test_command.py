"""`monograph knowledge`: files that hold every fact, a table to read."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import pytest

from pipeline.commands.knowledge import add_command
from pipeline.errors import FormatError
from pipeline.export import write_triples
from pipeline.knowledge.write import COLUMNS, SHOWN
from pipeline.types import Triple
from pipeline.vocabulary import Label, RelationType
from tests.knowledge.claims import NEGATED, claim

TRIPLES = (
    claim("a.txt", RelationType.ACTIVATES, "[bold]=β2 receptor", target_id="HGNC:286", confidence=0.5),
    claim("b.txt", RelationType.ANTAGONIZES, "[bold]=β2 receptor", target_id="HGNC:286", hedged=True),
    claim("a.txt", RelationType.CAUSES, "=sedation", label=Label.EFFECT),
    claim("b.txt", RelationType.CAUSES, "=sedation", label=Label.EFFECT, polarity=NEGATED),
    claim("b.txt", RelationType.CAUSES, "nausea", label=Label.EFFECT),
)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    _write(tmp_path / "triples.jsonl", TRIPLES)
    return tmp_path


def _write(path: Path, triples: tuple[Triple, ...]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        write_triples(triples, stream)


def _knowledge(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    options = parser.parse_args(["knowledge", *map(str, words)])
    status: int = options.command(options)
    return status


def test_json_lines(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run / "facts.jsonl"
    assert _knowledge(run, "--out", out) == 0
    assert capsys.readouterr().out == f"4 facts, 3 in conflict: {out}\n"
    facts = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(fact["relation"], fact["object"]["name"], fact["belief"]) for fact in facts] == [
        ("activates", "[bold]=β2 receptor", 0.5),
        ("antagonizes", "[bold]=β2 receptor", 0.4),
        ("causes", "=sedation", 0.16),
        ("causes", "nausea", 0.8),
    ]
    assert facts[2]["conflicts"] == [
        {"kind": "polarity", "fact": facts[2]["id"], "relation": "causes", "documents": ["b.txt"]}
    ]
    assert facts[0]["conflicts"] == [
        {"kind": "direction", "fact": facts[1]["id"], "relation": "antagonizes", "documents": ["b.txt"]}
    ]
    assert {
        triple for fact in facts for side in ("affirmed", "negated") for triple in fact[side]["triples"]
    } == {triple.id for triple in TRIPLES}


def test_a_table(run: Path) -> None:
    assert _knowledge(run, "--out", run / "facts.csv", "--conflicts") == 0
    with open(run / "facts.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == COLUMNS
    assert [row["object"] for row in rows] == ["[bold]=β2 receptor", "[bold]=β2 receptor", "'=sedation"]
    assert {name: rows[2][name] for name in COLUMNS[7:19]} == {
        "belief": "0.16",
        "affirmed_documents": "1",
        "affirmed_asserted": "1",
        "affirmed_hedged": "0",
        "affirmed_evidence": "1",
        "negated_documents": "1",
        "negated_asserted": "1",
        "negated_hedged": "0",
        "negated_evidence": "1",
        "conflicts": "polarity:causes",
        "affirmed_in": "a.txt",
        "negated_in": "b.txt",
    }


def test_what_is_shown(
    run: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert _knowledge(run) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert " ".join(lines[0]) == "4 facts of 2 documents: 0 affirmed by several, 3 in conflict"
    assert lines[2] == ["drug", "causes", "=sedation", "0.16", "1", "0", "1", "polarity:causes"]
    assert lines[3][2:5] == ["[bold]=β2", "receptor", "0.50"]
    assert lines[-1] == ["drug", "causes", "nausea", "0.80", "1", "0", "0"]


def test_what_is_not_shown_is_counted(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(
        run / "triples.jsonl",
        tuple(claim("a", RelationType.CAUSES, f"effect {n}", label=Label.EFFECT) for n in range(SHOWN + 2)),
    )
    assert _knowledge(run) == 0
    assert "… and 2 more: --out FILE writes all" in capsys.readouterr().out


def test_weights_can_be_given(run: Path) -> None:
    assert _knowledge(run, "--out", run / "x.jsonl", "--reliability", "0.6", "--hedged", "1") == 0
    beliefs = [json.loads(line)["belief"] for line in (run / "x.jsonl").read_text("utf-8").splitlines()]
    assert beliefs == [0.5, 0.6, 0.24, 0.6]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--out", "facts.xlsx"), "expected a name that ends in .jsonl or .csv, found 'facts.xlsx'"),
        (("--hedged", "2"), "expected a number from 0 to 1, found '2'"),
        (("--reliability", "nan"), "expected a number from 0 to 1, found 'nan'"),
        (("--reliability", "x"), "expected a number from 0 to 1, found 'x'"),
    ],
)
def test_wrong_options(
    run: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str], message: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        _knowledge(run, *words)
    assert message in capsys.readouterr().err


def test_the_defaults_in_the_help_are_those_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.knowledge.belief import Weights  # noqa: PLC0415

    with pytest.raises(SystemExit, match="0"):
        _knowledge("--help")
    shown = " ".join(capsys.readouterr().out.split())
    assert f"nothing scored, from 0 to 1 (default: {Weights().reliability})" in shown
    assert f"beside an asserted one, from 0 to 1 (default: {Weights().hedged})" in shown


def test_a_folder_that_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="run `monograph extract` first"):
        _knowledge(tmp_path)
