"""Agent nouns: "X is a selective Y inhibitor" says a relation to Y."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import Agent, AgentKind
from pipeline.entities.items import Items
from pipeline.entities.kinds import GENERIC, PERSON, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Phrase
from pipeline.entities.sharing import resolve_shared
from pipeline.relations.nouns import compound_start
from pipeline.relations.prepositions import behind_preposition, repeated
from pipeline.relations.reading import Reading, defines
from pipeline.relations.schema import TriggerRule, rules_by_lemma, trigger_rules
from pipeline.relations.settle import add_claims
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS, Label

_BRACKET: Final = 3
"""How many tokens an abbreviation in brackets has."""


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


@cache
def _agent_lemmas() -> frozenset[str]:
    return frozenset(lemma for rule in trigger_rules() if rule.kind == "agent" for lemma in rule.lemmas)


def read_class_noun(reading: Reading, rule: TriggerRule, token: Token, at: int) -> None:
    """ "X is a selective Y inhibitor": the relation to Y holds where the sentence says that the drug is
    one."""
    asserted = _find_asserted(reading, token)
    if asserted is None:
        reading.found.reject(rule, (at,), "a class named after its action, merely named")
        return
    others = tuple(phrase for phrase in asserted.phrases if at not in phrase.tokens)
    if asserted.phrases and not others:
        if not reading.sentence.lower[0].startswith(("pharmacotherapeutic", "therapeutic")):
            reading.found.reject(rule, (at,), "the class itself")
            return
        asserted = Agent(AgentKind.LEFT_OUT, path=asserted.path)
    asserted = replace(asserted, phrases=others)
    following = _behind_bracket(reading, at + 1)
    items = Items((), following)
    if following < len(reading.sentence) and reading.sentence.lower[following] in rule.object:
        items = repeated(
            reading.sentence,
            behind_preposition(reading.sentence, following, effects=False),
            rule.object,
            effects=False,
        )
    if not items.phrases or any(
        classify(reading.sentence, p).label in (FINDING, GENERIC, PERSON) for p in items.phrases
    ):
        items = _targets_before(reading, _first(reading, rule, at)) or items
    items = items if items.phrases else _targets_above(reading, token)
    if not items.phrases:
        reading.found.reject(rule, (at,), "no target named")
        return
    add_claims(reading, rule, (at,), asserted, items)


def _first(reading: Reading, rule: TriggerRule, at: int) -> int:
    """Return the first token of an agent noun that may have a participle before it ("blocking agent")."""
    name = f"{reading.sentence.lower[at - 1]} {singular(reading.sentence.lower[at])}" if at else ""
    return at - 1 if name in rule.lemmas else at


def _targets_before(reading: Reading, at: int) -> Items | None:
    at = _before_bracket(reading, at)
    while at and reading.sentence.lower[at - 1] in _words()["agent_modifier"]:
        at -= 1
    start = compound_start(reading, at)
    if start >= at:
        return None
    phrase = Phrase(tuple(range(start, at)), at - 1)
    groups = [[phrase]]
    left = start
    while left >= 2 and reading.sentence.lower[left - 1] in ("and", ",", "/", "or"):
        end = left - 1
        if reading.sentence.lower[end - 1] == ",":
            end -= 1
        begin = compound_start(reading, end)
        if begin >= end:
            break
        if (
            reading.sentence.tokens[end - 1].pos_ == "NOUN"
            and singular(reading.sentence.lower[end - 1]) in rules_by_lemma()
        ):
            break
        groups.insert(0, [Phrase(tuple(range(begin, end)), end - 1)])
        left = begin
    return Items(tuple(resolve_shared(reading.sentence, groups)), at + 1)


def _targets_above(reading: Reading, token: Token) -> Items:
    """Return the target of which a clause says how the drug acts there ("binds X receptors, where it behaves
    as an agonist")."""
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    if clause is None or not any(t.lower_ in ("where", "which") and t.i < token.i for t in clause.subtree):
        return Items((), 0)
    phrase = reading.agents.nouns.phrase_at.get(reading.agents.nouns.local(clause.head))
    known = phrase is not None and classify(reading.sentence, phrase).label in TARGETS
    return Items((phrase,), phrase.tokens[-1] + 1) if phrase is not None and known else Items((), 0)


def _before_bracket(reading: Reading, at: int) -> int:
    """Pass back over an abbreviation in brackets before an agent noun ("… enzyme (ACE) inhibitors")."""
    words = reading.sentence.lower
    return at - _BRACKET if at > _BRACKET and words[at - 1] == ")" and words[at - _BRACKET] == "(" else at


def _behind_bracket(reading: Reading, at: int) -> int:
    """Pass over an abbreviation in brackets behind an agent noun ("modulator (PAM) of …")."""
    words = reading.sentence.lower
    return at + _BRACKET if words[at : at + 1] == ["("] and words[at + 2 : at + _BRACKET] == [")"] else at


def _top_of_chain(token: Token) -> Token:
    """Return the first of the nouns that an agent noun is coordinated with, also where the parser hung it on
    the other one's target ("an inhibitor of X and an inducer of Y")."""
    chain = token
    while chain.dep_ == "conj" and chain.head.pos_ in ("NOUN", "PROPN"):
        chain = chain.head
        over = chain.head.head
        if chain.dep_ == "pobj" and singular(over.lower_) in _agent_lemmas():
            chain = over
    while (
        chain != token
        and chain.dep_ in ("nmod", "compound")
        and singular(chain.head.lower_) in _agent_lemmas()
    ):
        chain = chain.head
    return chain


def _measured(noun: Token) -> Token:
    """Return what a unit of dose is given of ("fluvoxamine 100 mg, a CYP1A2 inhibitor")."""
    if noun.lower_ not in ("mg", "g", "mcg"):
        return noun
    return next((c for c in noun.children if c.pos_ in ("NOUN", "PROPN") and c.i < noun.i), noun)


def _find_asserted(reading: Reading, token: Token) -> Agent | None:  # noqa: PLR0911 - one return a case
    chain = _top_of_chain(token)
    if chain.head.lemma_ == "be" and (chain.dep_ == "attr" or (chain != token and chain.dep_ == "conj")):
        return reading.agents.find(chain.head)
    head = chain.head
    if chain != token and reading.agents.nouns.kind_at(chain) == Label.DRUG:
        return None
    if chain.dep_ == "pobj" and head.lower_ == "as" and head.i and head.nbor(-1).lower_ == "such":
        return None
    if chain.dep_ == "appos" and chain.head.pos_ in ("NOUN", "PROPN"):
        agent = reading.agents.read_nominal(_measured(chain.head), [token])
        return agent if agent.kind in (AgentKind.NAMED, AgentKind.STAND_IN) else None
    if chain.dep_ == "pobj" and head.lower_ == "as":
        return reading.agents.find(head.head)
    if chain.dep_ in ("oprd", "attr") and head.pos_ == "VERB":
        return reading.agents.find(head)
    if (
        chain.dep_ == "pobj"
        and head.lower_ in ("of", "to")
        and singular(head.head.lower_) in _words()["membership"]
    ):
        return reading.agents.find(head.head)
    if chain.head == chain or (chain.dep_ == "ROOT"):
        copula = next((child for child in chain.children if child.dep_ == "nsubj"), None)
        return (
            reading.agents.read_nominal(copula, [token])
            if copula is not None
            else Agent(AgentKind.LEFT_OUT, path=(token,))
        )
    if chain.dep_ == "nsubj" and defines(reading.sentence, chain):
        return Agent(AgentKind.LEFT_OUT, path=(token,))
    return None
