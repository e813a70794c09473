"""Triples as a table, for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final, TextIO

from pipeline.types import Fragment, Triple

COLUMNS: Final = (
    "doc_id",
    "subject",
    "subject_label",
    "subject_text",
    "subject_id",
    "relation",
    "object",
    "object_label",
    "object_text",
    "object_id",
    "polarity",
    "certainty",
    "effect_kind",
    "confidence",
    "mentions",
    "section",
    "evidence",
    "sentences",
    "objects",
    "found_by",
    "contradicted_by",
    "via",
    "id",
)
"""The columns, one row a triple.

`subject` and `object` are canonical names, `*_text` the mention that the text uses first, `*_id` a CURIE or
empty. `mentions` counts the pieces of evidence; `section` and `evidence` (the sentence) are those of the
first one; `sentences` and `objects` are the ranges `start-end` of each, in characters, joined by `;` (the
fragments of one object by `+`). `found_by`, `contradicted_by` and `via` are joined by `;`. Nothing known is
an empty cell.
"""

_CHUNK: Final = 10_000
_FORMULA: Final = ("=", "+", "-", "@")


def write_table(triples: Iterable[Triple], stream: TextIO, *, separator: str = ",") -> None:
    """Write the triples as rows under a header (`COLUMNS`), a few thousand at a time.

    A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return)
    gets an apostrophe before it; white space within a cell becomes one space.
    """
    import pandas as pd  # noqa: PLC0415 - half a second that only tables need

    rows = map(_row, triples)
    first = True
    while (chunk := list(islice(rows, _CHUNK))) or first:
        frame = pd.DataFrame(chunk, columns=list(COLUMNS), dtype=object)
        frame.to_csv(stream, sep=separator, index=False, header=first, lineterminator="\n")
        first = False


def describe_triple(triple: Triple) -> dict[str, object]:
    """Return what a table says of a triple, by column, all but `sentences` and `objects`; lists as tuples."""
    evidence = triple.evidence
    return {
        "doc_id": triple.doc_id,
        "subject": triple.subject.name,
        "subject_label": str(triple.subject.label),
        "subject_text": triple.subject.text,
        "subject_id": triple.subject.id,
        "relation": str(triple.relation),
        "object": triple.object.name,
        "object_label": str(triple.object.label),
        "object_text": triple.object.text,
        "object_id": triple.object.id,
        "polarity": str(triple.polarity),
        "certainty": str(triple.certainty),
        "effect_kind": triple.effect_kind and str(triple.effect_kind),
        "confidence": triple.confidence,
        "mentions": len(evidence),
        "section": evidence[0].section,
        "evidence": evidence[0].text,
        "found_by": tuple(dict.fromkeys(name for one in evidence for name in one.found_by)),
        "contradicted_by": tuple(dict.fromkeys(name for one in evidence for name in one.contradicted_by)),
        "via": triple.via,
        "id": triple.id,
    }


def _row(triple: Triple) -> dict[str, object]:
    cells = describe_triple(triple)
    cells["sentences"] = tuple(_range(one.sentence) for one in triple.evidence)
    cells["objects"] = tuple("+".join(map(_range, one.object)) for one in triple.evidence)
    return {name: _cell(value) for name, value in cells.items()}


def _cell(value: object) -> object:
    """Return a value as a cell: text made safe, lists joined, numbers as they are."""
    if isinstance(value, tuple):
        value = ";".join(value)
    return safe_cell(value) if value is None or isinstance(value, str) else value


def _range(fragment: Fragment) -> str:
    return f"{fragment.start}-{fragment.end}"


def safe_cell(cell: str | None) -> str:
    """Return the cell on one line, and not as a formula; "" for None."""
    if cell is None:
        return ""
    formula = cell.startswith(("\t", "\r")) or cell.lstrip().startswith(_FORMULA)
    return ("'" if formula else "") + " ".join(cell.split())
