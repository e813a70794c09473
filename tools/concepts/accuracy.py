"""Draws links to judge by hand, and counts the sheet of those that were judged (docs/concepts.md).

    python -m tools.concepts.accuracy draw --run DIR --data DATA --packages PACKAGES > SHEET
    python -m tools.concepts.accuracy

A verdict is `right`, `broad` (the id is of something more general: "absorption of gabapentin" as absorption),
`wrong`, `missed` (null, although a vocabulary has the concept) or `none` (null, and none has it). `right_id`
is the identifier that should stand there, where one is known.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pipeline.report.confidence import share_of
from tools.concepts.official import read_official_names
from tools.lexicons.sources import Sources

SHEET: Final = Path(__file__).with_name("accuracy.tsv")
GOLD: Final = Path(__file__).parents[2] / "gold"
COLUMNS: Final = ("mention", "label", "doc", "split", "id", "id_name", "verdict", "right_id")
Row = Mapping[str, str]


def read_sheet(path: Path = SHEET) -> list[dict[str, str]]:
    """Return the judged links."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def draw_links(
    run: Path, gold: Path, names: Mapping[str, str], *, splits: Iterable[str], number: int, seed: int
) -> list[dict[str, str]]:
    """Return mentions drawn at random, each document's equal ones counted once, with the ids they were given.

    Args:
        run: A folder of results; its documents are named as in the gold.
        gold: The gold files, which tell each document's split.
        names: The sources' name of each identifier.
        splits: The splits to draw from.
        number: How many mentions to draw from each split.
        seed: Of the draw.
    """
    split_of = {
        data["doc"]: data["split"]
        for path in sorted(gold.glob("*.json"))
        if "split" in (data := json.loads(path.read_text(encoding="utf-8")))
    }
    found: dict[str, dict[tuple[str, str, str], dict[str, str]]] = {split: {} for split in splits}
    with (run / "documents.jsonl").open(encoding="utf-8") as file:
        for document in map(json.loads, file):
            split = split_of.get(document["doc_id"], "")
            for entity in document["entities"] if split in found else ():
                mention = " ".join(entity["text"].split())
                row = dict.fromkeys(COLUMNS, "") | {
                    "mention": mention,
                    "label": entity["label"],
                    "doc": document["doc_id"],
                    "split": split,
                    "id": entity["concept"] or "",
                    "id_name": names.get(entity["concept"], ""),
                }
                found[split].setdefault((row["doc"], row["label"], mention.casefold()), row)
    draw = random.Random(seed)
    drawn = [row for rows in found.values() for row in draw.sample(list(rows.values()), number)]
    return sorted(drawn, key=lambda row: (row["split"], row["label"], row["mention"].casefold(), row["doc"]))


def measure(rows: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """Return (hits, of how many): `right`, of the mentions for which a right concept exists, and `wrong`, of
    all mentions; a link that is too broad is not right, and not wrong."""
    counts = Counter(row["verdict"] for row in rows)
    return {
        "right": (counts["right"], counts.total() - counts["none"]),
        "wrong": (counts["wrong"], counts.total()),
    }


def main() -> int:
    """Draw a sheet to standard output, or print the shares of the one that was judged."""
    parser = argparse.ArgumentParser(prog="python -m tools.concepts.accuracy", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    draw = commands.add_parser("draw", help="draw mentions to judge")
    draw.add_argument("--run", type=Path, required=True, help="results of `monograph extract corpus`")
    draw.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    draw.add_argument("--packages", type=Path, required=True, help="the folder of the packages")
    draw.add_argument("--split", nargs="+", default=["dev", "test"], help="default: dev test")
    draw.add_argument("--number", type=int, default=150, help="of each split (default: %(default)s)")
    draw.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    options = parser.parse_args()
    if options.command == "draw":
        names = read_official_names(Sources(options.data, options.packages))
        rows = draw_links(
            options.run, GOLD, names, splits=options.split, number=options.number, seed=options.seed
        )
        writer = csv.DictWriter(
            sys.stdout, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE
        )
        writer.writeheader()
        writer.writerows(rows)
        return 0
    sheet = read_sheet()
    for split in (*sorted({row["split"] for row in sheet}), "all"):
        kept = [row for row in sheet if split in (row["split"], "all")]
        for name, (hits, of) in measure(kept).items():
            share = share_of(hits, of)
            print(f"{split}: {name} {hits} of {of}, {share.value:.1%} [{share.low:.1%}, {share.high:.1%}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
