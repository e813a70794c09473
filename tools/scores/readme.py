"""The README's generated parts: an example with what really comes out, and the table of scores."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline import compose
from pipeline.triples import build_triples
from pipeline.types import Triple
from tools.scores.markers import replace_part
from tools.scores.sources import source_table
from tools.scores.table import score_table

EXAMPLE: Final = (
    "Tofranil (imipramine) blocks the reuptake of serotonin and norepinephrine in the brain. It is used for "
    "the treatment of major depressive disorder. It also acts as an antagonist at muscarinic receptors, "
    "which can lead to dry mouth and constipation. It does not inhibit monoamine oxidase."
)
"""The example's text, written for this page."""

SPLITS: Final = ("dev", "train")


def update_readme(readme: Path, report: Path) -> None:
    """Write the example, the scores and the worth of each source between their markers.

    Args:
        report: The folder that holds ablation.json and, for each split, a folder with its evaluation.json.

    Raises:
        FormatError: A marker or an evaluation is missing; nothing is written then.
    """
    page = readme.read_text(encoding="utf-8")
    page = replace_part(
        page, "scores", score_table({split: report / split / "evaluation.json" for split in SPLITS})
    )
    page = replace_part(page, "sources", source_table(report / "ablation.json"))
    page = replace_part(page, "example", show_example(compose.load()))
    readme.write_text(page, encoding="utf-8", newline="\n")


def show_example(extractor: compose.Extractor) -> str:
    """Return the example's text and a table of its triples, as Markdown."""
    triples = build_triples(extractor.extract(EXAMPLE, doc_id="imipramine.txt"))
    quoted = textwrap.fill(EXAMPLE, 116, initial_indent="> ", subsequent_indent="> ")
    return f"{quoted}\n\n{_table(triples)}"


def _table(triples: Sequence[Triple]) -> str:
    numbers = {triple.id: number for number, triple in enumerate(triples, 1)}
    lines = [
        "| | subject | relation | object | id of the object | polarity | kind | via |",
        "| ---: | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for triple in triples:
        cells = [
            str(numbers[triple.id]),
            triple.subject.name,
            f"`{triple.relation}`",
            triple.object.name,
            triple.object.id or "",
            str(triple.polarity),
            str(triple.effect_kind or ""),
            ", ".join(str(numbers[link]) for link in triple.via),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
