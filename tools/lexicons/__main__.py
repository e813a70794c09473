"""Builds the lexicons: ``python -m tools.lexicons --data DATA --packages PACKAGES``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.lexicons.build import build_lexicons, write_lexicons
from tools.lexicons.sources import SourceError, Sources

FOLDER = Path(__file__).parents[2] / "pipeline" / "entities" / "lexicons"


def main() -> int:
    """Run the build; return 0, or 1 where a source is not what was recorded."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.lexicons", description="Build the lexicons from their sources."
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument(
        "--packages", type=Path, required=True, help="the folder of the packages in packages.txt"
    )
    parser.add_argument(
        "--out", type=Path, default=FOLDER, help="where the lexicons go (default: %(default)s)"
    )
    options = parser.parse_args()
    try:
        lexicons = build_lexicons(Sources(options.data, options.packages))
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    for name, count in write_lexicons(lexicons, options.out).items():
        print(f"{name}: {count} terms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
