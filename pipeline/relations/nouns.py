"""Nouns of action that say a relation ("inhibition of X", "X blockade")."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECT_DEPS, SUBJECTS, Agent, AgentKind
from pipeline.entities.items import Items
from pipeline.entities.kinds import GENERIC, PERSON, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Phrase
from pipeline.relations.prepositions import behind_preposition, repeated
from pipeline.relations.reading import Reading
from pipeline.relations.reports import is_supposed
from pipeline.relations.schema import Action, TriggerRule, rules_by_lemma
from pipeline.relations.settle import add_claims
from pipeline.relations.verb_agents import is_label
from pipeline.rules.wordlists import load_words
from pipeline.vocabulary import Label

_FIGURES: Final = 8
"""How far behind "IC50" the preposition of its target may stand, in words."""
_CIRCUMSTANCE: Final = ("during", "after", "before", "under", "throughout")


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def read_noun(reading: Reading, rule: TriggerRule, token: Token, at: int) -> None:
    """Read a noun of action at position ``at`` that a rule names."""
    following = at + 1
    fault = _find_fault(reading, rule, token, at)
    if fault is not None:
        reading.found.reject(rule, (at,), fault)
        return
    items = Items((), following)
    if rule.id == "noun.potency":
        following = _past_figures(reading, following)
    if rule.action is Action.TOUCH and token.dep_ in SUBJECT_DEPS:
        following = _past_verb(reading, following)
    if following < len(reading.sentence) and reading.sentence.lower[following] in rule.object:
        items = repeated(
            reading.sentence,
            behind_preposition(reading.sentence, following, effects=rule.action is Action.TREAT),
            rule.object,
            effects=rule.action is Action.TREAT,
        )
    elif token.tag_ != "VBG" and rule.action is not Action.TREAT and at and compound_start(reading, at) < at:
        start = compound_start(reading, at)
        phrase = Phrase(tuple(range(start, at)), at - 1)
        items = (
            Items((phrase,), at + 1)
            if classify(reading.sentence, phrase).label not in (None, GENERIC, PERSON, *SUBJECTS)
            else items
        )
    if not items.phrases:
        reading.found.reject(rule, (at,), "no object where the rule looks for one")
        return
    if rule.modified and not rule.modified & set(reading.sentence.lower[max(0, at - 4) : at]):
        reading.found.reject(rule, (at,), "without the modifier that it needs")
        return
    by = reading.agents.behind_by(items.end, token)
    add_claims(reading, rule, (at,), by or _noun_agent(reading, token), items)


def _find_fault(reading: Reading, rule: TriggerRule, token: Token, at: int) -> str | None:
    """Return why a noun says nothing of the drug, whatever its object."""
    circumstance = token.dep_ == "pobj" and token.head.lower_ in _CIRCUMSTANCE
    if rule.action is Action.TREAT and circumstance:
        return "only says when"
    if rule.id == "noun.cause" and token.dep_ not in ("attr", "appos", "conj", "oprd"):
        return "the drug is not said to be one"
    if is_supposed(reading.sentence, at):
        return "only says in which case"
    if reading.section in rule.silent_in:
        return f"says nothing of the drug in a section of {reading.section}"
    return "another trigger acts on this action" if is_consumed(token) else None


def _past_verb(reading: Reading, at: int) -> int:
    """Pass over the verb between a subject and its preposition ("no affinity was found for X")."""
    after = at
    while after < len(reading.sentence) and reading.sentence.tokens[after].pos_ in ("VERB", "AUX", "ADV"):
        after += 1
    return after


def _past_figures(reading: Reading, at: int) -> int:
    """Pass over the figure between "IC50" and the preposition of its target ("IC50 of 3 nM for COX-2")."""
    end = min(len(reading.sentence), at + _FIGURES)
    for position in range(at, end):
        if reading.sentence.lower[position] in ("for", "against", "at", "on"):
            return position
        if reading.sentence.lower[position] in (",", ")", ";"):
            break
    return at


def _noun_agent(reading: Reading, token: Token) -> Agent:
    """The agent of a noun of action; a change told as coming about through it is the drug's."""
    agent = reading.agents.find(token)
    if agent.kind is not AgentKind.OTHER or not agent.anchor:
        return agent
    means = any(t.lower_ in ("by", "through", "via") for t in agent.path)
    phrase = reading.agents.nouns.phrase_at.get(agent.anchor[-1])
    if is_label(reading, agent.anchor):
        return Agent(AgentKind.LEFT_OUT, path=agent.path)
    if means and phrase is not None and classify(reading.sentence, phrase).label in (FINDING, Label.PROCESS):
        return Agent(AgentKind.ACTION, anchor=(), path=agent.path, reason="what brings about the change")
    return agent


def compound_start(reading: Reading, at: int) -> int:
    """Return where the compound begins that stands before a position."""
    start = at
    while (
        start > 0
        and reading.sentence.in_phrase(start - 1, False)
        and reading.sentence.tokens[start - 1].tag_ not in ("VBN", "VBG", "JJR")
    ):
        start -= 1
    while start < at and (
        reading.sentence.lower[start] in _words()["agent_modifier"]
        or reading.sentence.tokens[start].pos_ == "ADV"
    ):
        start += 1
    return start


def is_consumed(noun: Token) -> bool:
    """Whether a noun of action is itself what another verb stops or changes ("prevents activation of X")."""
    head = noun.head
    chain = noun
    while chain.dep_ == "conj" and chain.head != chain:
        chain = chain.head
        head = chain.head
    if chain.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB":
        rules = [rule for rule in rules_by_lemma().get(head.lemma_.lower(), ()) if rule.kind == "verb"]
        return any(
            rule.action not in (Action.CAUSE, Action.TOUCH) and rule.object != ("subject",) for rule in rules
        )
    beside = noun.i > 0 and noun.nbor(-1).lower_ in (",", "and", "or")
    inside = chain == noun and chain.dep_ == "pobj" and head.lower_ in ("of", "in")
    if inside and not beside and head.head.pos_ == "NOUN":
        above = head.head.lemma_.lower()
        over = rules_by_lemma().get(above, ())
        return any(rule.kind == "noun" and rule.action is not Action.TREAT for rule in over)
    return False
