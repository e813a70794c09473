"""The generated parts of the README."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import FormatError
from pipeline.evaluation import evaluate
from pipeline.gold.schema import Split
from pipeline.report import write_report
from tests.evaluation.cases import gold_document, perfect, write_gold, write_run
from tools.scores.markers import read_part, replace_part
from tools.scores.readme import update_readme
from tools.scores.sources import source_table
from tools.scores.splits import SEED
from tools.scores.table import ROWS, score_table

PAGE = "above\n<!-- scores: begin -->\nold\n<!-- scores: end -->\nbelow\n"


def test_a_part_is_replaced_and_the_rest_stays() -> None:
    page = replace_part(PAGE, "scores", "new\nlines")
    assert page == "above\n<!-- scores: begin -->\nnew\nlines\n<!-- scores: end -->\nbelow\n"
    assert read_part(page, "scores") == "new\nlines"
    assert replace_part(page, "scores", "new\nlines") == page


@pytest.mark.parametrize(
    ("page", "got"),
    [
        ("nothing", "0 and 0"),
        ("<!-- scores: begin -->", "1 and 0"),
        (PAGE + PAGE, "2 and 2"),
        ("<!-- scores: end --><!-- scores: begin -->", "1 and 1"),
    ],
)
def test_markers_that_are_not_there_once_each_are_refused(page: str, got: str) -> None:
    with pytest.raises(FormatError, match=rf"scores: begin.*got {got}"):
        replace_part(page, "scores", "new")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of reports: train has two documents, the run only the seed; dev has one, found."""
    seed = gold_document(doc=SEED, split=Split.TRAIN)
    missing = gold_document(doc="missing.txt", split=Split.TRAIN)
    dev = gold_document(doc="dev.txt", split=Split.DEV)
    gold = write_gold(tmp_path / "gold", seed, missing, dev)
    run = write_run(tmp_path / "run", perfect(seed), perfect(dev))
    for split in ("train", "dev"):
        write_report(evaluate(gold, run, split=split), tmp_path / "report" / split)
    return tmp_path / "report"


def test_the_table_has_each_split_with_figures_and_counts(reports: Path) -> None:
    table = score_table({split: reports / split / "evaluation.json" for split in ("dev", "train")})
    lines = table.splitlines()
    dev, train = lines[2], lines[2 + len(ROWS)]
    assert dev.startswith("| dev | 1 | triples, core | 1.00 | 1.00 | 1.00 (1.00 to 1.00) |")
    assert train.startswith("| train | 2 | triples, core | 1.00 | 0.50 | 0.67 (0.00 to 1.00) |")
    tp = int(dev.split("|")[7])
    assert tp > 0
    assert [cell.strip() for cell in train.split("|")[7:10]] == [str(tp), "0", str(tp)]
    assert lines[-1].startswith(f"`corpus/{SEED}` alone, F1 of its triples: core 1.00,")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"documents": [], "tables": []}'])
def test_what_is_no_evaluation_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "evaluation.json").write_text(content)
    with pytest.raises(FormatError, match=r"evaluation\.json: expected"):
        score_table({"dev": tmp_path / "evaluation.json"})


def test_an_undefined_ratio_is_a_dash(reports: Path) -> None:
    path = reports / "dev" / "evaluation.json"
    data = json.loads(path.read_text())
    row = next(t for t in data["tables"] if t["table"] == "via_triples")["rows"]
    for score in (one["score"] for one in row if one["name"] == "all"):
        score["f1"] = score["precision"] = score["recall"] = {"value": None, "low": None, "high": None}
    path.write_text(json.dumps(data))
    (line,) = (line for line in score_table({"dev": path}).splitlines() if "via" in line)
    assert "| – | – | – |" in line


def test_a_missing_report_leaves_the_page_as_it_was(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(PAGE + "<!-- example: begin -->\n<!-- example: end -->\n")
    before = readme.read_bytes()
    with pytest.raises(FormatError, match="run `make` first"):
        update_readme(readme, tmp_path)
    assert readme.read_bytes() == before


def test_the_worth_of_the_sources_is_a_table(tmp_path: Path) -> None:
    scores = {"precision": 0.9, "recall": 0.6, "f1": 0.72}
    rows = [
        {"name": "rules", "scores": {"core": scores, "all": scores}, "compared": None},
        {
            "name": "both",
            "scores": {"core": scores, "all": scores},
            "compared": {"gain": 0.05, "interval": [-0.01, 0.11], "p": 0.04},
        },
    ]
    path = tmp_path / "ablation.json"
    path.write_text(json.dumps(rows))
    first, second = source_table(path).splitlines()[2:]
    assert first == "| rules alone | 0.72 | 0.90 | 0.60 | 0.72 | – |"
    assert second.endswith("| +0.050 (-0.010 to +0.110) |")


@pytest.mark.parametrize("content", [None, "{", "[{}]"])
def test_a_missing_or_broken_table_of_sources_is_refused(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ablation.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(FormatError, match="make ablation"):
        source_table(path)
