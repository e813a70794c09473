"""Builds the concept base: ``python -m tools.concepts --data DATA --packages PACKAGES``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.concepts.build import FOLDER, build_base, write_manifest
from tools.lexicons.sources import SourceError, Sources


def main() -> int:
    """Run the build; return 0, or 1 where a source is not what was recorded."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.concepts", description="Build the concept base from its sources."
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument(
        "--packages", type=Path, required=True, help="the folder of the packages in lexicons/packages.txt"
    )
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the base goes (default: %(default)s)")
    options = parser.parse_args()
    try:
        counts = build_base(Sources(options.data, options.packages), options.out)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    if options.out == FOLDER:
        write_manifest(FOLDER)
    for name, count in counts.items():
        print(f"{name}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
