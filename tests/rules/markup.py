"""The markup of the examples in rule files.

`[text|relation]` marks an object that must come out; `!` behind the relation says negated, `?` hedged. A
third part is the whole text of a discontinuous object: "[dopamine|inhibits|reuptake of dopamine]". In the
examples of attachments, `[phrase]` marks a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.types import Document
from pipeline.vocabulary import Certainty, Polarity, RelationType

_MARK: Final = re.compile(
    r"\[(?P<text>[^\[\]|]+)\|(?P<relation>[a-z]+)(?P<flags>[!?]{0,2})(?:\|(?P<whole>[^\[\]|]+))?\]"
)
_PHRASE: Final = re.compile(r"\[(?P<text>[^\[\]|]+)\]")


class Said(NamedTuple):
    """One relation, but for its subject: what a marked object stands for."""

    relation: RelationType
    object: str
    polarity: Polarity
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its markup, and what it must give."""

    text: str
    said: frozenset[Said]


def parse_example(marked: str) -> Example:
    """Return the sentence and the relations of a marked example.

    >>> parse_example("It blocks [5-HT3 receptors|antagonizes?].").text
    'It blocks 5-HT3 receptors.'

    Raises:
        ValueError: If a bracket is no mark, a relation is unknown, a flag or a mark stands there twice.
    """
    said: list[Said] = []
    for match in _MARK.finditer(marked):
        flags = match["flags"]
        if len(set(flags)) != len(flags):
            raise ValueError(f"{marked!r}: expected each of ! and ? once at most, got {flags!r}; remove one")
        if match["relation"] not in set(RelationType):
            raise ValueError(
                f"{marked!r}: expected one of {', '.join(RelationType)}, "
                f"got {match['relation']!r}; mend the mark"
            )
        said.append(
            Said(
                RelationType(match["relation"]),
                match["whole"] or match["text"],
                Polarity.NEGATED if "!" in flags else Polarity.AFFIRMED,
                Certainty.HEDGED if "?" in flags else Certainty.ASSERTED,
            )
        )
    text = _MARK.sub(lambda match: match["text"], marked)
    if re.search(r"[\[\]|]", text):
        raise ValueError(
            f"{marked!r}: expected marks like [text|relation], got {text!r} without them; mend the brackets"
        )
    if len(set(said)) != len(said):
        raise ValueError(f"{marked!r}: a mark stands there twice; remove one")
    return Example(text, frozenset(said))


def parse_phrase(marked: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without its markup and the phrases marked in it.

    >>> parse_phrase("[drop in blood pressure]")
    ('drop in blood pressure', ('drop in blood pressure',))
    """
    return _PHRASE.sub(lambda match: match["text"], marked), tuple(
        m["text"] for m in _PHRASE.finditer(marked)
    )


def say(document: Document) -> frozenset[Said]:
    """Return all that a document says, without the subjects."""
    objects = {entity.id: entity.text for entity in document.entities}
    return frozenset(
        Said(relation.relation, objects[relation.object], relation.polarity, relation.certainty)
        for relation in document.relations
    )
