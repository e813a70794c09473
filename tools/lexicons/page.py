"""Writes the counts of the lexicons into docs/lexicons.md, so that the page cannot fall behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "lexicons.md"


def update_counts(counts: Mapping[str, tuple[int, int]]) -> None:
    """Replace the figures (terms, names) in the page's line of each file; raise ValueError if it has none."""
    text = PAGE.read_text(encoding="utf-8")
    for name, (terms, names) in counts.items():
        line = re.compile(rf"(\| `{re.escape(name)}` \| [^|\n]+ \|)[^|\n]*\|[^|\n]*\|")
        if not line.search(text):
            raise ValueError(f"{PAGE.name}: expected a line of its table for {name}, found none; add it")
        text = line.sub(rf"\1 {terms:,} | {names:,} |", text)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
