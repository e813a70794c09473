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


def _row(triple: Triple) -> dict[str, object]:
    evidence = triple.evidence
    cells: dict[str, str | None] = {
        "doc_id": triple.doc_id,
        "subject": triple.subject.name,
        "subject_label": triple.subject.label,
        "subject_text": triple.subject.text,
        "subject_id": triple.subject.id,
        "relation": triple.relation,
        "object": triple.object.name,
        "object_label": triple.object.label,
        "object_text": triple.object.text,
        "object_id": triple.object.id,
        "polarity": triple.polarity,
        "certainty": triple.certainty,
        "effect_kind": triple.effect_kind,
        "section": evidence[0].section,
        "evidence": evidence[0].text,
        "sentences": _join(_range(one.sentence) for one in evidence),
        "objects": _join("+".join(map(_range, one.object)) for one in evidence),
        "found_by": _join(dict.fromkeys(name for one in evidence for name in one.found_by)),
        "contradicted_by": _join(dict.fromkeys(name for one in evidence for name in one.contradicted_by)),
        "via": _join(triple.via),
        "id": triple.id,
    }
    row: dict[str, object] = {name: safe_cell(cell) for name, cell in cells.items()}
    return row | {"confidence": triple.confidence, "mentions": len(evidence)}


def _join(parts: Iterable[str]) -> str:
    return ";".join(parts)


def _range(fragment: Fragment) -> str:
    return f"{fragment.start}-{fragment.end}"


def safe_cell(cell: str | None) -> str:
    """Return the cell on one line, and not as a formula; "" for None."""
    if cell is None:
        return ""
    formula = cell.startswith(("\t", "\r")) or cell.lstrip().startswith(_FORMULA)
    return ("'" if formula else "") + " ".join(cell.split())
