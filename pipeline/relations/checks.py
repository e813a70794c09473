"""Why an object of a trigger is none: its words, its kind, or what it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from pipeline.context.agent import SUBJECTS, Agent
from pipeline.entities.kinds import GENERIC, PERSON, Kind
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.entities.sharing import is_body_part
from pipeline.relations.changes import is_change, read_changed, what_becomes
from pipeline.relations.effects import is_named_effect, names_agonism
from pipeline.relations.reading import Reading, action_lemmas
from pipeline.relations.schema import Action, TriggerRule, rules_by_lemma
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import GREEK, singular
from pipeline.vocabulary import Label

_ACTIONS: Final = (Action.INHIBIT, Action.ACTIVATE, Action.INCREASE, Action.DECREASE)
_OUTCOMES: Final = (Action.TREAT, Action.INCREASE, Action.DECREASE)
"""What a noun behind "used for" says itself ("the relief of pain", "the reduction of pressure")."""
_PRODUCED: Final = 5
"""How far behind an effect "produced by" another drug may stand, in words."""
_FAMILY: Final = ("ergic", "muscarinic", "nicotinic")
"""Endings of adjectives that name a family of receptors."""
_GREEK_LETTERS: Final = frozenset(GREEK.values())


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


@dataclass(slots=True)
class Draft:
    """A claim in the making: ``outer`` is the phrase as found, ``phrase`` what it is about, ``place`` the
    number of the sentence that the phrase stands in; ``denied`` says that only this object is; ``shared`` is
    the change that the first of the objects names for all; ``follows`` says that others stand before it."""

    reading: Reading
    rule: TriggerRule
    trigger: tuple[int, ...]
    agent: Agent
    outer: Phrase
    phrase: Phrase
    kind: Kind
    action: Action
    text: str
    place: int
    denied: bool = False
    shared: Action | None = None
    follows: bool = False


def begins_state(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a head only says that a state is brought about ("induction of anesthesia")."""
    return singular(sentence.lower[phrase.head]) in _words()["bringing_about"]


def _check_words(draft: Draft) -> str | None:
    """Return why the words of an object name none: an action of its own, the drug itself, a Greek letter."""
    sentence, rule, phrase = draft.reading.sentence, draft.rule, draft.phrase
    own = rules_by_lemma().get(sentence.tokens[phrase.head].lemma_.lower(), ())
    if (
        rule.kind == "noun"
        and rule.action is not Action.TREAT
        and phrase.inner is None
        and any(r.kind == "noun" and r.action in (Action.INHIBIT, Action.ACTIVATE) for r in own)
    ):
        return f"{draft.text!r} is an action of its own"
    if (
        rule.kind == "noun"
        and rule.action is not Action.TREAT
        and phrase.inner is not None
        and draft.follows
        and any(r.kind == "noun" and r.action in _ACTIONS for r in own)
    ):
        return f"{draft.text!r} is an action beside this one"
    if (
        rule.kind == "verb"
        and rule.action is Action.TREAT
        and any(r.kind == "noun" and r.action in _OUTCOMES for r in own)
        and (phrase.inner is not None or len(phrase.tokens) == 1)
    ):
        return f"{draft.text!r} is said by its own noun"
    named = rules_by_lemma().get(singular(sentence.lower[phrase.head]), ())
    if phrase.inner is not None and any(r.kind == "agent" for r in named):
        return f"{draft.text!r} names the drug itself"
    if (
        rule.kind != "effect"
        and is_named_effect(sentence, phrase)
        and draft.action in (Action.INCREASE, Action.DECREASE, Action.INHIBIT, Action.PREVENT)
    ):
        draft.kind = Kind(Label.PROCESS, None, "effect of")
    bare = draft.kind.label in (Label.RECEPTOR, None, MEDIATOR)
    if bare and set(sentence.words(phrase.tokens)) <= _GREEK_LETTERS:
        return f"{draft.text!r} names no target by itself"
    return None


