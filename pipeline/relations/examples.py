"""What a general term stands for: its examples, and what a framing head is about."""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities.items import Items, parse_items
from pipeline.entities.kinds import classify
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.entities.separators import example_start
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Label


def with_examples(sentence: Sentence, items: Items, *, effects: bool) -> Items:
    """Add the examples behind "such as" or "including" to a list; the general term stays (guide, section
    2)."""
    phrases = list(items.phrases)
    end = items.end
    while phrases:
        start = example_start(sentence, end, len(sentence))
        signs = None
        if start is None and effects:
            start = signs = _signs_start(sentence, end)
        if start is None:
            break
        more = parse_items(sentence, start, len(sentence), effects=effects)
        if not more.phrases or (
            signs is not None and any(classify(sentence, p).label != FINDING for p in more.phrases)
        ):
            break
        phrases += [_shared_outer(sentence, phrases[0], phrase) for phrase in more.phrases]
        end = more.end
    return Items(tuple(phrases), end)


def _shared_outer(sentence: Sentence, general: Phrase, example: Phrase) -> Phrase:
    """Give an example the head of the general term whose inner phrase it explains ("reuptake of
    neurotransmitters, namely serotonin")."""
    of = next((p for p in general.tokens if sentence.lower[p] == "of"), None)
    if (
        of is None
        or classify(sentence, general).label != Label.PROCESS
        or classify(sentence, example).label != MEDIATOR
    ):
        return example
    before = tuple(p for p in general.tokens if p <= of)
    return replace(general, tokens=(*before, *example.tokens), inner=example)


def _signs_start(sentence: Sentence, at: int) -> int | None:
    """Return the token after "with" where signs of an effect follow ("ulcers, sometimes with bleeding")."""
    position = at
    while position < min(len(sentence), at + 4) and (
        sentence.lower[position] == "," or sentence.tokens[position].pos_ == "ADV"
    ):
        position += 1
    return position + 1 if position < len(sentence) - 1 and sentence.lower[position] == "with" else None


def unwrap(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Return what a framing head is about: "risk of bleeding" is bleeding.

    A compound does the same ("bleeding risk").
    """
    head = singular(sentence.lower[phrase.head])
    if head not in load_words(__package__)["unwrap"]:
        return phrase
    if phrase.inner is not None:
        return unwrap(sentence, phrase.inner)
    if head not in load_words(__package__)["unwrap_compound"]:
        return phrase
    before = tuple(position for position in phrase.tokens if position < phrase.head)
    return (
        replace(phrase, tokens=before, head=before[-1])
        if before and sentence.tokens[before[-1]].pos_ in ("NOUN", "PROPN")
        else phrase
    )
