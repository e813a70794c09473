"""Shorter ways to say a name that mean the same concept: "symptoms of gout" is about gout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular
from pipeline.types import Entity
from pipeline.vocabulary import TARGETS, Label

_OF: Final = re.compile(r"(?P<head>[\w-]+) (?:of|in|to) (?:the |an? )?(?P<rest>.+)", re.I | re.S)
_ALLERGY: Final = re.compile(
    r"(?:hypersensitivity|allergy|allergic reactions?) to (?!sun|light|uv|food|insect)", re.I
)
_OVERDOSE: Final = re.compile(
    r"overdos(?:e|es|age) of (?!ethanol|alcohol)|(?<!ethanol )(?<!alcohol )overdose$", re.I
)
_ADJECTIVE: Final = re.compile(r"(?:ic|ing|al|ed)$", re.I)
"""What no substance ends in: "therapeutic levels" are of no substance."""
_WHOLE: Final = frozenset({Label.EFFECT, Label.CONDITION, Label.PROCESS})


_SUBTYPE: Final = re.compile(
    r"(?P<symbol>(?:alpha|beta|[αβ])[ -]?[1-3][A-D]?|[A-Z]{1,2}[1-5][A-D]?|[Mm]u|[Kk]appa|[Dd]elta|[μκδ])"
    r"(?:[ -](?:subtypes?|receptors?|receptor subtypes?))?"
)
_ABBREVIATION: Final = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]+s?")


def name_families(entities: Iterable[Entity]) -> tuple[str, ...]:
    """Return the families of receptors that targets among these entities are named by, sorted; an adjective
    names one too ("dopaminergic")."""
    lists = load_words("pipeline.concepts")
    words = {word for entity in entities if entity.label in TARGETS for word in fold_words(entity.text)}
    return tuple(sorted(each for each in lists["family"] if any(word.startswith(each[:5]) for word in words)))


def subtype_of(text: str) -> str | None:
    """Return the symbol of a subtype that a mention is, without the name of its family.

    >>> subtype_of("M3 subtype"), subtype_of("alpha-1"), subtype_of("H1 antihistamine")
    ('M3', 'alpha-1', None)
    """
    match = _SUBTYPE.fullmatch(" ".join(text.split()))
    return match["symbol"] if match else None


def reword(name: str, label: Label) -> Iterator[str]:
    """Yield what a name of an entity of this label says in fewer words, the nearest to it first.

    >>> list(reword("levels of prolactin", Label.PROCESS)), list(reword("block CYP2D6", Label.ENZYME))
    (['prolactin'], ['CYP2D6'])
    """
    lists, words = load_words("pipeline.concepts"), name.split()
    if len(words) > 1 and (words[0].lower() in lists["stray"] or not re.search(r"[^\W\d]", words[0])):
        yield " ".join(words[1:])
    if label in TARGETS and len(words) > 1 and singular(words[-1].lower()) in lists["kind"]:
        yield " ".join(words[:-1])
    if label in _WHOLE:
        match = _OF.fullmatch(name)
        if match and singular(match["head"].lower()) in lists["aspect"]:
            yield from () if _ABBREVIATION.fullmatch(match["rest"]) else (match["rest"],)
        if _ALLERGY.match(name):
            yield "drug hypersensitivity"
        if _OVERDOSE.search(name):
            yield "drug overdose"
    if label is Label.PROCESS:
        yield from _reword_quantity(name)


def _reword_quantity(name: str) -> Iterator[str]:
    """Yield what a name says there is much or little of, as a vocabulary names the substance."""
    lists, words = load_words("pipeline.concepts"), name.split()
    while len(words) > 1 and words[0].lower() in lists["measured"] | lists["direction"]:
        del words[0]
    if len(words) > 1 and singular(words[-1].lower()) in lists["quantity"]:
        if not _ADJECTIVE.search(words[-2]):
            yield " ".join(words[:-1])
    elif (match := _OF.fullmatch(" ".join(words))) and singular(match["head"].lower()) in lists["quantity"]:
        yield match["rest"]
    elif len(words) < len(name.split()):
        yield " ".join(words)
