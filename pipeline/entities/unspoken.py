"""What stands in a sentence without being said of anything: organ classes that order a list, references to
other sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.rules.wordlists import load_words

_OPEN: Final = frozenset({"(", "["})
_CLOSE: Final = frozenset({")", "]"})


@cache
def _organ_classes() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the words of each organ class under its first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in load_words(__package__)["organ_class"]:
        words = tuple(name.split())
        table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in table.items()}


def find_unspoken(tokens: Sequence[Token], lower: Sequence[str]) -> frozenset[int]:
    """Return the tokens (counted in the sentence) of organ classes and of references in brackets."""
    return frozenset([*_in_organ_classes(tokens, lower), *_in_references(lower)])


def _in_organ_classes(tokens: Sequence[Token], lower: Sequence[str]) -> Iterator[int]:
    """Yield the tokens of names like "Nervous system disorders", written with a capital."""
    for start, word in enumerate(lower):
        for name in _organ_classes().get(word, ()):
            end = _past(lower, start, name)
            if end is not None and tokens[start].text[0].isupper():
                yield from range(start, end)
                break


def _past(lower: Sequence[str], at: int, name: Sequence[str]) -> int | None:
    """Return the token behind a name that begins at a token, whatever its commas."""
    for word in name:
        if at < len(lower) and lower[at] == ",":
            at += 1
        if at >= len(lower) or lower[at] != word:
            return None
        at += 1
    return at


def _in_references(lower: Sequence[str]) -> Iterator[int]:
    """Yield the tokens of "[see Warnings and Precautions (5.1)]" between its brackets."""
    depth = 0
    for position, word in enumerate(lower):
        if depth:
            depth += (word in _OPEN) - (word in _CLOSE)
            if depth:
                yield position
        elif word in _OPEN and lower[position + 1 : position + 2] == ["see"]:
            depth = 1
