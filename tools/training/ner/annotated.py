"""Texts whose names are marked, whatever the format of their corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.entities.tagging import LABELS

CHEMICAL: Final = frozenset({"DRUG", "DRUG_CLASS"})
"""What corpora of chemicals call one thing: a substance or a class of them."""
UNKNOWN: Final = frozenset(LABELS)
"""The labels of characters of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked name: half-open characters, and the labels that it may have in our terms.

    Where all labels are possible (`UNKNOWN`), the characters may as well be outside of names.
    """

    start: int
    end: int
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with all its names of the kinds that its corpus knows.

    Args:
        id: Its name in the corpus, as PubMed number where it has one.
        text: The text.
        marks: Its names, in order of their start.
        knows: The labels that the corpus annotates: what it leaves unmarked has none of them.
    """

    id: str
    text: str
    marks: tuple[Mark, ...]
    knows: frozenset[str]
