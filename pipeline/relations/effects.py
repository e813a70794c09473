"""What the words of an effect say: which one it is, and whether it is adverse, therapeutic or
physiological."""

from __future__ import annotations

from pipeline.entities.lexicon import MEDIATOR
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.claims import Claim
from pipeline.relations.schema import Action
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular
from pipeline.vocabulary import TARGETS, EffectKind, Label


def effect_kind(sentence: Sentence, claim: Claim, section: str | None) -> EffectKind:  # noqa: PLR0911 - one return a case
    """Return the kind of a caused effect: that it is a use, the list or section that names it, or its own
    words decide, in this order."""
    if claim.action is Action.TREAT:
        return EffectKind.THERAPEUTIC
    if claim.adverse or section in ("adverse_reactions", "overdose", "warnings"):
        return EffectKind.ADVERSE
    lists = load_words(__package__)
    words = {singular(word) for word in fold_words(sentence.text(claim.object.tokens))} | {
        sentence.lower[position] for position in claim.object.tokens
    }
    if words & lists["adverse"]:
        return EffectKind.ADVERSE
    if any(word.startswith(tuple(lists["counteraction"])) for word in words):
        return EffectKind.PHYSIOLOGICAL
    if words & lists["therapeutic"] or any(word.startswith("anti") for word in words):
        return EffectKind.THERAPEUTIC
    if words & lists["physiological"]:
        return EffectKind.PHYSIOLOGICAL
    return EffectKind.ADVERSE


def tells_effect(sentence: Sentence, position: int) -> bool:
    """Whether a word says which effect it is ("hypnotic"), and not only how strong or wanted."""
    word = sentence.lower[position]
    return word not in load_words(__package__)["generic_effect"] and (
        word.startswith("anti")
        or word.endswith(tuple(load_words(__package__)["telling_ending"]))
        or sentence.hit_at(position) is not None
    )


def names_agonism(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is an activity told by how it acts on a target ("MAO-B inhibitory activity")."""
    lists = load_words(__package__)
    stems = tuple(lists["agonism_stem"])
    before = (p for p in phrase.tokens if 0 < p < phrase.head and sentence.lower[p].startswith(stems))
    hits = (sentence.hit_at(position - 1) for position in before)
    named = any(hit is not None and hit.entry.label in (*TARGETS, MEDIATOR, Label.PROCESS) for hit in hits)
    return named and singular(sentence.lower[phrase.head]) in lists["effect_noun"]


def is_named_effect(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is an effect told by its adjective ("the antihypertensive effect"), which another drug
    can change."""
    if singular(sentence.lower[phrase.head]) not in load_words(__package__)["effect_noun"]:
        return False
    return any(p < phrase.head and tells_effect(sentence, p) for p in phrase.tokens)
