"""The results as tables of a page, between its markers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from tools.benchmarks.outcome import Outcome
from tools.scores.markers import replace_part

SUMMARY: Final = "benchmarks"
DETAILS: Final = "benchmark-details"


def write_page(path: Path, results: Mapping[str, Iterable[Outcome]]) -> None:
    """Write the summary and the details between their markers.

    Raises:
        FormatError: A marker is missing.
    """
    outcomes = [outcome for each in results.values() for outcome in each]
    page = path.read_text(encoding="utf-8")
    page = replace_part(page, SUMMARY, summarise(outcomes))
    page = replace_part(page, DETAILS, "\n\n".join(map(detail, outcomes)))
    path.write_text(page, encoding="utf-8", newline="\n")


def summarise(outcomes: Iterable[Outcome]) -> str:
    """Return one row for each benchmark: its first figure beside those of others, in percent."""
    lines = ["| benchmark | part | Monograph | others |", "| --- | --- | ---: | --- |"]
    for outcome in outcomes:
        others = "; ".join(f"{each.value:.2f} {each.who}" for each in outcome.published)
        lines.append(f"| {outcome.title} | {outcome.part} | {outcome.figures[0].headline} | {others} |")
    return "\n".join(lines)


def detail(outcome: Outcome) -> str:
    """Return a section: setting, size, every figure, those of others with their settings, and the notes."""
    size = ", ".join(f"{count:,} {what}" for what, count in outcome.size.items())
    lines = [
        f"### {outcome.title}",
        "",
        f"Part: {outcome.part} ({size}). Setting: {outcome.setting}.",
        "",
        "| | P | R | F1 | macro F1 | tp | fp | fn |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(f"| {figure.name} | {' | '.join(figure.cells)} |" for figure in outcome.figures),
        "",
        *(f"- Published: {each.value:.2f}, {each.who}: {each.setting}." for each in outcome.published),
        *(f"- {note}" for note in outcome.notes),
    ]
    return "\n".join(lines)
