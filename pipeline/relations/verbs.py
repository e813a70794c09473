"""Verbs that say a relation: their objects and agents, in the active, the passive, and reports of what
happened under the drug."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECTS, Agent, AgentKind, is_passive
from pipeline.entities.items import Items
from pipeline.entities.kinds import classify
from pipeline.entities.lexicon import FINDING
from pipeline.relations.objects import object_items, subject_items
from pipeline.relations.reading import Reading
from pipeline.relations.schema import TriggerRule
from pipeline.relations.settle import add_claims
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Label, RelationType

_NOMINAL_DEPS: Final = frozenset(
    {"compound", "amod", "nmod", "dobj", "pobj", "nsubj", "nsubjpass", "appos", "attr", "npadvmod", "poss"}
)
"""Arcs that no verb has: the parser took the word for a noun."""


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def read_verb(reading: Reading, rule: TriggerRule, token: Token, at: int) -> None:
    """Read a verb at position ``at`` that a rule names."""
    if not _may_say(reading, rule, token, at):
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
    agent = find_agent(reading, rule, token, at)
    fault = _find_fault(reading, rule, token, agent)
    if fault is not None:
        reading.found.reject(rule, (at,), fault)
        return
    add_claims(reading, rule, (at,), _settle_agent(reading, rule, token, agent), _keep(reading, rule, items))


def _may_say(reading: Reading, rule: TriggerRule, token: Token, at: int) -> bool:
    """Whether a verb stands in the voice and place in which the rule reads it."""
    if token.tag_ in ("VBN", "VBG") and (
        token.dep_ in ("amod", "compound") or (token.tag_ == "VBN" and _stands_before_noun(reading, at))
    ):
        return False
    passive = is_passive(token)
    if rule.voice == "passive" and not passive and token.tag_ != "VBN":
        return False
    if rule.voice == "active":
        has_object = any(child.dep_ in ("dobj", "obj") for child in token.children)
        return not passive and not has_object and _is_consequence(reading, at)
    return rule.object != ("subject",) or _is_report(reading, token, passive)


def _find_fault(reading: Reading, rule: TriggerRule, token: Token, agent: Agent) -> str | None:
    """Return why a verb says nothing of the drug."""
    people = rule.subject == "person"
    if people and any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children):
        return "people are told to"
    if rule.id == "verb.used_for" and set(reading.sentence.lower) & _words()["caution"]:
        return "a precaution"
    if rule.object == ("subject",):
        return None
    if people:
        return None if agent.kind in (AgentKind.PERSON, AgentKind.NAMED) else "its subject is not a person"
    return agent.reason if agent.kind is AgentKind.PERSON else None


def _settle_agent(reading: Reading, rule: TriggerRule, token: Token, agent: Agent) -> Agent:
    """Return who acts: in a report the drug that it names, under a person the drug that the person takes."""
    if rule.object == ("subject",):
        return (
            Agent(AgentKind.ACTION, path=(token,))
            if rule.voice == "active"
            else _report_agent(reading, token)
        )
    if rule.subject == "person" and agent.phrases:
        return Agent(AgentKind.NAMED, agent.phrases, agent.anchor, agent.path)
    return Agent(AgentKind.LEFT_OUT, path=agent.path) if rule.subject == "person" else agent


def _keep(reading: Reading, rule: TriggerRule, items: Items) -> Items:
    """Return the objects that a rule on people or a report takes: effects, and in their section what is
    unknown."""
    report = rule.object == ("subject",) and rule.voice != "active"
    if rule.subject != "person" and not report:
        return items
    unknown = rule.subject != "person" and reading.section == "adverse_reactions"
    return _keep_effects(reading, items, unknown=unknown)


def _keep_effects(reading: Reading, items: Items, *, unknown: bool = False) -> Items:
    """Return the phrases that name an effect or a process, and where ``unknown`` those of no known kind."""
    taken = {FINDING, Label.PROCESS, *((None,) if unknown else ())}
    return Items(tuple(p for p in items.phrases if classify(reading.sentence, p).label in taken), items.end)


def _read_reversed(reading: Reading, rule: TriggerRule, token: Token, at: int, drugs: Items) -> None:
    """ "Hepatitis has been linked to X": the effect is the subject and the drug stands behind the
    preposition."""
    named = drugs.phrases
    agent = Agent(AgentKind.NAMED, named, tuple(p for phrase in named for p in phrase.tokens), (token,))
    effects = subject_items(reading.sentence, token, effects=True)
    add_claims(reading, rule, (at,), agent, _keep_effects(reading, effects))


def find_agent(reading: Reading, rule: TriggerRule, token: Token, at: int) -> Agent:
    """The agent of a verb: by the parse; by the words before it where the parse has none; or what the drug
    did just before."""
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
    if agent.kind is AgentKind.OTHER and agent.anchor and _continues(reading, agent.anchor):
        return Agent(
            AgentKind.ACTION, anchor=agent.anchor, path=agent.path, reason="what the drug did just before"
        )
    return agent


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


def _is_consequence(reading: Reading, at: int) -> bool:
    """Whether a clause is told as what follows from the drug: behind "so", "thus", "as a result", or another
    claim."""
    return bool(reading.found.claims) or bool(set(reading.sentence.lower[:at]) & _words()["consequence"])


def is_mistagged(reading: Reading, token: Token) -> bool:
    """Whether a word that is never a noun was tagged as one ("does not bind or inactivate X")."""
    if token.pos_ not in ("NOUN", "PROPN") or not token.is_lower or token.lower_.endswith(("ed", "ing")):
        return False
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


def _is_report(reading: Reading, token: Token, passive: bool) -> bool:
    """Whether a verb tells of an event under the drug: passive or modal, or in a section or sentence about
    the drug."""
    clinical = reading.section in ("adverse_reactions", "warnings", "overdose") or bool(
        _words()["clinical_context"] & set(reading.sentence.lower)
    )
    if token.lemma_ in _words()["occurring"]:
        modal = any(
            child.dep_ == "aux" and child.lower_ in ("may", "can", "might", "could")
            for child in token.children
        )
        return modal or clinical
    return passive and (
        clinical or any(child.dep_ == "prep" and child.lower_ == "with" for child in token.children)
    )


def _report_agent(reading: Reading, token: Token) -> Agent:
    """The drug that a report names ("with X", "in patients treated with X"), else the text's own."""
    for child in token.children:
        if child.dep_ in ("prep", "advcl", "mark", "agent"):
            below = sorted(reading.agents.nouns.local(t) for t in child.subtree)
            named = reading.agents.nouns.find_drug_among(
                [p for p in below if 0 <= p < len(reading.sentence)], [token]
            )
            if named is not None:
                return named
    return Agent(AgentKind.LEFT_OUT, path=(token,))
