"""``python -m tools.relation_model``: train the relation model, or measure what each source is worth."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import MonographError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0, or 2 where it can't be done as asked (why, on stderr)."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "train":
            from tools.relation_model.store import train_and_save  # noqa: PLC0415 - brings the parser along

            print(train_and_save(options.gold, options.corpus, options.out, options.data))
        else:
            from tools.relation_model.ablation import run_ablation  # noqa: PLC0415

            print(run_ablation(options.gold, options.corpus, options.split, options.out, options.data))
    except MonographError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.relation_model", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train on the gold's train split, choose thresholds with dev")
    train.add_argument("--data", type=Path, metavar="DIR", help="learn from the public data of a folder too")
    ablation = commands.add_parser("ablation", help="score rules, model and both on a split")
    ablation.add_argument("--data", type=Path, metavar="DIR", help="leave out each corpus of a folder too")
    ablation.add_argument("--split", default="dev", choices=("train", "dev"))
    for command, out in ((train, "models/relations"), (ablation, "out/report/ablation.json")):
        command.add_argument("--gold", type=Path, default=Path("gold"), metavar="DIR")
        command.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR")
        command.add_argument("--out", type=Path, default=Path(out), metavar="PATH")
    return parser


if __name__ == "__main__":
    sys.exit(main())
