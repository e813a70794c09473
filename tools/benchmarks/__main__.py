"""Score Monograph on public benchmarks: ``python -m tools.benchmarks --data DIR [NAME ...]``.

Each benchmark replaces its own entries of the results, which are committed, and the page is written anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from pipeline.errors import MonographError
from tools.benchmarks import end_to_end, proteins, recognizer, treebanks
from tools.benchmarks.outcome import Outcome
from tools.benchmarks.page import write_page
from tools.benchmarks.results import PAGE, RESULTS, read_results, write_results

BENCHMARKS: Final[Mapping[str, Callable[[Path], Sequence[Outcome]]]] = {
    "chemprot": proteins.run_chemprot,
    "drugprot": lambda data: (proteins.run_drugprot(data),),
    "ade": end_to_end.run_ade,
    "bc5cdr": end_to_end.run_bc5cdr,
    "recognizer": recognizer.run_recognizer,
    "labels": lambda data: (end_to_end.run_labels(data),),
    "treebanks": lambda data: (treebanks.run_treebanks(data),),
}
"""The benchmarks in the order of the page."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run benchmarks; return 0, or 2 where data are not as expected."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what to run, of {', '.join(BENCHMARKS)} (default: all)"
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument("--results", type=Path, default=RESULTS, help="(default: %(default)s)")
    parser.add_argument("--page", type=Path, default=PAGE, help="(default: %(default)s)")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in BENCHMARKS]:
        parser.error(f"expected names of {', '.join(BENCHMARKS)}, got {', '.join(unknown)}")
    try:
        for name in options.names or BENCHMARKS:
            outcomes = BENCHMARKS[name](options.data)
            results = {**read_results(options.results), name: tuple(outcomes)}
            write_results(options.results, {key: results[key] for key in BENCHMARKS if key in results})
            write_page(options.page, read_results(options.results))
            for outcome in outcomes:
                print(f"{outcome.title}, {outcome.part}: {outcome.figures[0].shown}", flush=True)
    except MonographError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
