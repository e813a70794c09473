"""The command line of a training: what both trainings ask for and answer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import MonographError


def add_training_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of every training: the data, the settings and the seed."""
    parser.add_argument("--data", type=Path, required=True, help="folder of the public corpora")
    parser.add_argument("--config", type=Path, help="settings (default: config.yaml beside the code)")
    parser.add_argument("--seed", type=int, default=0)


def run_command(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> int:
    """Run the `command` that the arguments set; return 0, or 2 where data or settings are not as expected."""
    options = parser.parse_args(arguments)
    try:
        options.command(options)
    except MonographError as error:
        print(error, file=sys.stderr)
        return 2
    return 0