def _check_sense(draft: Draft) -> str | None:
    """Return why an object is nothing that the body does or suffers."""
    sentence, rule, phrase = draft.reading.sentence, draft.rule, draft.phrase
    head = singular(sentence.lower[phrase.head])
    if rule.action not in (Action.CAUSE, Action.TREAT, Action.TOUCH) and head in _words()["giving"]:
        return f"{draft.text!r} is how a drug is given"
    if rule.action is Action.CAUSE and names_agonism(sentence, phrase):
        return f"{draft.text!r} says on what the drug acts"
    if sentence.tokens[phrase.head].like_num and len(phrase.tokens) == 1:
        return f"{draft.text!r} is a number"
    if rule.action is Action.CAUSE and "fewer" in sentence.words(phrase.tokens):
        return f"{draft.text!r} is a comparison"
    return None


def _check_reference(draft: Draft) -> str | None:
    """Put the name for which a general noun stands in its place; return why an object is none."""
    if draft.phrase is not draft.outer and draft.action is Action.INCREASE:
        draft.action = Action.CAUSE
    points = draft.phrase.det in ("this", "these", "those", "the", "both", "its", "such")
    if draft.kind.label == GENERIC and points:
        meant = draft.reading.find_antecedent(draft.phrase)
        if meant is not None:
            draft.phrase, draft.kind, draft.place = meant.phrase, meant.kind, meant.sentence
    if "%" in draft.text:
        return f"{draft.text!r} is a figure"
    if draft.kind.label in (GENERIC, PERSON, *SUBJECTS):
        return f"{draft.text!r} is {draft.kind.label}"
    return None


def _check_change(draft: Draft) -> str | None:
    """Return why a caused change is told elsewhere; read "elevated X levels" as an increase."""
    if draft.action is not Action.CAUSE:
        return None
    sentence, phrase = draft.reading.sentence, draft.phrase
    here = draft.place == draft.reading.index
    if here and len(phrase.tokens) == 1 and sentence.tokens[phrase.head].lemma_.lower() in action_lemmas():
        return f"{draft.text!r} does not say of what"
    if draft.kind.label == Label.PROCESS and here:
        draft.action = what_becomes(sentence, phrase) or draft.action
    if draft.kind.label == Label.PROCESS and here and is_changed_before(sentence, phrase):
        return f"{draft.text!r} is what the noun before it changes"
    if draft.kind.label in (Label.PROCESS, FINDING, None) and here and is_change(sentence, phrase):
        return f"{draft.text!r} is said by its own noun"
    if draft.kind.label == Label.PROCESS and phrase.inner is None:
        draft.action, draft.phrase = read_changed(sentence, phrase, draft.action)
        if draft.phrase is phrase and draft.shared is not None:
            draft.action = draft.shared
    return None


def _read_family(sentence: Sentence, phrase: Phrase) -> Kind | None:
    """Return the family of receptors that an adjective before an agent noun names ("beta-adrenergic
    blocker")."""
    if not sentence.lower[phrase.head].endswith(_FAMILY):
        return None
    words = (*sentence.words(phrase.tokens), "receptor")
    entries = [entry for entry in sentence.lexicon.get(words) if entry.label == Label.RECEPTOR]
    return Kind(Label.RECEPTOR, entries[0] if entries else None, "lexicon" if entries else "agent")


