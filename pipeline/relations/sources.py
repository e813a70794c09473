"""Agents that stand where no subject does: what people take or give, and what an effect comes from."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.context.agent import Agent, AgentKind
from pipeline.relations.reading import Reading
from pipeline.relations.schema import TriggerRule
from pipeline.rules.wordlists import load_words


def find_special_agent(reading: Reading, rule: TriggerRule, token: Token) -> Agent | None:
    """The drug that people are given, or the source of what the verb's subject comes from."""
    if rule.subject == "giver":
        given = next((child for child in token.children if child.dep_ in ("dobj", "obj")), None)
        return _read_below(reading, given, token)
    return find_source(reading, rule, token) if rule.source else None


def find_source(reading: Reading, rule: TriggerRule, token: Token) -> Agent:
    """Return the drug or action that an effect comes from, right behind a trigger or one of its
    prepositions."""
    at = reading.sentence.position[token.i] + 1
    end = len(reading.sentence)
    while at < end and (reading.sentence.tokens[at].pos_ == "ADV" or reading.sentence.lower[at] == "at"):
        at += 1
    if at < end and reading.sentence.lower[at] in rule.source:
        at += 1
    elif "direct" not in rule.source:
        return Agent(AgentKind.OTHER, path=(token,), reason="no source named")
    while at < end and reading.sentence.tokens[at].tag_ in ("DT", "PRP$") and at + 1 < end:
        at += 1
    phrase = reading.agents.nouns.phrase_at.get(at)
    if at < end and reading.sentence.lower[at] in load_words(__package__)["other_care"]:
        return Agent(AgentKind.OTHER, path=(token,), reason="another treatment")
    head = phrase.head if phrase is not None else at
    return _read_below(reading, reading.sentence.tokens[head] if head < end else None, token)


def _read_below(reading: Reading, noun: Token | None, token: Token) -> Agent:
    if noun is None or noun.i not in reading.sentence.position:
        return Agent(AgentKind.OTHER, path=(token,), reason="no drug named")
    return reading.agents.read_nominal(noun, [token])
