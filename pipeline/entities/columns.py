"""What the recognizer sees of each unit of a text: the word, its ends, its shape, whether a lexicon holds it,
and the style of annotation that is asked for.

A unit is a run of letters and digits or one sign: finer than the tokens of the parser, because names end
inside of those ("levodopa-induced").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

from pipeline.entities.lexicon import Lexicon, prefer
from pipeline.rules.words import fold_words

COLUMNS: Final = ("word", "prefix", "suffix", "ending", "shape", "lexicon", "style")
WORD: Final = COLUMNS.index("word")
LEXICON: Final = COLUMNS.index("lexicon")
_STYLE: Final = COLUMNS.index("style")
_DIGIT: Final = re.compile(r"\d")
_SHAPES: Final = ((re.compile("[A-ZΑ-Ω]"), "X"), (re.compile("[a-zα-ω]"), "x"), (re.compile(r"\d"), "d"))
_RUNS: Final = re.compile(r"(.)\1{3,}")
_UNIT: Final = re.compile(r"\d+[.,]\d+|[^\W_]+|\S")
_NOT_IN_NAMES: Final = frozenset(",;:()[].")
NO_NAME: Final = get_string_id("-")
UNKNOWN: Final = get_string_id("<unknown>")


def split_units(text: str) -> list[tuple[int, int]]:
    """Return the units of a text, as half-open characters.

    >>> [text[start:end] for text in ["5-HT2A at 0.5 mg"] for start, end in split_units(text)]
    ['5', '-', 'HT2A', 'at', '0.5', 'mg']
    """
    return [match.span() for match in _UNIT.finditer(text)]


def make_columns(
    text: str, units: Sequence[tuple[int, int]], lexicon: Lexicon, style: str
) -> NDArray[np.uint64]:
    """Return the features of units as hashes. Shape: (units, columns).

    Args:
        text: The text.
        units: Its units, as half-open characters.
        lexicon: Its names, the longest first, are marked with their labels.
        style: Which annotations to imitate: a source of the training.
    """
    columns = np.zeros((len(units), len(COLUMNS)), dtype=np.uint64)
    if not units:
        return columns
    words = [text[start:end] for start, end in units]
    last_ends = (-1, *(end for _, end in units))
    glued = [start == end for (start, _), end in zip(units, last_ends, strict=False)]
    columns[:, :LEXICON] = [_word_columns(word, joined) for word, joined in zip(words, glued, strict=True)]
    columns[:, LEXICON] = _mark_names(text, units, words, lexicon)
    columns[:, _STYLE] = get_string_id(style)
    return columns


@lru_cache(maxsize=100_000)
def _word_columns(word: str, glued: bool) -> tuple[int, ...]:
    lower = _DIGIT.sub("0", word.lower())
    shape = word
    for pattern, sign in _SHAPES:
        shape = pattern.sub(sign, shape)
    shape = _RUNS.sub(r"\1\1\1", shape)
    parts = (lower, lower[:3], lower[-3:], lower[-5:], "+" * glued + shape[:8])
    return tuple(get_string_id(part) for part in parts)


@lru_cache(maxsize=1_000)
def _mark(place: str, label: str) -> int:
    return get_string_id(f"{place}-{label}")


def _mark_names(
    text: str, units: Sequence[tuple[int, int]], words: Sequence[str], lexicon: Lexicon
) -> list[int]:
    """Return a mark for each unit: its place in a lexicon's name and the label of that."""
    folded = [part for word in words for part in fold_words(word)]
    owner = [position for position, word in enumerate(words) for _ in fold_words(word)]
    marks = [NO_NAME] * len(words)
    at = 0
    while at < len(folded):
        if at and owner[at - 1] == owner[at]:
            at += 1
            continue
        for end in lexicon.longest_at(folded, at):
            first, last = owner[at], owner[end - 1]
            whole = end == len(folded) or owner[end] != last
            if not whole or any(word in _NOT_IN_NAMES for word in words[first : last + 1]):
                continue
            entries = lexicon.get(folded[at:end], text[units[first][0] : units[last][1]])
            if entries:
                label = prefer(entries).label
                for position in range(first, last + 1):
                    marks[position] = _mark(place_in(position, first, last), label)
                at = end
                break
        else:
            at += 1
    return marks


def place_in(position: int, first: int, last: int) -> str:
    """Return the place of a unit in a name, given the first and last of its units: B, I, L or U."""
    if first == last:
        return "U"
    return "B" if position == first else "L" if position == last else "I"
