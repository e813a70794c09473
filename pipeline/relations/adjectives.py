"""Adjectives and adverbs that say a relation ("effective in X", "hence X")."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from pipeline.context.agent import Agent, AgentKind
from pipeline.entities.items import Items
from pipeline.relations.objects import direct_items, object_items
from pipeline.relations.reading import Reading
from pipeline.relations.reports import find_accompanied, keep_changing, keep_effects
from pipeline.relations.schema import TriggerRule
from pipeline.relations.settle import add_claims
from pipeline.relations.sources import find_source
from pipeline.rules.wordlists import load_words
from pipeline.vocabulary import TARGETS


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def read_adverb(reading: Reading, rule: TriggerRule, at: int) -> None:
    """ "hence constipation": a list behind the adverb, without a verb of its own."""
    items = direct_items(reading.sentence, at, effects=True)
    if items.phrases and reading.sentence.tokens[items.phrases[0].tokens[0]].tag_ == "VBG":
        return
    if items.end < len(reading.sentence) and reading.sentence.tokens[items.end].pos_ in ("VERB", "AUX"):
        return
    add_claims(
        reading,
        rule,
        (at,),
        Agent(AgentKind.ACTION, anchor=(at,))
        if reading.found.claims
        else Agent(AgentKind.OTHER, reason="nothing before it"),
        items,
    )


def read_adjective(reading: Reading, rule: TriggerRule, token: Token, at: int) -> None:
    """Read an adjective at position ``at`` that a rule names."""
    items = object_items(reading.sentence, token, at, rule)
    if not items.phrases:
        reading.found.reject(rule, (at,), "no object where the rule looks for one")
        return
    if rule.source:
        agent = find_source(reading, rule, token)
        if agent.kind is AgentKind.OTHER:
            reading.found.reject(rule, (at,), agent.reason)
            return
        told = replace(agent, path=(token, token.head))
        add_claims(reading, rule, (at,), told, keep_effects(reading, items))
        return
    if rule.object == ("subject",):
        _read_state(reading, rule, token, at, items)
        return
    add_claims(reading, rule, (at,), _adjective_agent(reading, token), items)


def _read_state(reading: Reading, rule: TriggerRule, token: Token, at: int, items: Items) -> None:
    """ "hERG currents were unaffected": the subject is what the drug does not change."""
    verbs = (token.head, *(child for child in token.children if child.dep_ in ("aux", "auxpass", "cop")))
    if token.pos_ == "ADJ" and not any(verb.lemma_ in _words()["staying"] for verb in verbs):
        reading.found.reject(rule, (at,), "not said of a subject")
        return
    agent = find_accompanied(reading, token) or Agent(AgentKind.ACTION, path=(token,))
    add_claims(reading, rule, (at,), agent, keep_changing(reading, rule, items))


def _adjective_agent(reading: Reading, token: Token) -> Agent:
    head = token.head
    if token.dep_ in ("acomp", "oprd", "ccomp", "attr", "xcomp", "amod", "conj") and head.pos_ in (
        "VERB",
        "AUX",
    ):
        if head.lemma_ == "make":
            return Agent(AgentKind.LEFT_OUT, path=(token,))
        return reading.agents.find(head)
    if token.dep_ == "amod" and head.pos_ in ("NOUN", "PROPN"):
        if reading.agents.nouns.kind(head).label in TARGETS:
            return Agent(AgentKind.OTHER, path=(token,), reason=f"said of {head.text!r}, not a drug")
        return reading.agents.read_nominal(head, [token]) if token.i > head.i else reading.agents.find(head)
    return reading.agents.find(head) if head != token else Agent(AgentKind.LEFT_OUT, path=(token,))
