"""Reads the hand-made lists in curated/."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from tools.lexicons.braces import expand_braces

FOLDER = Path(__file__).with_name("curated")


@cache
def read_curated(name: str) -> tuple[dict[str, str], ...]:
    """Return the lines of ``curated/NAME.tsv`` by column; lines that begin with ``#`` are notes."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the first column of a curated list, without regard to case."""
    return frozenset(next(iter(row.values())).casefold() for row in read_curated(name))


@cache
def read_terms(name: str) -> frozenset[str]:
    """Return the terms of a curated list, its names among them, without regard to case."""
    rows = read_curated(name)
    texts = [text for row in rows for text in (row["name"], *row["terms"].split("|"))]
    return frozenset(term.casefold() for text in texts for term in expand_braces(text) if term)
