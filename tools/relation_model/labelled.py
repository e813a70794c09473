"""A text with the relations that its annotators marked, whatever corpus it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.types import Fragment

UNKNOWN: Final = "unknown"
"""The label of a pair that the annotators leave open: nothing is learned from it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A marked relation: half-open characters that name its subject (none for the text's own drug) and its
    object, and a relation, `NONE` or `UNKNOWN`."""

    subject: tuple[Fragment, ...]
    object: Fragment
    label: str


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text of a corpus and what is marked in it.

    Args:
        source: The corpus.
        id: Of the text, in the corpus.
        text: The text; places are characters of it.
        stated: The marked relations.
        complete: The kinds of object (`features.group`) of which all relations are marked; of others, no mark
            tells nothing.
        names_subject: Whether these are the relations of drugs that a sentence names, or of the text's own.
    """

    source: str
    id: str
    text: str
    stated: tuple[Stated, ...]
    complete: frozenset[str]
    names_subject: bool
