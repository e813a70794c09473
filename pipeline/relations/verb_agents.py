"""Who does what a verb says: by the parse, and where that is wrong by the words before it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECT_DEPS, Agent, AgentKind, is_passive
from pipeline.entities.phrases import CONJUNCTIONS
from pipeline.entities.separators import opens_predicate
from pipeline.relations.reading import Reading
from pipeline.relations.schema import TriggerRule
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular

_NOMINAL_DEPS: Final = frozenset(
    {"compound", "amod", "nmod", "dobj", "pobj", "nsubj", "nsubjpass", "appos", "attr", "npadvmod", "poss"}
)
"""Arcs that no verb has: the parser took the word for a noun."""


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def find_agent(reading: Reading, rule: TriggerRule, token: Token, at: int) -> Agent:
    """The agent of a verb: by the parse; by the words before it where the parse has none; or what the drug
    did just before."""
    shared = _share_agent(reading, token, at)
    if shared is not None:
        return shared
    agent = reading.agents.find(token, passive_subject=rule.voice == "passive")
    if (
        token.pos_ not in ("VERB", "AUX")
        or token.dep_ in _NOMINAL_DEPS
        or (
            agent.kind is AgentKind.LEFT_OUT
            and agent.reason in ("verb without a subject", "fragment without a verb")
            and not is_passive(token)
        )
    ):
        agent = reading.agents.before(at) or agent
    if agent.kind is AgentKind.OTHER and agent.anchor and is_label(reading, agent.anchor):
        return Agent(AgentKind.LEFT_OUT, path=agent.path, reason="a label before the sentence")
    if agent.kind is AgentKind.OTHER and agent.anchor:
        shared = _go_on(reading, token, at, agent)
        if shared is not None:
            return shared
    if agent.kind is AgentKind.OTHER and agent.anchor and _continues(reading, agent.anchor):
        return Agent(
            AgentKind.ACTION, anchor=agent.anchor, path=agent.path, reason="what the drug did just before"
        )
    return agent


def _share_agent(reading: Reading, token: Token, at: int) -> Agent | None:
    """The agent of the verb before, for one that the parser hung among that verb's objects ("inhibits X and
    lowers Y")."""
    own = any(child.dep_ in SUBJECT_DEPS for child in token.children)
    finite = token.tag_ in ("VB", "VBP", "VBZ", "VBD") and token.pos_ == "VERB" and not is_passive(token)
    hung = token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN")
    if own or not (
        (finite and (hung or token.dep_ in _NOMINAL_DEPS)) or opens_predicate(reading.sentence, at)
    ):
        return None
    before = [c for c in reading.found.claims if c.trigger and c.trigger[-1] < at and c.agent.path]
    verb = next((c for c in reversed(before) if c.rule.startswith("verb.")), None)
    joined = next((t for t in reversed(reading.sentence.tokens[:at]) if t.pos_ not in ("ADV", "AUX")), None)
    if verb is None or joined is None or joined.lower_ not in CONJUNCTIONS | {",", "but"}:
        named = reading.agents.before(at) if hung else None
        return named if named is not None and named.kind is AgentKind.NAMED else None
    if any(t.dep_ in SUBJECT_DEPS for t in reading.sentence.tokens[verb.trigger[-1] + 1 : at]):
        return None
    return replace(verb.agent, path=(token, *verb.agent.path))


def _go_on(reading: Reading, token: Token, at: int, agent: Agent) -> Agent | None:
    """The agent of the verb before, where the parser took that verb's object for the subject of this one
    ("lowers fever and eases headache")."""
    for claim in reversed(reading.found.claims):
        if claim.object_in != reading.index or agent.anchor[-1] not in claim.object.tokens:
            continue
        between = reading.sentence.tokens[agent.anchor[-1] + 1 : at]
        joined = any(t.lower_ in CONJUNCTIONS | {"but", ","} for t in between)
        if joined and all(t.pos_ in ("CCONJ", "ADV", "AUX", "PUNCT", "PART") for t in between):
            return replace(claim.agent, path=(token, *claim.agent.path))
    return None


def is_label(reading: Reading, anchor: tuple[int, ...]) -> bool:
    """Whether the parser's subject is only a label before a colon ("Monkey: bilateral dosing reduced …")."""
    after = anchor[-1] + 1
    return after < len(reading.sentence) and reading.sentence.lower[after] == ":"


def _continues(reading: Reading, anchor: tuple[int, ...]) -> bool:
    """Whether a subject takes up the object of an earlier claim ("the extra chloride influx")."""
    start = anchor[0]
    near = set(reading.sentence.lower[max(0, start - 1) : start]) | {
        reading.sentence.lower[p] for p in anchor
    }
    if not near & _words()["resulting"]:
        return False
    if near & _words()["takes_up"]:
        return True
    words = {singular(w) for w in reading.sentence.words(anchor)} - _words()["resulting"]
    earlier = {
        singular(w)
        for c in reading.found.claims
        if c.object_in == reading.index
        for w in reading.sentence.words(c.object.tokens)
    } | reading.earlier
    return bool({w for w in words & earlier if len(w) > 2})
