"""Every rule proves itself: each hit gives exactly what is marked, each miss gives nothing."""

from __future__ import annotations

import re

import pytest

from pipeline.compose import Extractor
from pipeline.relations.schema import TriggerRule, trigger_rules
from pipeline.rules.load import Rule
from tests.rules.markup import parse_example, say

RULES = trigger_rules()
HITS = [
    pytest.param(rule, text, id=f"{rule.id}-hit-{number}")
    for rule in RULES
    for number, text in enumerate(rule.hits, 1)
]
MISSES = [
    pytest.param(rule, text, id=f"{rule.id}-miss-{number}")
    for rule in RULES
    for number, text in enumerate(rule.misses, 1)
]


def test_there_are_rules() -> None:
    assert len(RULES) > 30


@pytest.mark.parametrize(("rule", "marked"), HITS)
def test_a_hit_gives_exactly_what_is_marked(extractor: Extractor, rule: TriggerRule, marked: str) -> None:
    example = parse_example(marked)
    assert example.said, f"{rule.id}: nothing is marked in {marked!r}"
    document = extractor.extract(example.text)
    assert say(document) == example.said
    assert f"rule:{rule.id}" in {name for relation in document.relations for name in relation.found_by}


@pytest.mark.parametrize(("rule", "text"), MISSES)
def test_a_miss_gives_nothing(extractor: Extractor, rule: TriggerRule, text: str) -> None:
    example = parse_example(text)
    assert not example.said, f"{rule.id}: a miss marks nothing, got {text!r}"
    assert say(extractor.extract(example.text)) == frozenset()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_enough_examples_and_repeats_none(rule: Rule) -> None:
    assert len(rule.hits) >= 2, f"{rule.id}: two hits at least, got {len(rule.hits)}; add one"
    texts = [re.sub(r"\s+", " ", parse_example(text).text) for text in (*rule.hits, *rule.misses)]
    assert len(set(texts)) == len(texts)


def test_no_two_rules_share_an_id() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
