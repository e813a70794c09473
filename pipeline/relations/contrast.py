"""Objects that a sentence sets against those of a trigger: "COX-2 but not COX-1", "not only A but also B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.entities.items import Items, parse_items
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.prepositions import behind_preposition
from pipeline.relations.schema import Action, TriggerRule
from pipeline.rules.wordlists import load_words


def gather_objects(sentence: Sentence, rule: TriggerRule, items: Items) -> list[tuple[Phrase, bool]]:
    """Return the objects, and whether each is denied while the first is not, or by the "no" of the first."""
    effects = rule.action in (Action.CAUSE, Action.TREAT)
    shared = _shared_denial(sentence, items.phrases)
    objects = [(phrase, index in shared) for index, phrase in enumerate(items.phrases)]
    if rule.object in (("subject",), ("self",)) or not objects:
        return objects
    added = _added_items(sentence, items, rule.object, effects=effects)
    denied = () if shared else _denied_items(sentence, items, rule.object, effects=effects)
    return [*objects, *((phrase, False) for phrase in added), *((phrase, True) for phrase in denied)]


def _denied_items(
    sentence: Sentence, items: Items, prepositions: Sequence[str], *, effects: bool
) -> tuple[Phrase, ...]:
    """Return the objects behind "but not" or ", not" after a list of objects."""
    at = _behind_words(sentence, items, ("not",))
    return () if at is None else _phrases(sentence, items, at, prepositions, effects=effects)


def _added_items(
    sentence: Sentence, items: Items, prepositions: Sequence[str], *, effects: bool
) -> tuple[Phrase, ...]:
    """Return the objects behind "but also" after a list of objects that "not only" opens."""
    at = _behind_words(sentence, items, ("also",))
    return () if at is None else _phrases(sentence, items, at, prepositions, effects=effects)


def _shared_denial(sentence: Sentence, phrases: Sequence[Phrase]) -> frozenset[int]:
    """Return the indices of objects that the "no" or "neither" of the first denies as well ("neither A nor
    B", "no A, B or C")."""
    if not phrases or phrases[0].det not in ("no", "neither"):
        return frozenset()
    first, last = phrases[0].tokens[-1], phrases[-1].tokens[0]
    joined = set(sentence.lower[first:last])
    if not joined & {"nor", "or"}:
        return frozenset()
    return frozenset(range(1, len(phrases)))


def _behind_words(sentence: Sentence, items: Items, words: tuple[str, ...]) -> int | None:
    """Return the token behind an optional comma and "but", and one of ``words``, right after a list."""
    at = _past_brackets(sentence, max((max(p.tokens) for p in items.phrases), default=-1) + 1)
    if at < len(sentence) and sentence.lower[at] == ",":
        at += 1
    but = at < len(sentence) and sentence.lower[at] == "but"
    at += but
    aside = _past_aside(sentence, at)
    if aside < len(sentence) and sentence.lower[aside] in words and (but or words != ("also",)):
        return aside + 1
    return None


def _past_brackets(sentence: Sentence, at: int) -> int:
    if at < len(sentence) and sentence.lower[at] == "(":
        close = next((p for p in range(at, len(sentence)) if sentence.lower[p] == ")"), at)
        return close + 1
    return at


def _past_aside(sentence: Sentence, at: int) -> int:
    """Pass over a short aside between commas ("but, at clinical doses, not")."""
    if at >= len(sentence) or sentence.lower[at] != ",":
        return at
    close = next((p for p in range(at + 1, min(len(sentence), at + 7)) if sentence.lower[p] == ","), None)
    return at if close is None else close + 1


def _phrases(
    sentence: Sentence, items: Items, at: int, prepositions: Sequence[str], *, effects: bool
) -> tuple[Phrase, ...]:
    while at < len(sentence) and (sentence.lower[at] in load_words(__package__)["contrast_filler"]):
        at += 1
    if at >= len(sentence) or sentence.tokens[at].tag_ in ("VB", "VBZ", "VBD", "VBN", "MD"):
        return ()
    if sentence.lower[at : at + 2] in (["that", "of"], ["those", "of"]):
        return _with_head(sentence, items, parse_items(sentence, at + 2, len(sentence), effects=effects))
    if sentence.lower[at] in prepositions:
        return behind_preposition(sentence, at, effects=effects).phrases
    return parse_items(sentence, at, len(sentence), effects=effects).phrases


def _with_head(sentence: Sentence, items: Items, inner: Items) -> tuple[Phrase, ...]:
    """Give "that of X" the head that "that" takes up ("the reuptake of serotonin, not that of dopamine")."""
    general = items.phrases[0]
    of = next((p for p in general.tokens if sentence.lower[p] == "of"), None)
    if of is None:
        return ()
    before = tuple(p for p in general.tokens if p <= of)
    return tuple(replace(general, tokens=(*before, *p.tokens), inner=p, aliases=()) for p in inner.phrases)


def is_nil(noun: Token) -> bool:
    """Whether an affinity or effect is said to be none: "its affinity for X is negligible"."""
    head = noun.head
    return (
        noun.dep_ == "nsubj"
        and head.lemma_ == "be"
        and any(c.lower_ in load_words(__package__)["nil"] for c in head.children)
    )
