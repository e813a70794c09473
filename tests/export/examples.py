"""The queries of docs/exports.md, so that what readers copy is what tests run."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


def example(language: str, title: str) -> str:
    """Return the one block of code in that language whose first line, a comment, holds the title."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    found = [block for block in blocks if title in block.partition("\n")[0].lower()]
    assert len(found) == 1, f"{PAGE}: expected one {language} example on {title!r}, found {len(found)}"
    return str(found[0])
