"""Names from the product's lexicons, for sentences with names that no treebank holds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

_WORD = re.compile(r"[A-Za-z][a-z]{4,}")


def _rows(table: str) -> Iterator[dict[str, str]]:
    source = resources.files("pipeline.entities").joinpath("lexicons", table)
    yield from csv.DictReader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t")


@cache
def load_drugs() -> tuple[str, ...]:
    """Return the drug names that are one lower-case word of five letters or more, in order."""
    return tuple(sorted({row["term"].lower() for row in _rows("drugs.tsv") if _WORD.fullmatch(row["term"])}))


@cache
def load_classes() -> tuple[str, ...]:
    """Return the names of drug classes of at most three words, in order."""
    terms = {row["term"] for row in _rows("drug_classes.tsv")}
    return tuple(sorted(term for term in terms if re.fullmatch(r"[A-Za-z0-9-]+( [A-Za-z0-9-]+){0,2}", term)))


@cache
def load_findings() -> tuple[str, ...]:
    """Return findings of one to three lower-case words, in order."""
    terms = {row["term"] for row in _rows("findings.tsv")}
    return tuple(sorted(term for term in terms if re.fullmatch(r"[a-z]{4,}( [a-z]{4,}){0,2}", term)))


@cache
def load_targets() -> tuple[str, ...]:
    """Return targets of one to three words, the last no bare number, in order."""
    terms = {row["term"] for row in _rows("targets.tsv")}
    shape = re.compile(r"([A-Za-z0-9-]+ ){0,2}[A-Za-z0-9-]*[A-Za-z]{2}[A-Za-z0-9-]*")
    return tuple(sorted(term for term in terms if shape.fullmatch(term)))
