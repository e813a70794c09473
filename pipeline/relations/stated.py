"""Sentences of a section of adverse reactions that name effects in words of their own: as the subject ("Rash
troubles one patient in ten"), behind a short opening ("More serious are …"), a colon, or a call for help."""

from __future__ import annotations

from functools import cache
from typing import Final

from pipeline.context.agent import SUBJECT_DEPS, SUBJECTS, Agent, AgentKind
from pipeline.context.finder import AgentFinder
from pipeline.entities.items import Items, parse_items
from pipeline.entities.kinds import classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Sentence
from pipeline.relations.claims import Claim
from pipeline.relations.examples import with_examples
from pipeline.relations.listed import listed_claims
from pipeline.rules.wordlists import load_words

_OPENING: Final = 6
"""The longest opening before "are" or "include", in words."""
_FINITE: Final = ("VBZ", "VBP", "VBD", "MD")


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def stated_effects(sentence: Sentence, index: int, agents: AgentFinder) -> list[Claim]:
    """Return the claims of a sentence that no rule has read, in a section of adverse reactions."""
    if set(sentence.lower) & (_words()["caution"] | _words()["denial"]):
        return []
    named = agents.nouns.find_drug_among(range(len(sentence)), [])
    agent = named or Agent(AgentKind.LEFT_OUT, path=())
    for items in (_opened(sentence), _behind_colon(sentence), _subjects(sentence), _called_for(sentence)):
        found = [phrase for phrase in items.phrases if classify(sentence, phrase).label == FINDING]
        if found and len(found) == len(items.phrases):
            return listed_claims(sentence, index, agent, (), items, need_finding=True)
    return []


def _finite(sentence: Sentence) -> int | None:
    return next((p for p, token in enumerate(sentence.tokens) if token.tag_ in _FINITE), None)


def _items(sentence: Sentence, start: int, end: int) -> Items:
    items = parse_items(sentence, start, end, effects=True)
    return with_examples(sentence, items, effects=True) if items.end < end else items


def _opened(sentence: Sentence) -> Items:
    """ "More serious are bleeding and perforation", "The principal ones are dry mouth and sleepiness"."""
    verb = _finite(sentence)
    if verb is None or verb > _OPENING or sentence.lower[verb] not in _words()["list_opener"]:
        return Items((), 0)
    before = parse_items(sentence, 0, verb, effects=True).phrases
    if any(classify(sentence, phrase).label in (FINDING, *SUBJECTS) for phrase in before):
        return Items((), 0)
    return _items(sentence, verb + 1, len(sentence))


def _behind_colon(sentence: Sentence) -> Items:
    """ "Stomach upset leads the list: nausea, vomiting, diarrhea"."""
    colon = next((p for p, word in enumerate(sentence.lower) if word == ":"), None)
    if colon is None:
        return Items((), 0)
    items = _items(sentence, colon + 1, len(sentence))
    return Items((*_subjects(sentence).phrases, *items.phrases), items.end)


def _subjects(sentence: Sentence) -> Items:
    """ "Dyspepsia and heartburn head the list", "Weight gain is usually slight".

    What is known already ("the cancer") is no effect.
    """
    verb = _finite(sentence)
    if verb is None:
        return Items((), 0)
    above = sentence.tokens[verb].head if sentence.tokens[verb].dep_ in ("aux", "auxpass") else None
    heads = (sentence.tokens[verb], above) if above is not None else (sentence.tokens[verb],)
    if any(head.lemma_ in _words()["other_cause"] for head in heads):
        return Items((), 0)
    subject = next((c for head in heads for c in head.children if c.dep_ in SUBJECT_DEPS[:2]), None)
    if subject is None or subject.i not in sentence.position:
        return Items((), 0)
    inside = [sentence.position[t.i] for t in subject.subtree if t.i in sentence.position]
    items = parse_items(sentence, min(inside), verb, effects=True)
    known = any(phrase.det in ("the", "this", "these") for phrase in items.phrases)
    return Items((), 0) if known else items


def _called_for(sentence: Sentence) -> Items:
    """ "Tell your doctor at once about weakness or wheezing", "Watch for sedation and biliary spasm"."""
    if not set(sentence.lower) & _words()["call"]:
        return Items((), 0)
    start = next((p for p, word in enumerate(sentence.lower) if word in _words()["called_for"]), None)
    return Items((), 0) if start is None else _items(sentence, start + 1, len(sentence))
