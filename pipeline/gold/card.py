"""The data card, gold/README.md: the tables of counts between its markers are written from the gold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.gold.schema import GoldDocument
from pipeline.gold.stats import describe_gold

NAME = "README.md"
BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"


def fill_card(card: Path, documents: Sequence[GoldDocument]) -> None:
    """Write the counts of the documents between the markers of the card; GoldError where it lacks them."""
    before, _, after = _parts(card)
    card.write_text(before + _between(documents) + after, encoding="utf-8", newline="\n")


def check_card(card: Path, documents: Sequence[GoldDocument]) -> list[str]:
    """Return what is wrong where the card's counts are not those of the documents."""
    try:
        _, got, _ = _parts(card)
    except GoldError as error:
        return list(error.problems)
    if got == _between(documents):
        return []
    return [
        f"{card}: expected the counts of the gold as it is, got others; python -m pipeline.gold stats --write"
    ]


def _between(documents: Sequence[GoldDocument]) -> str:
    return f"{BEGIN}\n\n{describe_gold(documents)}\n{END}"


def _parts(card: Path) -> tuple[str, str, str]:
    """Return the card's text before, between (with the markers) and after the markers."""
    text = card.read_text(encoding="utf-8")
    start, end = text.find(BEGIN), text.find(END)
    if not 0 <= start < end:
        raise GoldError(
            [f"{card}: expected '{BEGIN}' and '{END}' on lines of their own, found none; add them"]
        )
    return text[:start], text[start : end + len(END)], text[end + len(END) :]
