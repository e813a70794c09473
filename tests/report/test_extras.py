from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import FormatError
from pipeline.evaluation import evaluate
from pipeline.export import read_triples, write_triples
from pipeline.report import collect_extras, write_report
from pipeline.report.ablation import read_ablation
from pipeline.report.confusion import NOTHING, confuse
from pipeline.report.extras import Extras
from tests.evaluation.cases import gold_document, perfect, write_gold, write_run
from tests.report.judged import document

HOSTILE = "<script>alert(1)</script>|`x`"
RATIOS = {"precision": 0.9, "recall": 0.5, "f1": 0.64}
SOURCES: list[dict[str, Any]] = [
    {
        "name": "rules",
        "split": "dev",
        "scores": {"core": RATIOS, "all": RATIOS},
        "compared": None,
        "resamples": 9,
    },
    {
        "name": HOSTILE,
        "split": "dev",
        "scores": {"all": RATIOS | {"f1": None}},
        "compared": {"gain": 0.02, "interval": [-0.01, None], "p": 0.04},
        "resamples": 9,
    },
]


def write_ablation(folder: Path, value: object) -> Path:
    path = folder / "ablation.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def folders(tmp_path: Path, *, confidence: float | None) -> tuple[Path, Path]:
    """A gold folder and a perfect run, each triple with the confidence."""
    gold = gold_document()
    run = write_run(tmp_path / "run", perfect(gold))
    triples = [replace(triple, confidence=confidence) for triple in read_triples(run / "triples.jsonl")]
    with open(run / "triples.jsonl", "w", encoding="utf-8") as stream:
        write_triples(triples, stream)
    return write_gold(tmp_path, gold), run


def test_relations_are_confused_where_drug_and_object_are_the_same() -> None:
    """The gold's `decreases` fever is found as `causes`, which it accepts; rash is found as `treats`."""
    found = confuse([document()])
    assert found.names[-1] == NOTHING
    cells = {
        (row, column): count
        for row, counts in zip(found.names, found.rows, strict=True)
        for column, count in zip(found.names, counts, strict=True)
        if count
    }
    assert cells == {
        ("causes", "causes"): 2,  # nausea, and the negated gout
        ("decreases", "decreases"): 1,
        ("causes", "treats"): 1,
        (NOTHING, "causes"): 2,  # plague and anaemia
    }


@pytest.mark.parametrize("confidence", [None, 0.75])
def test_the_report_shows_confidence_only_where_there_is_one(
    tmp_path: Path, confidence: float | None
) -> None:
    gold, run = folders(tmp_path, confidence=confidence)
    extras = collect_extras(gold, run)
    page = write_report(evaluate(gold, run), tmp_path / "report", extras=extras)
    html, markdown = page.read_text(encoding="utf-8"), page.with_suffix(".md").read_text(encoding="utf-8")
    shown = confidence is not None
    assert ("Reliability diagram" in html, 'href="#confidence"' in html) == (shown, shown)
    assert ("Expected calibration error" in markdown) == shown
    assert "Relations confused" in html
    assert "Relations confused" in markdown
    if shown:  # every triple is right: (1 - .75) ** 2
        assert "Brier score <b>0.062</b>" in html
        assert "| 0.70 | 5 | 1.00 | 1.00 | 1.00 |" in markdown


def test_two_annotations_that_are_one_agree(tmp_path: Path) -> None:
    gold, run = folders(tmp_path, confidence=None)
    extras = collect_extras(gold, run, second=gold)
    assert extras.agreement is not None
    assert extras.agreement.documents == 1
    assert {score.f1.value for _, score in extras.agreement.layers} == {1.0}
    page = write_report(evaluate(gold, run), tmp_path / "report", extras=extras)
    assert "Agreement of the gold" in page.read_text(encoding="utf-8")
    assert "| polarity | 6 | 1.00 | 1.00 |" in page.with_suffix(".md").read_text(encoding="utf-8")


def test_the_ablation_is_read_and_shown_escaped(tmp_path: Path) -> None:
    gold, run = folders(tmp_path, confidence=None)
    extras = collect_extras(gold, run, ablation=write_ablation(tmp_path, SOURCES))
    page = write_report(evaluate(gold, run), tmp_path / "report", extras=extras)
    html, markdown = page.read_text(encoding="utf-8"), page.with_suffix(".md").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
    assert "| dev | all | 0.90 | 0.50 | – | +0.020 (-0.010 to –) | 0.040 |" in markdown
    assert "<script>" not in markdown


def test_an_ablation_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    gold, run = folders(tmp_path, confidence=None)
    assert collect_extras(gold, run, ablation=tmp_path / "none.json").ablation == ()


@pytest.mark.parametrize(
    ("value", "field"),
    [([{"name": "rules"}], "0.split"), ([SOURCES[0] | {"more": 1}], "0.more"), ({}, "")],
)
def test_a_broken_ablation_is_refused_with_its_field(tmp_path: Path, value: object, field: str) -> None:
    with pytest.raises(FormatError, match=rf"ablation.json: expected a list of sources.*'{field}'"):
        read_ablation(write_ablation(tmp_path, value))


def test_markdown_tables_have_the_same_number_of_cells(tmp_path: Path) -> None:
    gold, run = folders(tmp_path, confidence=0.5)
    extras = collect_extras(gold, run, second=gold, ablation=write_ablation(tmp_path, SOURCES))
    page = write_report(evaluate(gold, run), tmp_path / "report", extras=extras)
    blocks = page.with_suffix(".md").read_text(encoding="utf-8").split("\n\n")
    tables = [block.strip().splitlines() for block in blocks if block.strip().startswith("|")]
    for table in tables:
        assert len({line.replace("\\|", "").count("|") for line in table}) == 1, table[0]
    assert len(tables) == len(evaluate(gold, run).tables) + 4 + 6
    assert Extras() == Extras(None, None, None, ())
