"""Run the trigger rules over a sentence and return its claims."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from spacy.tokens import Token

from pipeline.relations.adjectives import read_adjective, read_adverb
from pipeline.relations.claims import Found
from pipeline.relations.class_nouns import read_class_noun
from pipeline.relations.named_effects import read_effect
from pipeline.relations.nouns import read_noun
from pipeline.relations.reading import Reading
from pipeline.relations.schema import TriggerRule, rules_by_lemma
from pipeline.relations.verbs import is_mistagged, read_verb

SILENT_SECTIONS: Final = frozenset({"contraindications", "boilerplate"})
"""Kinds of section that say nothing of what the drug does."""


class _Edges(NamedTuple):
    """The first and the last words of the names of rules that have more than one."""

    first: frozenset[str]
    last: frozenset[str]


def find_claims(reading: Reading) -> Found:
    """Return what a sentence says."""
    sentence = reading.sentence
    if reading.section in SILENT_SECTIONS or not len(sentence) or sentence.asks():
        return reading.found
    table = rules_by_lemma()
    for at, token in enumerate(sentence.tokens):
        longer = _longer_rules(reading, at, table)
        for rule in longer or table.get(token.lemma_.lower(), ()):
            _apply(reading, rule, token, at)
    return reading.found


@cache
def _edges() -> _Edges:
    longer = [name.split() for name in rules_by_lemma() if " " in name]
    return _Edges(frozenset(words[0] for words in longer), frozenset(words[-1] for words in longer))


def _longer_rules(
    reading: Reading, at: int, table: dict[str, tuple[TriggerRule, ...]]
) -> tuple[TriggerRule, ...]:
    """Rules of names of more than one word that end, or of verbs whose particle follows, at a token."""
    lemma = reading.sentence.tokens[at].lemma_.lower()
    rules: tuple[TriggerRule, ...] = ()
    if lemma in _edges().first:
        rules = table.get(f"{lemma} {_particle(reading, at)}", ())
    if lemma in _edges().last:
        for words in (1, 2):
            before = reading.sentence.lower[max(0, at - words) : at]
            rules = (*rules, *table.get(" ".join((*before, lemma)), ()))
    return rules


def _particle(reading: Reading, at: int) -> str:
    token = reading.sentence.tokens[at]
    apart = next((child for child in token.children if child.dep_ == "prt"), None)
    if apart is not None:
        return apart.lower_
    return reading.sentence.lower[at + 1] if at + 1 < len(reading.sentence) else ""


def _apply(reading: Reading, rule: TriggerRule, token: Token, at: int) -> None:
    hit = reading.sentence.hit_at(at)
    if hit is not None and hit.end - hit.start > 1 and rule.kind not in ("agent", "effect"):
        return
    if rule.kind == "verb" and (token.pos_ in ("VERB", "AUX") or is_mistagged(reading, token)):
        read_verb(reading, rule, token, at)
    elif rule.kind == "noun" and (token.pos_ in ("NOUN", "PROPN") or token.tag_ == "VBG"):
        read_noun(reading, rule, token, at)
    elif rule.kind == "agent" and token.pos_ in ("NOUN", "PROPN"):
        read_class_noun(reading, rule, token, at)
    elif rule.kind == "adjective" and token.pos_ in ("ADJ", "VERB", "ADV"):
        read_adjective(reading, rule, token, at)
    elif rule.kind == "adverb" and token.pos_ in ("ADV", "SCONJ"):
        read_adverb(reading, rule, at)
    elif rule.kind == "effect" and token.pos_ in ("NOUN", "PROPN"):
        read_effect(reading, rule, token, at)
