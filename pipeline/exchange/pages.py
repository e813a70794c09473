"""What BioC and brat write of a text, whether people marked it (gold) or the pipeline did (a run)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.types import Fragment, Fragments
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType


@dataclass(frozen=True, slots=True)
class Mention:
    """A marked mention: ``concept`` is a CURIE or None, ``infons`` what BioC says of it besides."""

    id: str
    label: Label
    fragments: Fragments
    name: str
    concept: str | None = None
    infons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A marked relation: ``subject`` and ``object`` are ids of mentions, ``via`` ids of claims.

    ``note`` and ``flags`` (attributes without a value) are what brat says of it besides, ``infons`` what BioC
    does.
    """

    id: str
    relation: RelationType
    subject: str
    object: str
    trigger: Fragments
    anchor: Fragments
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    via: tuple[str, ...]
    note: str
    flags: tuple[str, ...] = ()
    infons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A text and what is marked in it; fragments are half-open ranges of its characters."""

    doc_id: str
    text: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    infons: Mapping[str, str] = field(default_factory=dict)


def extent(fragments: Fragments) -> Fragment:
    """Return the range from the first fragment's start to the last one's end.

    >>> extent((Fragment(18, 29), Fragment(44, 58)))
    Fragment(start=18, end=58)
    """
    return Fragment(min(start for start, _ in fragments), max(end for _, end in fragments))
