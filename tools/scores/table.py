"""The table of scores, made from the files that the evaluation wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pipeline.errors import FormatError
from pipeline.evaluation.counts import Counts
from tools.scores.splits import SEED, show_f1

ROWS: Final = (
    ("triples, core", "triples_relaxed", "core"),
    ("triples, extended", "triples_relaxed", "extended"),
    ("triples, all", "triples_relaxed", "all"),
    ("triples, all, strict names", "triples_strict", "all"),
    ("triples, negated", "triples_negated", "all"),
    ("`via` links of triples", "via_triples", "all"),
    ("relations, each mention", "relations", "all"),
    ("entities, strict", "entities_strict", "micro"),
    ("entities, partial", "entities_partial", "micro"),
)
"""Title, table of the evaluation and row of it."""

_HEADER: Final = (
    "| split | documents | what is scored | precision | recall | F1 (95 % interval) | tp | fp | fn |",
    "| --- | ---: | --- | ---: | ---: | --- | ---: | ---: | ---: |",
)


def score_table(reports: Mapping[str, Path]) -> str:
    """Return the table as Markdown, one block of rows a split, and the seed text's line.

    Args:
        reports: For each split, its evaluation.json.

    Raises:
        FormatError: A file that is missing or has no such tables.
    """
    lines = list(_HEADER)
    seed = ""
    for split, path in reports.items():
        data = _load(path)
        try:
            lines.extend(_rows(split, data))
            seed = seed or _seed(data)
        except (KeyError, TypeError, ValueError) as error:
            raise FormatError(
                f"{path}: expected the tables of an evaluation, got {error!r}; score again"
            ) from error
    return "\n".join([*lines, "", seed] if seed else lines)


def _load(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FormatError(f"{path}: expected an evaluation, got {error}; run `make` first") from error
    if not isinstance(data, dict):
        raise FormatError(f"{path}: expected an evaluation, got {type(data).__name__}; run `make` first")
    return data


def _rows(split: str, data: dict[str, Any]) -> Iterator[str]:
    tables = {
        table["table"]: {row["name"]: row["score"] for row in table["rows"]} for table in data["tables"]
    }
    for number, (title, table, row) in enumerate(ROWS):
        score = tables[table][row]
        counts = score["counts"]
        cells = [
            split if number == 0 else "",
            str(len(data["documents"])) if number == 0 else "",
            title,
            _show(score["precision"]["value"]),
            _show(score["recall"]["value"]),
            _show_interval(score["f1"]),
            *(str(counts[key]) for key in ("tp", "fp", "fn")),
        ]
        yield f"| {' | '.join(cells)} |"


def _show(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _show_interval(measure: dict[str, float | None]) -> str:
    text = _show(measure["value"])
    if measure["low"] is None or measure["high"] is None:
        return text
    return f"{text} ({measure['low']:.2f} to {measure['high']:.2f})"


def _seed(data: dict[str, Any]) -> str:
    for document in data["documents"]:
        if document["doc"] == SEED:
            scores = ", ".join(
                f"{name} {show_f1(Counts(**document[name]))}" for name in ("core", "extended", "all")
            )
            return f"`corpus/{SEED}` alone, F1 of its triples: {scores}."
    return ""
