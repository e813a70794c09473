"""Changes that an object names itself: "elevated X levels", "a rise in X"."""

from __future__ import annotations

from dataclasses import replace

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


def is_change(sentence: Sentence, phrase: Phrase) -> bool:
    head = sentence.tokens[phrase.head].lemma_.lower()
    return phrase.inner is not None and any(rule.kind == "noun" for rule in rules_by_lemma().get(head, ()))
