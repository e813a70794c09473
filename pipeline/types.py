"""The values that the stages hand on: frozen, slotted, with half-open character offsets into a named text.

One invariant everywhere, case-exact: ``text`` of an entity is the document's text at its fragments, joined by
one space where there are several (`surface`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType


class Fragment(NamedTuple):
    """A half-open range of characters of a document's text."""

    start: int
    end: int


Fragments = tuple[Fragment, ...]


def surface(text: str, fragments: Sequence[Fragment]) -> str:
    """Return the characters at the fragments, joined by one space.

    >>> surface("reuptake of serotonin and norepinephrine", (Fragment(0, 11), Fragment(26, 40)))
    'reuptake of norepinephrine'
    """
    return " ".join(text[start:end] for start, end in fragments)


def content_id(*parts: object) -> str:
    """Return a hash (16 hexadecimal digits) of the parts: the same content has the same id everywhere."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a document: ``kind`` is the recognised type (``adverse_reactions``), or None."""

    title: str
    kind: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One mention.

    ``name`` is canonical (see OUTPUT in the README); ``concept`` is a CURIE or None, never a guess.
    """

    id: str
    label: Label
    fragments: Fragments
    text: str
    name: str
    concept: str | None = None
    found_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """One mention of a relation, as one sentence says it.

    ``subject`` and ``object`` are entity ids. ``anchor`` holds the words of the sentence that stand for the
    subject ("It", "This inhibition"), empty where the subject is left out. ``via`` holds ids of relations
    through which this one comes about. ``confidence`` is None when nothing has scored it.
    """

    id: str
    relation: RelationType
    subject: str
    object: str
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    trigger: Fragments
    anchor: Fragments
    sentence: Fragment
    section: str | None
    via: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ()
    confidence: float | None = None
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text and all that was read out of it, at mention level; ``drug`` names the monograph's subject."""

    doc_id: str
    text: str
    sha256: str
    title: str | None = None
    drug: str | None = None
    sections: tuple[Section, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """Subject or object of a triple: canonical name, label, the text's first mention, CURIE or None."""

    name: str
    label: Label
    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the text says it: the sentence and, in it, the words for subject, trigger and object."""

    section: str | None
    sentence: Fragment
    subject: Fragments
    trigger: Fragments
    object: Fragments
    text: str
    found_by: tuple[str, ...]
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triple:
    """One claim of a document: (subject, relation, object, polarity), with the evidence for it."""

    id: str
    doc_id: str
    subject: Argument
    relation: RelationType
    object: Argument
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    evidence: tuple[Evidence, ...]
    via: tuple[str, ...] = field(default=())
    confidence: float | None = None
