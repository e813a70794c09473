"""Whether an effect is adverse, therapeutic or physiological."""

from __future__ import annotations

from pipeline.entities.phrases import Sentence
from pipeline.relations.claims import Claim
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular
from pipeline.vocabulary import EffectKind


def effect_kind(sentence: Sentence, claim: Claim, section: str | None) -> EffectKind:
    """Return the kind of a caused effect: the list or section that names it decides, then the words of the effect itself."""
    if claim.adverse or section in ("adverse_reactions", "overdose", "warnings"):
        return EffectKind.ADVERSE
    lists = load_words(__package__)
    words = {singular(word) for word in fold_words(sentence.text(claim.object.tokens))} | {
        sentence.lower[position] for position in claim.object.tokens
    }
    if words & lists["adverse"]:
        return EffectKind.ADVERSE
    if words & lists["therapeutic"] or any(word.startswith("anti") for word in words):
        return EffectKind.THERAPEUTIC
    if words & lists["physiological"]:
        return EffectKind.PHYSIOLOGICAL
    return EffectKind.ADVERSE
