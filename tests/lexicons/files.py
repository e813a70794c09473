"""Reads the lexicons as they ship, without the product's own reader."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "pipeline" / "entities" / "lexicons"
NAMES = tuple(sorted(path.name for path in FOLDER.glob("*.tsv")))


@cache
def read_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one lexicon by column."""
    return read_table(FOLDER / name)


def read_table(path: Path) -> tuple[dict[str, str], ...]:
    """Return the rows of a table by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
