"""Who does what a trigger says, and how the sentence gives it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from spacy.tokens import Token

from pipeline.entities.phrases import Phrase
from pipeline.vocabulary import Label

SUBJECTS: Final = (Label.DRUG, Label.DRUG_CLASS)
"""Labels of what a monograph speaks about."""
SUBJECT_DEPS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass")
"""Arcs from a verb to its subject."""


class AgentKind(StrEnum):
    """How the sentence gives its subject."""

    NAMED = "named"
    STAND_IN = "stand-in"
    ACTION = "action"
    LEFT_OUT = "left out"
    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts. ``phrases`` are the drugs or classes named; ``anchor`` the words (tokens of the sentence)
    that stand for them; ``path`` the words climbed, for the scope of negation; ``plural`` the number of a
    stand-in."""

    kind: AgentKind
    phrases: tuple[Phrase, ...] = ()
    anchor: tuple[int, ...] = ()
    path: tuple[Token, ...] = ()
    plural: bool = False
    reason: str = ""


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, or a participle behind its noun ("mediated by").

    A participle with "have" is active; one with "be" has an auxpass or stands in a passive relative clause.
    """
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ == "auxpass" for child in verb.children):
        return True
    if verb.tag_ == "VBN" and any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.tag_ == "VBN" and verb.dep_ == "conj":
        return is_passive(verb.head) and not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
    if verb.tag_ == "VBD":
        return verb.dep_ in ("acl",) and not any(child.dep_ == "nsubj" for child in verb.children)
    return True
