"""Objects behind a preposition, past people and repeated prepositions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import is_passive
from pipeline.entities.items import Items, parse_items
from pipeline.entities.kinds import PERSON, classify
from pipeline.entities.phrases import Sentence
from pipeline.relations.examples import with_examples
from pipeline.rules.wordlists import load_words

_PREPOSITION_REACH: Final = 9
_ASIDE: Final = 10


def preposition_items(
    sentence: Sentence, token: Token, at: int, prepositions: Sequence[str], *, effects: bool
) -> Items:
    """Return the noun phrases behind one of the prepositions that belongs to a trigger, looking a few words
    ahead."""
    end = len(sentence)
    passive = is_passive(token)
    for position in range(at + 1, min(end, at + 1 + (14 if passive else _PREPOSITION_REACH))):
        word = sentence.lower[position]
        if word in (";", ".", ":") or sentence.tokens[position].tag_ in ("WDT", "MD"):
            break
        if word not in prepositions:
            continue
        head = sentence.tokens[position].head
        near = position == at + 1 or all(sentence.tokens[p].pos_ == "ADV" for p in range(at + 1, position))
        if _takes_own_object(token) and word == "from":
            head = token
        if (
            head != token
            and not near
            and not (
                head.pos_ in ("NOUN", "PROPN", "ADJ")
                and (head.head == token or (passive and (token.dep_ != "advcl" or token.is_ancestor(head))))
            )
        ):
            continue
        found = behind_preposition(sentence, position, effects=effects)
        if found.phrases:
            return repeated(sentence, found, prepositions, effects=effects)
    return Items((), at + 1)


def repeated(sentence: Sentence, found: Items, prepositions: Sequence[str], *, effects: bool) -> Items:
    """Read on past a repeated preposition: "for X, for Y and, off label, for Z"."""
    phrases, end = list(found.phrases), found.end
    while True:
        at = end
        while at < len(sentence) and (
            sentence.lower[at] in (",", "and", "or", "nor", "also", "as", "well")
            or sentence.tokens[at].pos_ == "ADV"
        ):
            at += 1
        at = _past_aside(sentence, at, prepositions)
        parted = at > end or sentence.lower[end - 1] in (",", "and", "or")
        if not parted or at >= len(sentence) or sentence.lower[at] not in prepositions:
            return Items(tuple(phrases), end)
        more = behind_preposition(sentence, at, effects=effects)
        if not more.phrases or more.end <= end:
            return Items(tuple(phrases), end)
        phrases += more.phrases
        end = more.end


def _past_aside(sentence: Sentence, at: int, prepositions: Sequence[str]) -> int:
    """Pass over an aside without a verb before a repeated preposition ("for X, alone or with others, and for
    Y"; "for X and, by another route, for Y")."""
    for position in range(at, min(len(sentence), at + _ASIDE)):
        word = sentence.lower[position]
        if word in (";", ".", ":") or sentence.tokens[position].tag_ in ("VBZ", "VBP", "VBD", "MD", "WDT"):
            return at
        if word in prepositions and position > at and sentence.lower[position - 1] in (",", "and", "or"):
            return position
    return at


def _takes_own_object(token: Token) -> bool:
    """Whether a verb takes its "from" behind an object of its own ("protects neurons from toxicity")."""
    return token.lemma_ in load_words(__package__)["protecting"]


def behind_preposition(sentence: Sentence, position: int, *, effects: bool) -> Items:
    """Return the noun phrases behind a preposition; people are passed over to what they have ("in adults with
    asthma")."""
    items = parse_items(sentence, position + 1, len(sentence), effects=effects)
    if items.phrases and all(classify(sentence, phrase).label == PERSON for phrase in items.phrases):
        return _people_items(sentence, items.phrases[-1].tokens[-1] + 1, effects=effects)
    return with_examples(sentence, items, effects=effects)


def _people_items(sentence: Sentence, at: int, *, effects: bool) -> Items:
    """Return what people have: "patients with X", "adults who suffer from X", "people living with X"."""
    end = len(sentence)
    for position in range(at, min(end, at + 8)):
        word = sentence.lower[position]
        if word in (",", ";", ".", "who", "that") and position > at and word != "who":
            break
        if word in ("with", "from") or (
            word in ("have", "having", "has") and sentence.tokens[position].pos_ in ("VERB", "AUX")
        ):
            return with_examples(
                sentence, parse_items(sentence, position + 1, end, effects=effects), effects=effects
            )
    return Items((), at)
