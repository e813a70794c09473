"""The table of what each source is worth, made from the file that `make ablation` wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from pipeline.errors import FormatError

_NAMES: Final = {
    "rules": "rules alone",
    "model": "relation model alone",
    "both": "both together",
    "both, without the recognizer": "both, without the recognizer of names",
}
_HEADER: Final = (
    "| dev, relaxed triples | core F1 | all: precision | recall | F1 | against rules alone (95 % interval) |",
    "| --- | ---: | ---: | ---: | ---: | --- |",
)


def source_table(path: Path) -> str:
    """Return the table as Markdown.

    Raises:
        FormatError: The file is missing or holds no such table.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return "\n".join([*_HEADER, *map(_row, rows)])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FormatError(
            f"{path}: expected the table of `make ablation`, found none ({error}); run it first"
        ) from error


def _row(row: dict[str, Any]) -> str:
    core, every, gain = row["scores"]["core"], row["scores"]["all"], "–"
    if row["compared"] is not None:
        low, high = row["compared"]["interval"]
        gain = f"{row['compared']['gain']:+.3f} ({low:+.3f} to {high:+.3f})"
    cells = [f"{value:.2f}" for value in (core["f1"], every["precision"], every["recall"], every["f1"])]
    return f"| {' | '.join([_NAMES.get(row['name'], row['name']), *cells, gain])} |"
