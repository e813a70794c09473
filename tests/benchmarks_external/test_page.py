"""The committed results and the page that is written from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import FormatError
from tests.docs.pages import ROOT
from tools.benchmarks import recognizer
from tools.benchmarks.__main__ import BENCHMARKS, main
from tools.benchmarks.counts import Counts
from tools.benchmarks.outcome import Figure, Outcome, Published
from tools.benchmarks.page import DETAILS, SUMMARY, detail, summarise, write_page
from tools.benchmarks.results import PAGE, RESULTS, read_results, write_results
from tools.scores.markers import read_part

OUTCOME = Outcome(
    title="Set, task",
    part="test",
    setting="end to end",
    size={"texts": 1200},
    figures=(Figure.of("all", Counts(1, 1, 1)), Figure(name="arcs", value=80.0)),
    published=(Published(value=60.5, who="Others", setting="trained on it"),),
    notes=("Half of it could not be had.",),
)


def test_a_row_and_a_section_say_figure_setting_size_and_notes() -> None:
    assert "| Set, task | test | F1 50.00 | 60.50 Others |" in summarise([OUTCOME])
    section = detail(OUTCOME)
    assert "Part: test (1,200 texts). Setting: end to end." in section
    assert "| all | 50.00 | 50.00 | 50.00 | – | 1 | 1 | 1 |" in section
    assert "- Published: 60.50, Others: trained on it." in section
    assert "- Half of it could not be had." in section


def test_results_come_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    assert read_results(path) == {}
    write_results(path, {"set": (OUTCOME,)})
    assert read_results(path) == {"set": (OUTCOME,)}
    path.write_text('{"set": [{"title": "x"}]}')
    with pytest.raises(FormatError, match="expected results of benchmarks"):
        read_results(path)


def test_a_page_without_its_markers_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing")
    with pytest.raises(FormatError):
        write_page(page, {"set": (OUTCOME,)})
    assert page.read_text() == "nothing"


def test_the_committed_page_is_that_of_the_committed_results() -> None:
    results = read_results(ROOT / RESULTS)
    assert list(results) == list(BENCHMARKS)
    outcomes = [outcome for each in results.values() for outcome in each]
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert read_part(page, SUMMARY) == summarise(outcomes)
    assert read_part(page, DETAILS) == "\n\n".join(map(detail, outcomes))


def test_a_recognizer_that_is_not_shipped_has_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognizer, "models_folder", lambda: tmp_path)
    assert recognizer.run_recognizer(tmp_path) == ()


def test_a_folder_without_the_data_ends_with_a_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.json"
    assert main(["labels", "--data", str(tmp_path), "--results", str(results)]) == 2
    assert "get it from" in capsys.readouterr().err
    assert not results.exists()


def test_an_unknown_benchmark_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["lables", "--data", str(tmp_path)])
    assert "expected names of chemprot" in capsys.readouterr().err
