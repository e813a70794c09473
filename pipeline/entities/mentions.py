"""Name the drugs and classes of a sentence, and the other entities that stand in it whether or not a relation
needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.items import parse_items
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Phrase, Sentence, chunk_at
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS, Label

_KEPT = frozenset({*TARGETS, Label.DRUG, Label.DRUG_CLASS, Label.PROCESS, FINDING})


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of a sentence and its kind; ``head`` is its head noun, folded, in the singular."""

    sentence: int
    phrase: Phrase
    kind: Kind
    head: str


def find_mentions(sentence: Sentence, index: int) -> tuple[Mention, ...]:
    """Return the entities of a sentence, left to right; lists are resolved into their items."""
    mentions: list[Mention] = []
    at = 0
    while at < len(sentence):
        phrase, _ = chunk_at(sentence, at, len(sentence))
        if phrase is None:
            at += 1
            continue
        items = parse_items(sentence, at, len(sentence))
        phrases: Sequence[Phrase] = items.phrases or (phrase,)
        for each in phrases:
            mentions += _of_phrase(sentence, index, each)
        at = max(items.end, at + 1)
    return tuple(mentions)


def _of_phrase(sentence: Sentence, index: int, phrase: Phrase) -> list[Mention]:
    kind = classify(sentence, phrase)
    if kind.label in _KEPT and not phrase.bare:
        return [Mention(index, phrase, kind, _head(sentence, phrase.head))]
    inside = [
        Mention(
            index,
            Phrase(tuple(range(hit.start, hit.end)), hit.end - 1),
            Kind(hit.entry.label, hit.entry, "lexicon"),
            _head(sentence, hit.end - 1),
        )
        for hit in sentence.hits
        if hit.entry.label in _KEPT and set(range(hit.start, hit.end)) <= set(phrase.tokens)
    ]
    return inside


def _head(sentence: Sentence, position: int) -> str:
    words = sentence.words((position,))
    return singular(words[-1]) if words else ""
