"""Reports of what happened under the drug: effects that occurred, quantities that rose, fell or stayed."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import Agent, AgentKind
from pipeline.entities.items import Items
from pipeline.entities.kinds import classify
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.phrases import Sentence
from pipeline.relations.examples import unwrap
from pipeline.relations.reading import Reading
from pipeline.relations.schema import Action, TriggerRule, rules_by_lemma
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS, Label

_CHANGING: Final = frozenset({Label.PROCESS, FINDING, MEDIATOR})
"""What may rise or fall by itself."""


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def is_supposed(sentence: Sentence, at: int) -> bool:
    """Whether a noun names a case that may come up and none that was seen ("in case of bleeding")."""
    before = at - 2 if at > 1 and sentence.lower[at - 1] == "the" else at - 1
    return sentence.lower[at] in ("case", "event") and before >= 0 and sentence.lower[before] == "in"


def is_report(reading: Reading, token: Token, passive: bool) -> bool:
    """Whether a verb tells of an event under the drug: passive or modal, or in a section or sentence about
    the drug."""
    clinical = reading.section in ("adverse_reactions", "warnings", "overdose") or bool(
        _words()["clinical_context"] & set(reading.sentence.lower)
    )
    if token.lemma_ in _words()["occurring"]:
        if _names_source(reading, token):
            return False
        modal = any(
            child.dep_ == "aux" and child.lower_ in ("may", "can", "might", "could")
            for child in token.children
        )
        return modal or clinical or find_accompanied(reading, token) is not None
    if token.lemma_ in _words()["befalling"]:
        at = reading.sentence.position[token.i]
        people = load_words("pipeline.context")["persons"]
        return any(singular(word) in people for word in reading.sentence.lower[at:])
    return passive and (
        clinical or any(child.dep_ == "prep" and child.lower_ == "with" for child in token.children)
    )


def _names_source(reading: Reading, token: Token) -> bool:
    """Whether a verb says what an event comes from, which another rule reads ("arises from", "results
    from")."""
    following = reading.sentence.position[token.i] + 1
    if following >= len(reading.sentence):
        return False
    rules = rules_by_lemma().get(token.lemma_.lower(), ())
    return any(reading.sentence.lower[following] in rule.source for rule in rules)


def report_agent(reading: Reading, token: Token) -> Agent:
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


def find_accompanied(reading: Reading, token: Token) -> Agent | None:
    """Return the drug with which something rises, falls or stays as it is ("did not change with X")."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _words()["accompanying"]:
            below = sorted(reading.agents.nouns.local(t) for t in child.subtree)
            inside = [p for p in below if 0 <= p < len(reading.sentence)]
            return reading.agents.nouns.find_drug_among(inside, [token])
    return None


def is_consequence(reading: Reading, at: int) -> bool:
    """Whether a clause is told as what follows from the drug: behind "so", "thus", "as a result", or another
    claim, also in a passage on how the drug works."""
    return (
        reading.section == "mechanism"
        or bool(reading.found.claims or reading.earlier)
        or bool(set(reading.sentence.lower[:at]) & _words()["consequence"])
        or find_accompanied(reading, reading.sentence.tokens[at]) is not None
    )


def keep_effects(reading: Reading, items: Items, *, unknown: bool = False) -> Items:
    """Return the phrases that name an effect or a process, and where ``unknown`` those of no known kind."""
    taken = {FINDING, Label.PROCESS, *((None,) if unknown else ())}
    sentence = reading.sentence
    kept = (p for p in items.phrases if classify(sentence, unwrap(sentence, p)).label in taken)
    return Items(tuple(kept), items.end)


def keep_changing(reading: Reading, rule: TriggerRule, items: Items) -> Items:
    """Return the phrases that name what may rise or fall by itself, or what may stay as it is."""
    taken = _CHANGING | TARGETS if rule.action is Action.TOUCH else _CHANGING
    return Items(tuple(p for p in items.phrases if classify(reading.sentence, p).label in taken), items.end)
