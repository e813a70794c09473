"""Keys by which names of one concept meet: as they are spelled, and as sets of words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from pipeline.rules.load import load_table
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular

_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4"}
"""Numerals that are no letters of their own in names ("type II"); "i" and "v" stand for other things too."""


_UNSAID: Final = re.compile(r"^an? |['’]s\b", re.I)
"""An article at the beginning and the genitive; elsewhere "a" and "s" are names ("vitamin A")."""


def spelled_key(name: str) -> str:
    """Return the folded words of a name in their order, the last one in the singular.

    >>> spelled_key("α1-Adrenoceptors"), spelled_key("Type II diabetes")
    ('alpha 1 adrenoceptor', 'type 2 diabetes')
    """
    words = [_ROMAN.get(word, word) for word in fold_words(name)]
    return " ".join((*words[:-1], singular(words[-1]))) if words else ""


def content_words(name: str, *, drop: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the sorted words that carry a name's meaning, synonyms of one word replaced by one of them.

    Args:
        name: The name.
        drop: Words to leave out too, such as those of degree ("severe", "chronic"), which change how much
            of a thing there is, not which.

    >>> content_words("Anti-Inflammatory Agents, Non-Steroidal")
    ('anti', 'drug', 'inflammatory', 'nonsteroidal')
    >>> content_words("severe kidney impairment", drop=frozenset({"severe"}))
    ('impairment', 'renal')
    """
    function, same = load_words(__package__)["function"], _synonyms()
    words = [singular(_ROMAN.get(word, word)) for word in _join_prefixes(fold_words(_UNSAID.sub("", name)))]
    kept = {same.get(word, word) for word in words if word not in function | drop}
    return tuple(sorted(kept))


def set_key(name: str, *, drop: frozenset[str] = frozenset()) -> str:
    """Return a name's content words as one key, empty where fewer than two carry its meaning."""
    words = content_words(name, drop=drop)
    return " ".join(words) if len(words) > 1 else ""


def number_of(key: str) -> int:
    """Return a key as a signed 64-bit number, by which the files find it."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _join_prefixes(words: Iterable[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "non":
            joined[-1] += word
        else:
            joined.append(word)
    return joined


@cache
def _synonyms() -> dict[str, str]:
    return {row["word"]: row["means"] for row in load_table(__package__, "synonyms.tsv", ("word", "means"))}
