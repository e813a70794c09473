"""Signs on which a leaflet tells its reader to act: "Call your doctor at once if you have chest pain", "Watch
for unusual bleeding".

"Tell your doctor if you have asthma" calls for no haste: what follows is an illness that the reader has.
"""

from __future__ import annotations

from typing import Final

from pipeline.entities.phrases import Sentence
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular

_OPENING: Final = 10
"""How many words the naming of the signs may have before its colon ("any of these signs of an allergy:")."""


def find_signs(sentence: Sentence) -> int | None:
    """Return the token with which the signs begin, or None where a sentence calls for no haste."""
    start = _behind_watch(sentence)
    if start is None:
        start = _behind_condition(sentence)
    return None if start is None else _past_naming(sentence, start)


def _behind_watch(sentence: Sentence) -> int | None:
    """Return the token behind "watch for" or its like."""
    for at, word in enumerate(sentence.lower):
        if (
            word == "for"
            and at
            and " ".join(sentence.lower[max(0, at - 2) : at]).endswith(
                tuple(load_words(__package__)["watching"])
            )
        ):
            return at + 1
    return None


def _behind_condition(sentence: Sentence) -> int | None:
    """Return the token behind "if you have" or "about" where help is to be sought in haste."""
    text = f" {' '.join(sentence.lower)} "
    if not any(f" {phrase} " in text for phrase in load_words(__package__)["haste"]):
        return None
    asked = next(
        (p for p, word in enumerate(sentence.lower) if word in load_words(__package__)["seeking"]), None
    )
    if asked is None:
        return None
    for at in range(len(sentence) - 1):
        if sentence.lower[at] not in ("if", "when"):
            continue
        verb = next(
            (
                p
                for p in range(at + 1, min(at + 6, len(sentence)))
                if sentence.lower[p] in load_words(__package__)["called_for"]
            ),
            None,
        )
        if verb is not None:
            return verb + 1
    return None


def _past_naming(sentence: Sentence, start: int) -> int | None:
    """Pass over words that only name the signs ("any of the following side effects:")."""
    near = range(start, min(start + _OPENING, len(sentence)))
    named = any(
        singular(sentence.lower[p])
        in load_words(__package__)["reaction"] | load_words(__package__)["sign_noun"]
        for p in near
    )
    colon = next((p for p in near if sentence.lower[p] == ":"), None)
    if colon is not None:
        return colon + 1
    pointed = start + 1 < len(sentence) and sentence.lower[start] in ("any", "one", "these", "the")
    return None if named and pointed else start
