"""What a noun phrase leaves out at its beginning: grades, figures, and modifiers that say nothing of which
thing it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.rules.load import load_table
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS

if TYPE_CHECKING:
    from pipeline.entities.phrases import Sentence

GLUE: Final = frozenset({"-", "/", "+", "–"})
"""Signs that join the words of one name."""
_FIGURE: Final = str.maketrans("", "", ",./-")


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table(__package__, "modifiers.tsv", ("word", "use")))


def past_range(sentence: Sentence, at: int, end: int) -> int:
    """Pass over the first grade of a range ("mild to moderately severe"), unless a name begins with it."""
    words = sentence.lower[at : min(end, at + 3)]
    grades = load_words(__package__)["grade"]
    ranged = words[1:2] == ["to"] and words[0] in grades and words[-1] in grades
    return at + 2 if ranged and not sentence.hit_at(at) else at


def past_kind(sentence: Sentence, first: int, last: int) -> int:
    """Return where a name begins behind the noun that only says what kind of target it is ("the transporters
    OCT2", "the isoenzyme CYP2D6")."""
    hit = sentence.hit_at(last - 1)
    if hit is None or hit.end != last or hit.start <= first or hit.entry.label not in TARGETS:
        return first
    kind = singular(sentence.lower[hit.start - 1])
    return hit.start if kind in load_words(__package__)["target_kind"] else first


def is_strippable(sentence: Sentence, position: int) -> bool:
    """Whether a word at the beginning of a phrase is no part of the name."""
    hit = sentence.hit_at(position)
    if hit is not None and hit.end - hit.start > 1:
        return False
    token = sentence.tokens[position]
    if sentence.lower[position] in _modifiers() or token.text in GLUE:
        return True
    if sentence.lower[position] in load_words(__package__)["dealing"]:
        return token.tag_ == "VBG"
    return token.pos_ == "ADV" or (token.pos_ == "NUM" and token.text.translate(_FIGURE).isdigit())
