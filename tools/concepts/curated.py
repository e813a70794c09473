"""Reads the hand-made tables in curated/."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("curated")


def read_curated(name: str) -> list[dict[str, str]]:
    """Return the lines of ``curated/NAME.tsv`` by column."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
