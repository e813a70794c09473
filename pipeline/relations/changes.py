"""Changes that an object or what stands beside it names: "elevated X levels", "a rise in X", "X to fall"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities.items import Items
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.schema import Action, rules_by_lemma
from pipeline.rules.wordlists import load_words


def read_changed(sentence: Sentence, phrase: Phrase, action: Action) -> tuple[Action, Phrase]:
    """Read "elevated methotrexate levels" as levels that are increased."""
    first = sentence.lower[phrase.tokens[0]]
    for name, changed in (("raised", Action.INCREASE), ("lowered", Action.DECREASE)):
        if first in load_words(__package__)[name] and len(phrase.tokens) > 1:
            return changed, replace(phrase, tokens=phrase.tokens[1:])
    return action, phrase


def strip_change(sentence: Sentence, phrase: Phrase, action: Action) -> Phrase:
    """Return what an object that names its own change is about ("reduced release", "a fall in release")."""
    rules = rules_by_lemma().get(sentence.tokens[phrase.head].lemma_.lower(), ())
    if phrase.inner is not None and any(rule.kind == "noun" and rule.action is action for rule in rules):
        return phrase.inner
    changed, rest = read_changed(sentence, phrase, action)
    return rest if changed is action else phrase


def is_change(sentence: Sentence, phrase: Phrase) -> bool:
    head = sentence.tokens[phrase.head].lemma_.lower()
    return phrase.inner is not None and any(rule.kind == "noun" for rule in rules_by_lemma().get(head, ()))


def shared_change(sentence: Sentence, items: Items) -> Action | None:
    """The change that the first of several objects names by an adjective ("decreased A, B and C")."""
    first, *others = items.phrases or (None,)
    if first is None or not others:
        return None
    action, phrase = read_changed(sentence, first, Action.CAUSE)
    return action if phrase is not first else None


def what_becomes(sentence: Sentence, phrase: Phrase) -> Action | None:
    """The change that a verb behind a quantity tells of it ("causes the heart rate to slow")."""
    after = phrase.tokens[-1] + 1
    if after + 1 >= len(sentence) or sentence.lower[after] != "to":
        return None
    rules = rules_by_lemma().get(sentence.tokens[after + 1].lemma_.lower(), ())
    changes = (rule.action for rule in rules if rule.action in (Action.INCREASE, Action.DECREASE))
    return next(changes, None)


def strip_little(sentence: Sentence, phrase: Phrase) -> tuple[Phrase, bool]:
    """Take a quantity that is as good as none off a phrase ("little sedation")."""
    first, *rest = phrase.tokens
    if not rest or rest[0] != first + 1 or sentence.lower[first] not in load_words(__package__)["little"]:
        return phrase, False
    return replace(phrase, tokens=tuple(rest)), True
