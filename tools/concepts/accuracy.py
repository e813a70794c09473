"""Counts the sheet of links read by hand: ``python -m tools.concepts.accuracy``.

A verdict is `right`, `broad` (the id is of something more general: "absorption of gabapentin" as absorption)
or `wrong`. `right_id` is the identifier that should stand there, where one is known.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pipeline.linking.link import load_linker
from pipeline.types import Entity, Fragment
from pipeline.vocabulary import Label

SHEET: Final = Path(__file__).with_name("accuracy.tsv")


def read_sheet(path: Path = SHEET) -> list[dict[str, str]]:
    """Return the judged links."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def count_verdicts(rows: Iterable[Mapping[str, str]]) -> Counter[str]:
    """Return how many links have each verdict."""
    return Counter(row["verdict"] for row in rows)


def still_linked(row: Mapping[str, str]) -> bool:
    """Tell whether today's linker keeps the id that was judged, where the lexicons gave it to the mention."""
    span = (Fragment(0, len(row["mention"])),)
    entity = Entity("", Label(row["label"]), span, row["mention"], row["mention"], row["id"])
    (linked,) = load_linker().link_entities([entity], {})
    return linked.concept == row["id"]


def main() -> int:
    """Print the counts as judged, and of the links that today's linker keeps."""
    rows = read_sheet()
    for title, kept in (
        ("as judged", rows),
        ("kept by today's linker", [r for r in rows if still_linked(r)]),
    ):
        counts = count_verdicts(kept)
        shares = ", ".join(
            f"{verdict} {number} ({number / len(kept):.1%})" for verdict, number in sorted(counts.items())
        )
        print(f"{title}: {len(kept)} links: {shares}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
