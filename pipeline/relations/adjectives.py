"""Adjectives and adverbs that say a relation ("effective in X", "hence X")."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.context.agent import Agent, AgentKind
from pipeline.relations.objects import direct_items, object_items
from pipeline.relations.reading import Reading
from pipeline.relations.schema import TriggerRule
from pipeline.relations.settle import add_claims


def read_adverb(reading: Reading, rule: TriggerRule, at: int) -> None:
    """ "hence constipation": a list behind the adverb, without a verb of its own."""
    items = direct_items(reading.sentence, at, effects=True)
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
    add_claims(reading, rule, (at,), _adjective_agent(reading, token), items)


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
        return reading.agents.find(head)
    return reading.agents.find(head) if head != token else Agent(AgentKind.LEFT_OUT, path=(token,))
