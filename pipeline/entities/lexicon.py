"""Look names up in the lexicons: one pass over a sentence's words, the longest name first."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

from pipeline.rules.load import load_table
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular

FINDING: Final = "FINDING"
"""A name that is an EFFECT or a CONDITION by its role in the sentence."""
MEDIATOR: Final = "MEDIATOR"
"""A substance of the body itself: never a subject unless the document is about it."""

_SYMBOL: Final = re.compile(r"^(?=.*[A-Z].*[A-Z0-9]|[A-Z]$)[A-Za-z0-9-]{1,5}$")

_PARTS: Final = re.compile(r"[\s-]+")


class Entry(NamedTuple):
    """One row of a lexicon: label is one of the guide's, FINDING or MEDIATOR."""

    term: str
    name: str
    label: str
    id: str | None
    source: str


class Lexicon:
    """Names by their folded words, the last word in the singular."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._longest: dict[str, int] = {}
        for entry in entries:
            words = fold_words(entry.term)
            if not words:
                continue
            key = _key(words)
            self._entries[key] = (*self._entries.get(key, ()), entry)
            first = words[0] if len(words) > 1 else key
            if self._longest.get(first, 0) < len(words):
                self._longest[first] = len(words)

    def get(self, words: Sequence[str], surface: str | None = None) -> tuple[Entry, ...]:
        """Return the entries of a whole name given by its folded words; symbols must match `surface` in
        case."""
        if not words:
            return ()
        entries = self._entries.get(_key(words), ())
        if surface is None:
            return entries
        return tuple(entry for entry in entries if case_agrees(entry.term, surface))

    def longest_at(self, words: Sequence[str], start: int) -> Iterator[int]:
        """Yield the ends (exclusive) of the names that begin at a word, the longest first."""
        first = words[start]
        longest = max(self._longest.get(first, 0), self._longest.get(singular(first), 0))
        for end in range(min(len(words), start + longest), start, -1):
            if _key(words[start:end]) in self._entries:
                yield end

    def __len__(self) -> int:
        return len(self._entries)


def case_agrees(term: str, surface: str) -> bool:
    """Whether a surface may be this term: symbols of up to five characters must agree in case, an English
    plural s apart.

    >>> case_agrees("SERT", "sert"), case_agrees("SSRI", "SSRIs"), case_agrees("dry mouth", "Dry mouth")
    (False, True, True)
    >>> case_agrees("GABA-AT", "GABA at"), case_agrees("GABA-AT", "GABA-AT")
    (False, True)
    """
    if not _SYMBOL.match(term):
        return not _is_chance(term, surface)
    return surface in (term, term + "s") or surface.replace("-", "") in (
        term.replace("-", ""),
        term.replace("-", "") + "s",
    )


def _is_chance(term: str, surface: str) -> bool:
    """Whether a part in capitals of a name is a common short word in the text ("GABA at" is no GABA-AT)."""
    parts = zip(_PARTS.split(term), _PARTS.split(surface), strict=False)
    return any(one.isupper() and other in load_words(__package__)["short_word"] for one, other in parts)


def _key(words: Sequence[str]) -> str:
    return " ".join((*words[:-1], singular(words[-1])))


@cache
def blocked_names() -> frozenset[str]:
    """Return the words in lower case that name no drug or class, whatever a source says (`blocked.tsv`)."""
    return frozenset(row["term"] for row in load_table(__package__, "blocked.tsv", ("term", "why")))


def _read_rows(file: Traversable) -> Iterator[list[str]]:
    """Yield the rows of a lexicon behind its head."""
    lines = file.read_text("utf-8").split("\n")
    return (line.split("\t") for line in lines[1:] if line)


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of all TSV files in `lexicons/`, in the order of their names."""
    folder = resources.files(__package__) / "lexicons"
    blocked = blocked_names()
    entries = (
        Entry(term, name, label, identifier or None, source)
        for file in sorted(folder.iterdir(), key=lambda path: path.name)
        if file.name.endswith(".tsv")
        for term, name, label, identifier, source in _read_rows(file)
        if not (label in ("DRUG", "DRUG_CLASS") and term.lower() in blocked)
    )
    collects = gc.isenabled()
    gc.disable()  # a hundred thousand entries that all stay: it would look through them again and again
    try:
        return Lexicon(entries)
    finally:
        if collects:
            gc.enable()


_ORDER: Final = {"MEDIATOR": 0, "DRUG_CLASS": 1, "DRUG": 2}


def prefer(entries: Sequence[Entry]) -> Entry:
    """Return the entry that a name most likely means: a mediator before a class before a drug before the
    rest."""
    return min(entries, key=lambda entry: _ORDER.get(entry.label, 3))


@cache
def head_labels() -> dict[str, str]:
    """Return the labels of head nouns that tell what a phrase is (`heads.tsv`)."""
    return {row["head"]: row["label"] for row in load_table(__package__, "heads.tsv", ("head", "label"))}
