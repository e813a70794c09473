"""Verbs that say a relation: their objects and agents, in the active, the passive, and reports of what
happened under the drug."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECT_DEPS, SUBJECTS, Agent, AgentKind, is_passive
from pipeline.entities.items import Items
from pipeline.entities.kinds import classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.separators import opens_predicate
from pipeline.relations.objects import object_items, subject_items
from pipeline.relations.reading import Reading
from pipeline.relations.reports import (
    find_accompanied,
    is_consequence,
    is_report,
    keep_changing,
    keep_effects,
    report_agent,
)
from pipeline.relations.schema import Action, TriggerRule
from pipeline.relations.settle import add_claims
from pipeline.relations.sources import find_special_agent
from pipeline.relations.verb_agents import find_agent
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import RelationType

_OWN: Final = (AgentKind.NAMED, AgentKind.STAND_IN, AgentKind.ACTION)
"""How a sentence gives a drug or its action as the source of an effect."""
_PEOPLE_REACH: Final = 6
"""How far behind "used" the people may stand for whom it is denied, in words."""
_AILMENT_REACH: Final = 10
"""How far before "that" the ailment may stand, in words."""
_ABILITY_REACH: Final = 8
"""How far before its verb an "ability" may stand, in words."""
_STATE_REACH: Final = 16
"""How far behind "leaves" the state may stand ("leaves the reuptake of GABA untouched"), in words."""


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def read_verb(reading: Reading, rule: TriggerRule, token: Token, at: int) -> None:
    """Read a verb at position ``at`` that a rule names."""
    if not _may_say(reading, rule, token, at):
        return
    if rule.modified and not rule.modified & set(reading.sentence.lower[at + 1 : at + _STATE_REACH]):
        reading.found.reject(rule, (at,), "without the modifier that it needs")
        return
    items = object_items(reading.sentence, token, at, rule)
    if not items.phrases:
        items = _pronoun_object(reading, rule, at)
    if not items.phrases:
        reading.found.reject(rule, (at,), "no object where the rule looks for one")
        return
    labels = [classify(reading.sentence, phrase).label for phrase in items.phrases]
    if rule.id == "verb.associated_with" and all(label in SUBJECTS for label in labels):
        _read_reversed(reading, rule, token, at, items)
        return
    agent = find_special_agent(reading, rule, token) or find_agent(reading, rule, token, at)
    fault = _find_fault(reading, rule, token, agent)
    if fault is not None:
        reading.found.reject(rule, (at,), fault)
        return
    add_claims(reading, rule, (at,), _settle_agent(reading, rule, token, agent), _keep(reading, rule, items))


def _may_say(reading: Reading, rule: TriggerRule, token: Token, at: int) -> bool:
    """Whether a verb stands in the voice and place in which the rule reads it."""
    if token.tag_ in ("VBN", "VBD") and _is_second_modifier(reading, at):
        return False
    if token.tag_ in ("VBN", "VBG") and (
        token.dep_ in ("amod", "compound") or (token.tag_ == "VBN" and _stands_before_noun(reading, at))
    ):
        return False
    passive = is_passive(token)
    if rule.voice == "passive" and not passive and token.tag_ != "VBN":
        return False
    if rule.voice == "active":
        has_object = any(child.dep_ in ("dobj", "obj") for child in token.children)
        return not passive and not has_object and is_consequence(reading, at)
    return rule.object != ("subject",) or bool(rule.source) or is_report(reading, token, passive)


def _has_subject(reading: Reading, token: Token) -> bool:
    """Whether a verb in its base form is no instruction: it has a subject or an auxiliary, or words before
    it that the parser may have missed as such."""
    if any(child.dep_ in (*SUBJECT_DEPS, "aux") for child in token.children):
        return True
    return reading.sentence.position[token.i] > 0


def _find_fault(reading: Reading, rule: TriggerRule, token: Token, agent: Agent) -> str | None:  # noqa: PLR0911, PLR0912 - one return a case
    """Return why a verb says nothing of the drug."""
    people = rule.subject == "person"
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
    told = token.dep_ == "xcomp" and is_passive(token.head) and token.head.lemma_ in _words()["telling"]
    if infinitive and (people or told):
        return "people are told to"
    if rule.id == "verb.associated_with" and token.dep_ == "acl" and agent.kind is AgentKind.ACTION:
        return "only says which one"
    if rule.action is not Action.CAUSE and rule.id != "verb.used_for" and _instructs(token):
        return "an instruction"
    if agent.kind is AgentKind.LEFT_OUT and reading.sentence.opens_advice():
        return "what an instruction is for"
    if rule.id == "verb.used_for" and _is_precaution(reading, token):
        return "a precaution"
    if _is_able(reading, token):
        return "what the body is able to do"
    if rule.action is Action.CAUSE and _tells_of_ailment(reading, token):
        return "said of an ailment"
    if token.tag_ == "VB" and token.dep_ == "ROOT" and not _has_subject(reading, token):
        return "an instruction"
    if rule.source:
        if token.dep_ in ("relcl", "acl"):
            return "only says which one"
        return None if agent.kind in _OWN else "its source is not the drug"
    if rule.object == ("subject",):
        return None
    if rule.subject == "giver":
        return None if agent.kind in (AgentKind.NAMED, AgentKind.STAND_IN) else "no drug is given"
    if people:
        return None if agent.kind in (AgentKind.PERSON, AgentKind.NAMED) else "its subject is not a person"
    return agent.reason if agent.kind is AgentKind.PERSON else None


def _tells_of_ailment(reading: Reading, token: Token) -> bool:
    """Whether a verb has an ailment as its subject, or a "that" behind one ("conditions such as asthma that
    cause cough")."""
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.i not in reading.sentence.position:
        return False
    at = reading.sentence.position[subject.i]
    start = max(0, at - _AILMENT_REACH) if subject.tag_ in ("WDT", "WP") else at
    ailments = _words()["ailment"]
    return any(word.lemma_.lower() in ailments for word in reading.sentence.tokens[start : at + 1])


def _is_precaution(reading: Reading, token: Token) -> bool:
    """Whether a use is but warned of: by a word of caution, or denied for people who have something ("should
    not be used in patients with X")."""
    if set(reading.sentence.lower) & _words()["caution"]:
        return True
    denied = any(child.dep_ == "neg" for child in token.children)
    behind = reading.sentence.lower[reading.sentence.position[token.i] + 1 :][:_PEOPLE_REACH]
    people = load_words("pipeline.context")["persons"]
    return denied and token.lemma_ != "indicate" and any(singular(word) in people for word in behind)


def _instructs(token: Token) -> bool:
    """Whether a passive says what people should do ("must be corrected", "should be managed")."""
    told = any(child.dep_ == "aux" and child.lower_ in ("should", "must") for child in token.children)
    named = any(child.dep_ == "agent" for child in token.children)
    return told and not named and is_passive(token)


def _is_able(reading: Reading, token: Token) -> bool:
    """Whether a verb says what an ability is for ("the ability of your body to fight infections")."""
    at = reading.sentence.position[token.i]
    before = reading.sentence.lower[max(0, at - _ABILITY_REACH) : at]
    return before[-1:] == ["to"] and not {"ability", "capacity"}.isdisjoint(before)


def _settle_agent(reading: Reading, rule: TriggerRule, token: Token, agent: Agent) -> Agent:
    """Return who acts: in a report the drug that it names, under a person the drug that the person takes."""
    if rule.source or rule.subject == "giver":
        return agent
    if rule.object == ("subject",):
        if rule.voice != "active":
            return report_agent(reading, token)
        named = find_accompanied(reading, token)
        return named or Agent(AgentKind.ACTION, path=(token,))
    if rule.subject == "person" and agent.phrases:
        return Agent(AgentKind.NAMED, agent.phrases, agent.anchor, agent.path)
    return Agent(AgentKind.LEFT_OUT, path=agent.path) if rule.subject == "person" else agent


def _keep(reading: Reading, rule: TriggerRule, items: Items) -> Items:
    """Return the objects that a rule on people or a report takes: effects, and in their section what is
    unknown."""
    if rule.voice == "active":
        return keep_changing(reading, rule, items)
    if rule.source:
        found = (p for p in items.phrases if classify(reading.sentence, p).label == FINDING)
        return Items(tuple(found), items.end)
    report = rule.object == ("subject",)
    if rule.subject != "person" and not report:
        return items
    unknown = rule.subject != "person" and reading.section == "adverse_reactions"
    return keep_effects(reading, items, unknown=unknown)


def _read_reversed(reading: Reading, rule: TriggerRule, token: Token, at: int, drugs: Items) -> None:
    """ "Hepatitis has been linked to X": the effect is the subject and the drug stands behind the
    preposition."""
    named = drugs.phrases
    agent = Agent(AgentKind.NAMED, named, tuple(p for phrase in named for p in phrase.tokens), (token,))
    effects = subject_items(reading.sentence, token, effects=True)
    add_claims(reading, rule, (at,), agent, keep_effects(reading, effects))


def is_mistagged(reading: Reading, token: Token) -> bool:
    """Whether a word that is never a noun was tagged as one ("does not bind or inactivate X")."""
    if token.pos_ not in ("NOUN", "PROPN") or not token.is_lower or token.lower_.endswith(("ed", "ing")):
        return False
    at = reading.sentence.position.get(token.i)
    if at is not None and opens_predicate(reading.sentence, at):
        return True
    return token.lemma_ not in _words()["also_noun"] or not reading.has_verb


def _pronoun_object(reading: Reading, rule: TriggerRule, at: int) -> Items:
    """What "it" or "them" behind a verb means: the object of the last claim of the sentence ("rifampin lowers
    it")."""
    following = at + 1
    if (
        "direct" not in rule.object
        or following >= len(reading.sentence)
        or reading.sentence.lower[following] not in ("it", "them")
    ):
        return Items((), following)
    last = [
        c
        for c in reading.found.claims
        if c.relation in (RelationType.INCREASES, RelationType.DECREASES, RelationType.INHIBITS)
    ]
    return Items(
        tuple(c.object for c in last if c.trigger == last[-1].trigger and c.object_in == reading.index),
        following + 1,
    )


def _is_second_modifier(reading: Reading, at: int) -> bool:
    """Whether a participle is the second of two modifiers of a noun ("basal and stimulated secretion")."""
    sentence = reading.sentence
    if not 2 <= at < len(sentence) - 1 or sentence.lower[at - 1] not in ("and", "or"):
        return False
    beside = sentence.tokens[at - 2].pos_ == "ADJ" and sentence.tokens[at - 2].tag_ != "VBN"
    return (
        beside
        and sentence.tokens[at + 1].pos_ in ("ADJ", "NOUN")
        and not _has_subject(reading, sentence.tokens[at])
    )


def _stands_before_noun(reading: Reading, at: int) -> bool:
    following = at + 1
    return (
        following < len(reading.sentence)
        and reading.sentence.tokens[following].pos_ in ("NOUN", "PROPN")
        and not any(
            child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass")
            for child in reading.sentence.tokens[at].children
        )
    )
