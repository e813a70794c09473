"""Attachment rules prove themselves: a hit is one whole phrase, in a miss the preposition stays outside."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from pipeline.entities.items import Attachment, attachments, parse_items
from pipeline.rules.load import load_rules
from tests.rules.markup import parse_phrase

RULES = load_rules("pipeline.entities", "attachments.yaml", Attachment)
HITS = [
    pytest.param(text, id=f"{rule.id}-hit-{number}")
    for rule in RULES
    for number, text in enumerate(rule.hits, 1)
]
MISSES = [
    pytest.param(rule, text, id=f"{rule.id}-miss-{number}")
    for rule in RULES
    for number, text in enumerate(rule.misses, 1)
]


def items(extractor: Extractor, text: str, start: int) -> list[str]:
    """Return the phrases of a list that begins at a character of a text."""
    (sentence,) = extractor.assemble(text).sentences
    first = next(position for position, token in enumerate(sentence.tokens) if token.idx == start)
    return [sentence.text(phrase.tokens) for phrase in parse_items(sentence, first, len(sentence)).phrases]


def test_there_are_rules() -> None:
    assert len(RULES) >= 8


@pytest.mark.parametrize("marked", HITS)
def test_a_hit_is_one_phrase(extractor: Extractor, marked: str) -> None:
    text, (phrase,) = parse_phrase(marked)
    assert items(extractor, text, marked.index("[")) == [phrase]


@pytest.mark.parametrize(("rule", "text"), MISSES)
def test_in_a_miss_the_preposition_stays_outside(extractor: Extractor, rule: Attachment, text: str) -> None:
    before, _, after = text.partition(f" {rule.preposition} ")
    assert after, f"{rule.id}: expected {rule.preposition!r} in {text!r}"
    assert items(extractor, text, 0) == [before]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_enough_examples(rule: Attachment) -> None:
    assert len(rule.hits) >= 2
    for marked in rule.hits:
        text, phrases = parse_phrase(marked)
        assert len(phrases) == 1, f"{rule.id}: mark one phrase in {text!r}"
        assert f" {rule.preposition} " in text


def test_no_preposition_and_head_stand_in_two_rules() -> None:
    pairs = [(rule.preposition, head) for rule in RULES for head in rule.heads]
    assert len(pairs) == len(set(pairs))


def test_the_table_holds_every_rule() -> None:
    assert {(p, h) for p, heads in attachments().items() for h in heads} == {
        (rule.preposition, head) for rule in RULES for head in rule.heads
    }
