"""Warnings: two canonical names of one document that look like one thing under two names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gold.schema import GoldDocument

_WORD = re.compile(r"[a-z0-9+α-ω]+")
_LEFT_OUT = frozenset({"by", "for", "in", "of", "the", "to"})
_KEPT_S = ("ss", "us", "is")
_SPELLING = (("aemi", "emi"), ("oedema", "edema"), ("oea", "ea"), ("our", "or"), ("isation", "ization"))


def warn_doubles(documents: Sequence[GoldDocument]) -> list[str]:
    """Return a warning for each pair of names that differ in number, spelling or the order around "of" only.

    Such a pair may be right ("release of calcium" beside "calcium release channel" never is one, but "5-HT1
    receptor" beside "receptor 5-HT1" is): a person decides, and a `name:` line joins the two.
    """
    warnings = []
    for document in documents:
        first: dict[frozenset[str], str] = {}
        for name in sorted({entity.name for entity in document.entities}):
            other = first.setdefault(words_of(name), name)
            if other != name:
                warnings.append(
                    f"{document.doc}: {other!r} and {name!r} look like one thing under two names; "
                    "if they are, join them with a 'name:' line"
                )
    return warnings


def words_of(name: str) -> frozenset[str]:
    """Return the words that set a name apart, in the singular and one spelling.

    >>> sorted(words_of("synthesis of mitochondrial proteins"))
    ['mitochondrial', 'protein', 'synthesis']
    >>> words_of("D2 receptors") == words_of("D2 receptor")
    True
    """
    folded = name.casefold()
    for old, new in _SPELLING:
        folded = folded.replace(old, new)
    return frozenset(_singular(word) for word in _WORD.findall(folded) if word not in _LEFT_OUT)


def _singular(word: str) -> str:
    if len(word) <= 3 or word.endswith(_KEPT_S):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
