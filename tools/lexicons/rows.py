"""A line of a lexicon, and how the lines of one file are settled and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from tools.lexicons.names import make_singular

HEADER = ("term", "name", "label", "id", "source")
_NOT_RECEPTORS = frozenset({"TRANSPORTER", "ION_CHANNEL", "ENZYME", "OTHER_TARGET"})
CURIE = re.compile(r"[A-Z][A-Z.]*:[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One term: ``id`` is a CURIE or empty, ``source`` a key that docs/lexicons.md explains."""

    term: str
    name: str
    label: str
    id: str
    source: str

    @property
    def key(self) -> str:
        """What must be unique in a file: the term, without regard to case unless its case counts."""
        return _key(self.term)


def counts_case(term: str) -> bool:
    """Tell whether a term matches in its own case only: a symbol of at most five characters.

    >>> counts_case("SERT"), counts_case("Kv7.2"), counts_case("aspirin"), counts_case("gout")
    (True, True, False, False)
    """
    return len(term) <= 5 and " " not in term and bool(re.search(r"[A-Z].*[A-Z0-9]|[a-z0-9][A-Z]", term))


def _key(term: str) -> str:
    return term if counts_case(term) else term.casefold()


def settle(rows: Iterable[Row]) -> list[Row]:
    """Return the rows sorted: one for each term, the first one given, and no plural beside its singular."""
    kept: dict[str, Row] = {}
    for row in rows:
        kept.setdefault(row.key, row)
    for key in [
        key
        for key, row in kept.items()
        if (single := make_singular(row.term)) != row.term and _key(single) in kept
    ]:
        del kept[key]
    folded = {key for key in kept if key == key.casefold()}
    chosen = [
        _as_named(row) for key, row in kept.items() if key == key.casefold() or key.casefold() not in folded
    ]
    return sorted(chosen, key=lambda row: (row.term.casefold(), row.term))


def _as_named(row: Row) -> Row:
    """Return a row with the label of its term: what is named as a receptor is one, also where it is a channel
    or a kinase."""
    named = row.label in _NOT_RECEPTORS and re.search(r"(?i)\breceptors?$", row.term)
    return replace(row, label="RECEPTOR") if named else row


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write a lexicon, return the number of its terms; raise ValueError on a row that breaks the format."""
    lines = ["\t".join(HEADER)]
    for row in rows:
        fields = (row.term, row.name, row.label, row.id, row.source)
        text = "\t".join(fields)
        is_full = len(row.term) > 1 and bool(row.name and row.label)
        if text.count("\t") != len(HEADER) - 1 or "\n" in text or not is_full:
            raise ValueError(
                f"{path.name}: expected five fields without tabs and line breaks, got {fields!r}"
            )
        if not re.search(r"[^\W\d_]", row.term):
            raise ValueError(f"{path.name}: expected a letter in every term, got '{row.term}'")
        if row.id and not CURIE.fullmatch(row.id):
            raise ValueError(f"{path.name}: expected a CURIE as id of '{row.term}', got '{row.id}'")
        lines.append(text)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return len(lines) - 1
