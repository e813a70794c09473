"""Decide what a trigger, its agent and its object amount to: a claim, or a rejection that says why."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pipeline.context.agent import SUBJECT_DEPS, Agent, AgentKind
from pipeline.context.scope import read_scope
from pipeline.entities.items import Items
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.changes import shared_change, strip_little
from pipeline.relations.checks import CHECKS, Draft, begins_state
from pipeline.relations.claims import Claim, decide
from pipeline.relations.contrast import gather_objects, is_nil
from pipeline.relations.effects import is_named_effect
from pipeline.relations.examples import unwrap
from pipeline.relations.reading import Reading
from pipeline.relations.schema import Action, TriggerRule
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Polarity


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def _keeps_frame(action: Action) -> bool:
    """Whether an action is on the quantity that a framing head names, unless it frames a finding ("the
    frequency of opening")."""
    return action in (
        Action.INCREASE,
        Action.DECREASE,
        Action.INHIBIT,
        Action.PREVENT,
        Action.ACTIVATE,
        Action.TOUCH,
    )


def add_claims(
    reading: Reading,
    rule: TriggerRule,
    trigger: tuple[int, ...],
    agent: Agent,
    items: Items,
    *,
    kind: Kind | None = None,
) -> None:
    """Add a claim for each object, or the reason why it gives none.

    Args:
        reading: The sentence; gets the claims and rejections.
        rule: The rule that fired.
        trigger: Its words, as tokens of the sentence.
        agent: Who acts.
        items: The objects.
        kind: Their kind where the trigger says it.
    """
    if agent.kind in (AgentKind.OTHER, AgentKind.PERSON):
        reading.found.reject(rule, trigger, agent.reason)
        return
    shared = shared_change(reading.sentence, items)
    for given, denied in gather_objects(reading.sentence, rule, items):
        outer, little = strip_little(reading.sentence, given)
        draft = _make_draft(reading, rule, trigger, agent, outer, kind=kind)
        draft.denied, draft.shared = denied or little, shared
        draft.follows = given is not items.phrases[0]
        reason = next((why for check in CHECKS if (why := check(draft)) is not None), None)
        claim = _decide(draft) if reason is None else reason
        if isinstance(claim, str):
            reading.found.reject(rule, trigger, claim)
        else:
            reading.found.claims.append(claim)


def _make_draft(
    reading: Reading,
    rule: TriggerRule,
    trigger: tuple[int, ...],
    agent: Agent,
    outer: Phrase,
    *,
    kind: Kind | None,
) -> Draft:
    sentence = reading.sentence
    phrase = unwrap(sentence, outer)
    if phrase is outer and phrase.inner is not None and _names_kind(sentence, phrase):
        phrase = outer = phrase.inner
    if phrase is not outer and _keeps_frame(rule.action) and classify(sentence, phrase).label != FINDING:
        phrase = outer
    if rule.action is Action.TREAT and begins_state(sentence, phrase) and phrase.inner is not None:
        phrase = phrase.inner
    if kind is None:
        kind = (
            Kind(FINDING, None, "state")
            if rule.object in (("state",), ("whole",))
            else classify(sentence, phrase)
        )
    action = rule.action
    if action is Action.INCREASE and phrase.det in ("its", "their") and is_named_effect(sentence, phrase):
        action, kind = Action.CAUSE, Kind(FINDING, None, "effect")
    text = sentence.text(phrase.tokens)
    if agent.phrases and all(set(named.tokens) <= set(outer.tokens) for named in agent.phrases):
        agent = Agent(AgentKind.LEFT_OUT, path=agent.path, reason="named in the object only")
    return Draft(reading, rule, trigger, agent, outer, phrase, kind, action, text, reading.index)


def _names_kind(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a head only says that it is a kind of what follows ("both forms of cyclooxygenase")."""
    return singular(sentence.lower[phrase.head]) in _words()["kind_of"]


def _decide(draft: Draft) -> Claim | str:
    """Return the claim of a draft that passed the checks, or why there is none."""
    sentence, phrase = draft.reading.sentence, draft.phrase
    decision = decide(draft.action, draft.kind)
    if decision is None:
        return f"{draft.action} does not take {draft.kind.label or 'this'} {draft.text!r}"
    relation, label = decision
    here = draft.place == draft.reading.index
    denied = here and phrase.det in ("no", "neither") and phrase.tokens[0]
    det = [sentence.tokens[phrase.tokens[0] - 1]] if denied else []
    said_by = sentence.tokens[draft.trigger[-1]]
    path = draft.agent.path or (said_by,)
    if draft.rule.kind == "adjective" and said_by not in path:
        path = (said_by, *path)
    if draft.rule.kind == "noun" and said_by.dep_ in SUBJECT_DEPS and said_by.head not in path:
        path = (*path, *((said_by.head,) if said_by.head.lemma_ in _words()["established"] else ()))
    scope = read_scope(path, det)
    if draft.action is Action.TOUCH and draft.rule.kind == "noun" and is_nil(said_by):
        scope = replace(scope, polarity=Polarity.NEGATED)
    if draft.denied:
        scope = replace(scope, polarity=Polarity.NEGATED)
    advised = said_by.lemma_.lower() in _words()["advising"]
    if draft.action is Action.TREAT and advised and scope.polarity is Polarity.NEGATED:
        return "is advised against, which says nothing of its effect"
    if draft.action is Action.TOUCH and scope.polarity is Polarity.AFFIRMED:
        return "says something only when it is denied"
    return Claim(
        sentence=draft.reading.index,
        rule=draft.rule.id,
        action=draft.rule.action if draft.rule.action is Action.TREAT else draft.action,
        trigger=draft.trigger,
        agent=draft.agent,
        relation=relation,
        label=label,
        object=phrase,
        kind=draft.kind,
        polarity=scope.polarity,
        certainty=scope.certainty,
        object_in=draft.place,
    )