def _check_kind(draft: Draft) -> str | None:  # noqa: PLR0911, PLR0912 - one branch a case
    """Settle the kind by what the trigger takes; return why there is none."""
    sentence = draft.reading.sentence
    if (
        draft.rule.kind == "agent"
        and draft.kind.label in (MEDIATOR, None, Label.OTHER_TARGET)
        and sentence.tokens[draft.trigger[0]].lemma_.lower() in _words()["receptor_agent"]
    ):
        draft.kind = Kind(Label.RECEPTOR, None, "agent")
    if draft.rule.kind == "agent":
        draft.kind = _read_family(sentence, draft.phrase) or draft.kind
    if draft.rule.kind == "verb" and draft.action in (
        Action.ACTIVATE,
        Action.INCREASE,
        Action.DECREASE,
    ):
        _take_whole(draft)
    if draft.kind.by == "shape" and draft.action in (Action.TREAT, Action.CAUSE):
        draft.kind = Kind(None)
    told = sentence.tokens[draft.trigger[-1]].lemma_.lower()
    if draft.action is Action.INCREASE and draft.kind.label == FINDING and told in _words()["bettering"]:
        draft.action = Action.TREAT
    head = singular(sentence.lower[draft.phrase.head]) if draft.place == draft.reading.index else ""
    none = _words()["no_effect"] | (_words()["taken"] if draft.action is Action.CAUSE else frozenset())
    if draft.action in (Action.CAUSE, Action.TREAT) and head in none:
        return f"{draft.text!r} is a measure, no effect or condition"
    if draft.action is Action.TREAT and told in _words()["reversing"] and _is_action_of_another(draft, head):
        draft.action, draft.kind = Action.INHIBIT, Kind(Label.PROCESS, None, "reversal")
    if draft.action is Action.TREAT and head in _words()["brought_about"]:
        draft.action, draft.kind = Action.CAUSE, Kind(FINDING, draft.kind.entry, draft.kind.by)
    if draft.action is Action.PREVENT and head in _words()["averted"]:
        draft.kind = Kind(FINDING, draft.kind.entry, draft.kind.by)
    if draft.action is Action.TREAT and head in _words()["bringing_about"]:
        return f"{draft.text!r} does not say of what"
    if draft.action in (Action.TREAT, Action.CAUSE) and is_body_part(sentence, draft.phrase):
        return f"{draft.text!r} is a part of the body"
    unknown = draft.action is Action.TREAT and draft.kind.label is None
    if unknown and not _words()["place"].isdisjoint(sentence.words(draft.phrase.tokens)):
        return f"{draft.text!r} is a place"
    if draft.rule.known and draft.kind.label not in (FINDING, Label.CONDITION, Label.EFFECT):
        return f"{draft.text!r} names no condition"
    if unknown and not _is_plausible_condition(sentence, draft.phrase):
        return f"{draft.text!r} names no condition"
    return None


def _take_whole(draft: Draft) -> None:
    """Read a verb of change with a part of the body behind it as one effect ("opens the airways")."""
    sentence, phrase, verb = draft.reading.sentence, draft.phrase, draft.trigger[0]
    part = singular(sentence.lower[phrase.head]) in load_words("pipeline.entities")["body_part"]
    if part and phrase.inner is None and draft.kind.label is None and verb < phrase.tokens[0]:
        draft.phrase = replace(phrase, tokens=tuple(range(verb, phrase.tokens[-1] + 1)), head=verb)
        draft.action, draft.kind = Action.CAUSE, Kind(FINDING, None, "effect")


def is_changed_before(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a noun of change takes a phrase ("a fall in resistance brought about by X")."""
    start = phrase.tokens[0]
    if start < 2 or sentence.lower[start - 1] not in ("in", "of"):
        return False
    rules = rules_by_lemma().get(singular(sentence.lower[start - 2]), ())
    return any(rule.kind == "noun" and rule.action in (Action.INCREASE, Action.DECREASE) for rule in rules)


def _is_action_of_another(draft: Draft, head: str) -> bool:
    """Whether an object is what another drug brought about ("reverses heparin-induced anticoagulation")."""
    sentence, end = draft.reading.sentence, draft.phrase.tokens[-1] + 1
    words = sentence.words(draft.phrase.tokens)
    behind = next(
        (p for p in range(end, min(len(sentence), end + _PRODUCED)) if sentence.lower[p] == "by"), 0
    )
    produced = behind > 0 and sentence.tokens[behind - 1].tag_ == "VBN"
    return head in _words()["brought_about"] or "induced" in words or produced


CHECKS: Final = (_check_words, _check_sense, _check_reference, _check_change, _check_kind)
"""In the order in which they run; each may settle more of the draft."""


def _is_plausible_condition(sentence: Sentence, phrase: Phrase) -> bool:
    head = sentence.tokens[phrase.head]
    return head.pos_ in ("NOUN", "PROPN") and phrase.det not in ("this", "these")
