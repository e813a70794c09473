"""Figures of the benchmarks, from rounds made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.__main__ import JOBS, SUBJECTS, _time_batches, summarise_rounds
from benchmarks.machine import describe_machine
from benchmarks.measure import SUBJECTS as MEASURED
from benchmarks.measure import measure
from benchmarks.page import TITLES, render_page


def one_round(pipeline: float, others: float, memory: float) -> dict[str, dict[str, float]]:
    """Return a round over 1,000 words: seconds of the pipeline, seconds of each other subject, bytes."""
    seconds = dict.fromkeys(SUBJECTS, others) | {"pipeline": pipeline}
    found = {name: {"seconds": s, "words": 1000.0, "peak_bytes": memory} for name, s in seconds.items()}
    batch = {"words": 5000.0, "1": 5 * pipeline, "2": 2.5 * pipeline + 1}
    return found | {"starts": {"help": pipeline / 10, "ready": pipeline}, "batch": batch}


ROUNDS = [one_round(2.0, 1.0, 100e6), one_round(8.0, 2.0, 300e6), one_round(4.0, 1.0, 200e6)]


def test_speeds_are_medians_and_shares_are_taken_within_a_round() -> None:
    results = summarise_rounds(ROUNDS)
    assert results["words_per_second"]["pipeline"] == {"median": 250.0, "min": 125.0, "max": 500.0}
    assert results["words_per_second"]["parser"] == {"median": 1000.0, "min": 500.0, "max": 1000.0}
    assert results["pipeline_to"]["parser"] == {"median": 0.25, "min": 0.25, "max": 0.5}
    assert results["start_seconds"]["ready"] == {"median": 4.0, "min": 2.0, "max": 8.0}
    assert results["batch_words_per_second"]["1"] == {"median": 250.0, "min": 125.0, "max": 500.0}
    assert results["two_processes_to_one"] == {"median": 1.818, "min": 1.667, "max": 1.905}
    assert results["peak_megabytes"] == {"median": 200.0, "min": 100.0, "max": 300.0}


def test_the_page_names_machine_speed_and_page_time() -> None:
    results = {
        "machine": describe_machine(),
        "rounds": 3,
        "corpus": {"documents": 7, "words": 1000},
        **summarise_rounds(ROUNDS),
    }
    page = render_page(results)
    assert "over the 7 documents" in page
    assert f"| {TITLES['parser']} | 1,000 (500 to 1,000) | 0.25 (0.25 to 0.50) |" in page
    assert "Linking takes 25% of the time of a run." in page
    assert "Two processes are 1.82 (1.67 to 1.91) times as fast as one." in page
    assert "A page of 500 words takes 2.00 s." in page
    assert "spacy 3." in page
    assert str(Path.home()) not in page


def test_what_is_run_is_what_can_be_measured_and_has_a_title() -> None:
    assert set(SUBJECTS) == set(MEASURED) < set(TITLES)
    assert {str(jobs) for jobs in JOBS} < set(TITLES)


def test_the_runs_in_several_processes_read_every_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Ketax blocks pain.")
    monkeypatch.setattr("benchmarks.__main__.COPIES", 2)
    seen = []

    def run(*words: str) -> str:
        seen.append((len(list(Path(words[3]).rglob("a.txt"))), words[-1]))
        return ""

    monkeypatch.setattr("benchmarks.__main__._run", run)
    assert set(_time_batches(corpus)) == {"1", "2"}
    assert seen == [(2, "1"), (2, "2")]


@pytest.mark.parametrize("name", ["tokenizer", "abbreviations"])
def test_a_measurement_counts_the_words_that_it_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ketax blocks pain.\nIt helps.")
    (tmp_path / "b.md").write_text("Ketax")
    found = measure(name, tmp_path)
    assert found["words"] == 6
    assert found["seconds"] > 0
    assert found["peak_bytes"] > 10_000_000
