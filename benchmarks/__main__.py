"""``python -m benchmarks``: measure everything in turn, several times, and write the medians."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.machine import describe_machine
from benchmarks.page import render_page

HERE: Final = Path(__file__).parent
SUBJECTS: Final = ("pipeline", "rules", "linking", "spacy", "parser", "tokenizer", "abbreviations")
JOBS: Final = (1, 2)
"""Numbers of processes of `monograph extract` that are measured against each other."""
COPIES: Final = 5
"""How often those runs read the corpus: enough for the start of their processes to weigh little."""
ONE_CORE: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""The environment of what is measured: one process takes one core."""
STARTS: Final = {
    "help": ("-m", "pipeline", "--help"),
    "ready": ("-c", "from pipeline import compose; compose.load()"),
}
"""What is started, as words after the interpreter: the help, and an extractor ready for its first text."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write results.json and results.md, and print the latter."""
    options = _parser().parse_args(arguments)
    rounds = []
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr, flush=True)
        rounds.append(_measure_round(options.corpus))
    results = {
        "machine": describe_machine(),
        "rounds": options.rounds,
        "corpus": {
            "documents": sum(1 for path in options.corpus.rglob("*") if path.suffix in (".txt", ".md")),
            "words": int(rounds[0]["pipeline"]["words"]),
        },
        **summarise_rounds(rounds),
    }
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    page = render_page(results)
    (options.out / "results.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


def summarise_rounds(rounds: Sequence[dict[str, dict[str, float]]]) -> dict[str, Any]:
    """Return words per second with the pipeline's share of each, seconds to start, and peak memory: medians.

    A share is the median over rounds of a ratio taken within one round: a machine that is slow for a while
    slows both of its sides.
    """
    speeds = [
        {name: one[name]["words"] / one[name]["seconds"] for name in one if name in SUBJECTS}
        for one in rounds
    ]
    return {
        "words_per_second": {name: _spread([speed[name] for speed in speeds]) for name in SUBJECTS},
        "pipeline_to": {
            name: _spread([speed["pipeline"] / speed[name] for speed in speeds]) for name in SUBJECTS[1:]
        },
        "batch_words_per_second": {
            str(jobs): _spread([one["batch"]["words"] / one["batch"][str(jobs)] for one in rounds])
            for jobs in JOBS
        },
        "two_processes_to_one": _spread([one["batch"]["1"] / one["batch"]["2"] for one in rounds]),
        "start_seconds": {name: _spread([one["starts"][name] for one in rounds]) for name in STARTS},
        "peak_megabytes": _spread([one["pipeline"]["peak_bytes"] / 1e6 for one in rounds]),
    }


def _measure_round(corpus: Path) -> dict[str, dict[str, float]]:
    """Measure everything once, each in a process of its own."""
    found = {name: json.loads(_run("-m", "benchmarks.measure", name, str(corpus))) for name in SUBJECTS}
    found["starts"] = {name: _time(*words) for name, words in STARTS.items()}
    found["batch"] = {"words": COPIES * found["pipeline"]["words"], **_time_batches(corpus)}
    return found


def _time_batches(corpus: Path) -> dict[str, float]:
    """Return the seconds that `monograph extract` takes with each number of processes, its start in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for copy in range(COPIES):
            shutil.copytree(corpus, folder / "texts" / str(copy))
        command = ("-m", "pipeline", "extract", str(folder / "texts"), "--out")
        return {str(jobs): _time(*command, str(folder / str(jobs)), "--jobs", str(jobs)) for jobs in JOBS}


def _time(*words: str) -> float:
    start = time.perf_counter()
    _run(*words)
    return time.perf_counter() - start


def _run(*words: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "ignore", *words],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | ONE_CORE,
    ).stdout


def _spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median, the least and the greatest, to four significant digits."""
    figures = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {name: float(f"{value:.4g}") for name, value in figures.items()}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often all is measured (default: 5)")
    parser.add_argument("--corpus", type=Path, default=HERE.parent / "corpus", help="the folder of texts")
    parser.add_argument("--out", type=Path, default=HERE, help="where results.json and results.md go")
    return parser


if __name__ == "__main__":
    sys.exit(main())
