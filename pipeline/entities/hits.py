"""Find the lexicon names of a sentence, the longest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from pipeline.entities.lexicon import Entry, Lexicon, case_agrees, prefer
from pipeline.rules.words import fold_words

_NOT_NAMES: Final = frozenset(
    {"DET", "PRON", "VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE", "PART", "INTJ"}
)
_SYMBOL: Final = re.compile(
    r"^(?=.*[A-Za-z])(?=.*(?:[A-Z0-9].*[A-Z0-9]|[a-z][A-Z0-9]))[A-Za-z0-9α-ω/+-]{2,20}$"
)
_MEMBER: Final = (str.isdigit, str.isalpha, str.isdigit)
"""What the folded words of a member of a family are ("2C19")."""
_FAMILIES: Final = frozenset({"cyp", "ugt", "oatp", "sult"})
_REACH: Final = 24
"""How far before a member its family may be named, in folded words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon name in a sentence: tokens ``start`` to ``end`` (exclusive, counted in the sentence)."""

    start: int
    end: int
    entry: Entry


def find_hits(
    tokens: Sequence[Token], source: str, lexicon: Lexicon, extra: dict[tuple[str, ...], Entry]
) -> list[Hit]:
    """Return the lexicon names of a sentence, left to right, not overlapping."""
    words: list[str] = []
    owner: list[int] = []
    for position, token in enumerate(tokens):
        for word in fold_words(token.text):
            words.append(word)
            owner.append(position)
    sizes = sorted({len(key) for key in extra}, reverse=True)
    hits: list[Hit] = []
    at = 0
    while at < len(words):
        if at and owner[at - 1] == owner[at]:
            at += 1
            continue
        found = _hit_from(tokens, source, words, owner, at, lexicon=lexicon, extra=extra, sizes=sizes)
        if found is None:
            at += 1
            continue
        hit, at = found
        hits.append(hit)
    return hits


def _hit_from(
    tokens: Sequence[Token],
    source: str,
    words: list[str],
    owner: list[int],
    at: int,
    *,
    lexicon: Lexicon,
    extra: dict[tuple[str, ...], Entry],
    sizes: Sequence[int],
) -> tuple[Hit, int] | None:
    """Return the longest name that begins at a word and the word after it; `sizes` are the lengths of the
    names in `extra`, falling."""
    for size in sizes:
        entry = extra.get(tuple(words[at : at + size]))
        inside = at + size <= len(words)
        if entry and inside and _whole(owner, at + size) and _is_written_so(entry, tokens[owner[at]].text):
            return Hit(owner[at], owner[at + size - 1] + 1, entry), at + size
    for end in lexicon.longest_at(words, at):
        if not _whole(owner, end):
            continue
        start_token, end_token = owner[at], owner[end - 1] + 1
        span = tokens[start_token:end_token]
        surface = source[span[0].idx : span[-1].idx + len(span[-1].text)]
        if any(token.text in ",;:()[]." for token in span):
            continue
        if (
            len(span) == 1
            and span[0].pos_ in _NOT_NAMES
            and span[0].tag_ != "VBG"
            and span[0].is_lower
            and len(span[0]) < 7
        ):
            continue
        entries = [entry for entry in lexicon.get(words[at:end]) if case_agrees(entry.term, surface)]
        entries = [entry for entry in entries if not _is_composed(entry, span)]
        if entries:
            return Hit(start_token, end_token, prefer(entries)), end
    return _isoform_from(words, owner, at, lexicon)


def _isoform_from(
    words: Sequence[str], owner: Sequence[int], at: int, lexicon: Lexicon
) -> tuple[Hit, int] | None:
    """Return the member of a family of enzymes that is named without it ("CYP3A4 and 2C19")."""
    end = at + len(_MEMBER)
    member = words[at:end]
    if len(member) < len(_MEMBER) or not _whole(list(owner), end) or owner[at] != owner[end - 1]:
        return None
    if not all(kind(word) for kind, word in zip(_MEMBER, member, strict=True)):
        return None
    family = next((word for word in reversed(words[max(0, at - _REACH) : at]) if word in _FAMILIES), None)
    entries = lexicon.get([family, *member]) if family else ()
    return (Hit(owner[at], owner[at] + 1, prefer(list(entries))), end) if entries else None


def _is_written_so(entry: Entry, word: str) -> bool:
    """Whether a name begins as it was defined: an abbreviation keeps its capitals ("ALL" is not "all")."""
    return case_agrees(entry.term, word) or len(fold_words(entry.term)) > 1


def _is_composed(entry: Entry, span: Sequence[Token]) -> bool:
    """Whether a name is better read word by word, so that what is coordinated in it comes
    apart ("reuptake of serotonin")."""
    words = {token.lower_ for token in span}
    return (entry.label == "PROCESS" and "of" in words) or (
        entry.label in ("PROCESS", "FINDING") and "and" in words
    )


def _whole(owner: list[int], end: int) -> bool:
    return end == len(owner) or owner[end] != owner[end - 1]


@lru_cache(maxsize=100_000)
def is_symbol(text: str) -> bool:
    """Whether a word has the shape of a symbol: capitals or digits inside ("HMG-CoA", "5-HT2A", "mTOR")."""
    return bool(_SYMBOL.match(text)) and not text.istitle()
