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
_GENERAL: Final = tuple(
    (re.compile(pattern, re.I), general)
    for pattern, general in (
        (
            r"^(?:hypersensitivity|allergy|allergic reactions?) to (?!sun|light|uv|food|insect)",
            "drug hypersensitivity",
        ),
        (
            r"overdos(?:e|es|age) of (?!ethanol|alcohol)|(?<!ethanol )(?<!alcohol )overdose$",
            "drug overdose",
        ),
        (r"^tolerance to\b", "drug tolerance"),
        (
            r"^rejection of .*\b(?:allograft|graft|transplant(?:ed)?|organ|kidney|liver|heart|lung)s?\b",
            "graft rejection",
        ),
    )
)
"""What happens to whatever drug or organ is one thing."""
_ADJECTIVE: Final = re.compile(r"(?:ic|ing|al|ed)$", re.I)
"""What no substance ends in: "therapeutic levels" are of no substance."""
_DESCRIBING: Final = re.compile(r"(?:ic|al|ed|ous|ive|ory|ar)$", re.I)
"""What no finding ends in before a word such as "reaction": "psychotic symptoms" are none of "psychotic"."""
_ANTI: Final = re.compile(r"\banti-(?=[a-z]{4})", re.I)
_WHOLE: Final = frozenset({Label.EFFECT, Label.CONDITION, Label.PROCESS})


_SUBTYPE: Final = re.compile(
    r"(?P<symbol>(?:alpha|beta|gamma|[αβγ])[ -]?[1-6][A-D]?|[A-Z]{1,2}[1-5][A-D]?"
    r"|[Mm]u|[Kk]appa|[Dd]elta|[μκδ])"
    r"(?:[ -](?:subunits?|subtypes?|receptors?|receptor subtypes?))?"
)
_KINDS: Final = {Label.RECEPTOR: "receptor", Label.ION_CHANNEL: "channel", Label.TRANSPORTER: "transporter"}
"""What names of targets leave out ("mu-opioid agonist")."""
_SUBUNITS: Final = "gaba"
"""The family whose subunits are named as subtypes."""
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


def name_subtypes(text: str, families: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the whole names that a mention of a subtype stands for where these families are named; subunits
    of the GABA-A receptor last, which go by the letters that subtypes of other receptors have.

    >>> list(name_subtypes("alpha-1", ("adrenergic", "gaba")))
    [('alpha-1 adrenergic receptor',), ('GABAA receptor alpha-1 subunit',)]
    """
    if (symbol := subtype_of(text)) is not None:
        families = set(families)
        if "subunit" not in text.lower():
            yield tuple(f"{symbol} {family} receptor" for family in sorted(families - {_SUBUNITS}))
        if _SUBUNITS in families:
            yield (f"GABAA receptor {symbol} subunit",)


def names_organism(name: str) -> bool:
    """Whether a target is said to be one of bacteria, fungi or the like.

    >>> names_organism("fungal squalene epoxidase"), names_organism("squalene epoxidase")
    (True, False)
    """
    first, _, rest = name.partition(" ")
    return bool(rest) and first.lower() in load_words("pipeline.concepts")["organism"]


def reword(name: str, label: Label) -> Iterator[str]:
    """Yield what a name of an entity of this label says in fewer words, the nearest to it first.

    >>> list(reword("levels of prolactin", Label.PROCESS)), list(reword("block CYP2D6", Label.ENZYME))
    (['prolactin'], ['CYP2D6'])
    """
    lists, words = load_words("pipeline.concepts"), name.split()
    if len(words) > 1 and (words[0].lower() in lists["stray"] or not re.search(r"[^\W\d]", words[0])):
        yield " ".join(words[1:])
    if label in TARGETS:
        yield from _reword_target(name, label)
    if label in _WHOLE:
        yield from _reword_event(name)
    if label in (Label.EFFECT, Label.CONDITION):
        yield from _reword_finding(name)
    if label is Label.PROCESS:
        yield from _reword_quantity(name)
    if label is Label.DRUG and "-" in name:
        yield name.replace("-", "")
    if (joined := _ANTI.sub("anti", name)) != name:
        yield joined


def _reword_target(name: str, label: Label) -> Iterator[str]:
    """Yield a target's name without its organism, and without its kind or with it."""
    words = name.split()
    if names_organism(name):
        yield " ".join(words[1:])
    if len(words) > 1 and singular(words[-1].lower()) in load_words("pipeline.concepts")["kind"]:
        yield " ".join(words[:-1])
    elif label in _KINDS:
        yield f"{name} {_KINDS[label]}"


def _reword_event(name: str) -> Iterator[str]:
    """Yield what it is that has the onset, the risk or the like, and what drugs in general do."""
    lists, words = load_words("pipeline.concepts"), name.split()
    first = words[0].lower() if len(words) > 2 else ""
    match = _OF.fullmatch(" ".join(words[1:]) if first in lists["direction"] else name)
    if match and singular(match["head"].lower()) in lists["aspect"]:
        yield from () if _ABBREVIATION.fullmatch(match["rest"]) else (match["rest"],)
    yield from (general for pattern, general in _GENERAL if pattern.search(name))


def _reword_finding(name: str) -> Iterator[str]:
    """Yield a finding's name without what is said of it behind, and what is high or low without where."""
    lists, words = load_words("pipeline.concepts"), name.split()
    if len(words) > 1 and re.fullmatch("[a-z]", words[-1]):
        yield " ".join(words[:-1])
    if len(words) > 1 and singular(words[-1].lower()) in lists["head"]:
        yield from () if _DESCRIBING.search(words[-2]) else (" ".join(words[:-1]),)
    if len(words) > 1 and lists["course"].intersection(singular(word.lower()) for word in words):
        rest = " ".join(word for word in words if singular(word.lower()) not in lists["fluid"])
        yield from (
            f"{where}{rest}{what}" for where in ("", "blood ", "circulating ") for what in ("", " level")
        )


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
        rest = match["rest"].split()
        if len(rest) > 1 and rest[0].lower() in lists["measured"]:
            yield " ".join(rest[1:])
    elif len(words) < len(name.split()):
        yield " ".join(words)
