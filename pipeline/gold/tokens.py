"""Tokens for the exports: spaCy's English ones, cut wherever a mention begins or ends inside one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import spacy
from spacy.language import Language

from pipeline.gold.schema import GoldDocument
from pipeline.types import Fragment


@dataclass(frozen=True, slots=True)
class Token:
    """A token: half-open offsets, whether one space follows it, whether it begins a sentence."""

    start: int
    end: int
    space: bool
    begins: bool


@lru_cache(maxsize=1)
def _english() -> Language:
    english = spacy.blank("en")
    english.add_pipe("sentencizer")
    return english


def cut_tokens(document: GoldDocument, text: str) -> list[Token]:
    """Return the tokens of a text; with their spaces they give it back, so white space may be a token too.

    "5-HT2A/2C" is cut in two where a mention ends after "5-HT2A". A sentence begins after a full stop or an
    empty line, but never inside a mention.
    """
    edges = {edge for entity in document.entities for fragment in entity.fragments for edge in fragment}
    hulls = [(entity.fragments[0].start, entity.fragments[-1].end) for entity in document.entities]
    tokens: list[Token] = []
    due = True
    for token in _english()(text):
        start, end = token.idx, token.idx + len(token)
        due |= bool(token.is_sent_start) or token.text.count("\n") > 1
        begins = due and not token.is_space and not any(first < start < last for first, last in hulls)
        due &= token.is_space
        cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
        for one, other in pairwise(cuts):
            space = other == end and bool(token.whitespace_)
            tokens.append(Token(one, other, space, begins and one == start))
    return tokens


def covered(tokens: Iterable[Token], fragment: Fragment) -> tuple[int, int]:
    """Return the half-open range of positions of the tokens that a fragment is made of."""
    inside = [at for at, token in enumerate(tokens) if fragment.start <= token.start < fragment.end]
    return inside[0], inside[-1] + 1
