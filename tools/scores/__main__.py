"""``python -m tools.scores``: score splits of the gold, or write the README's generated parts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import MonographError
from tools.scores.splits import evaluate_splits


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0, or 2 where it can't be done as asked (why, on stderr)."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "evaluate":
            for summary in evaluate_splits(options.splits, options.gold, options.pred, options.out):
                print(f"\n{summary}", flush=True)
        else:
            from tools.scores.readme import update_readme  # noqa: PLC0415 - brings the parser along

            update_readme(options.readme, options.report)
            print(f"{options.readme} written")
    except MonographError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.scores", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    evaluate = commands.add_parser("evaluate", help="score splits, each with a report of its own")
    evaluate.add_argument("splits", nargs="+", metavar="SPLIT", help="train, dev or test")
    evaluate.add_argument("--gold", type=Path, required=True, metavar="DIR", help="the gold files")
    evaluate.add_argument("--pred", type=Path, required=True, metavar="DIR", help="the run's results")
    evaluate.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the reports go")
    readme = commands.add_parser("readme", help="write the README's example and its table of scores")
    readme.add_argument("--report", type=Path, required=True, metavar="DIR", help="the reports, by split")
    readme.add_argument("--readme", type=Path, default=Path("README.md"), metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
