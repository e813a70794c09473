"""Mechanism links: which claim comes about through which other one, as the text says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import AgentKind
from pipeline.entities.phrases import Sentence
from pipeline.relations.claims import Claim
from pipeline.relations.schema import Action
from pipeline.vocabulary import RelationType

_THROUGH: Final = frozenset({"by", "through", "via", "from", "because", "due", "following", "after", "with"})
_CONSEQUENCE: Final = frozenset({"thereby", "thus", "hence", "therefore", "consequently", "so", "resulting", "leading"})


def link_claims(sentences: Sequence[Sentence], claims: Sequence[Claim]) -> dict[int, tuple[int, ...]]:
    """Return for each claim (by index) the claims that it comes about through.

    Within a sentence: "by blocking X, it reduces Y"; "blocks X, thereby reducing Y"; "blocks X, which leads to Y". Across
    sentences: "This blockade leads to Y" comes through the last claims of the sentence before.
    """
    links: dict[int, tuple[int, ...]] = {}
    by_sentence: dict[int, list[int]] = {}
    for index, claim in enumerate(claims):
        by_sentence.setdefault(claim.sentence, []).append(index)
    for number, indices in by_sentence.items():
        sentence = sentences[number]
        groups = _groups(claims, indices)
        for group in groups:
            causes = _causes_within(sentence, claims, group, groups)
            if not causes and claims[group[0]].agent.kind is AgentKind.ACTION:
                causes = _causes_before(claims, group, groups, by_sentence.get(number - 1, []))
            for index in group:
                allowed = tuple(cause for cause in causes if _may_cause(claims[cause], claims[index]))
                if allowed:
                    links[index] = allowed
    return links


def _groups(claims: Sequence[Claim], indices: Sequence[int]) -> list[list[int]]:
    """Claims of one trigger belong together."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for index in indices:
        groups.setdefault(claims[index].trigger, []).append(index)
    return [groups[key] for key in sorted(groups)]


def _causes_within(sentence: Sentence, claims: Sequence[Claim], group: list[int], groups: list[list[int]]) -> list[int]:
    first = claims[group[0]]
    if not first.trigger:
        return []
    effect = sentence.tokens[first.trigger[-1]]
    causes: list[int] = []
    for other in groups:
        cause_claim = claims[other[0]]
        if other is group or not cause_claim.trigger:
            continue
        cause = sentence.tokens[cause_claim.trigger[-1]]
        if _through(cause, effect, sentence) or _follows_from(effect, cause, sentence) or _is_subject_of(cause, effect):
            causes += other
    return causes


def _through(cause: Token, effect: Token, sentence: Sentence) -> bool:
    """ "by blocking", "through inhibition of": the cause hangs below the effect, on a preposition of means."""
    token = cause
    seen_means = False
    for _ in range(6):
        if token.lower_ in _THROUGH and token.dep_ in ("prep", "agent", "mark", "advmod"):
            seen_means = True
        if token.head is token:
            return False
        token = token.head
        if token is effect:
            return seen_means
        if token.dep_ == "conj" and token.head is effect and seen_means:
            return True
        if token.pos_ == "VERB" and token is not cause and seen_means and effect in token.conjuncts:
            return True
    return False


def _follows_from(effect: Token, cause: Token, sentence: Sentence) -> bool:
    """ "…, leading to", "thereby reducing", "which leads to": the effect is a later clause that hangs from the cause."""
    if effect.i <= cause.i:
        return False
    top = effect
    while top.dep_ == "conj" and top.head.i > cause.i:
        top = top.head
    previous = sentence.tokens[max(0, sentence.position.get(top.i, 1) - 1)]
    participle = top.tag_ == "VBG" and (previous.text == "," or previous.lower_ in _CONSEQUENCE)
    relative = top.dep_ == "relcl" and any(child.lower_ == "which" for child in top.children)
    if not (participle or relative):
        return False
    head = top.head
    for _ in range(6):
        if head is cause or cause in head.conjuncts:
            return True
        if head.head is head:
            return False
        head = head.head
    return False


def _is_subject_of(cause: Token, effect: Token) -> bool:
    """ "Blockade of X leads to Y": the cause is the subject of the effect."""
    token = cause
    for _ in range(4):
        if token.dep_ in ("nsubj", "csubj", "nsubjpass") and (token.head is effect or effect in token.head.conjuncts or effect.head is token.head):
            return True
        if token.head is token or token.pos_ == "VERB" and token is not cause:
            return False
        token = token.head
    return False


def _causes_before(claims: Sequence[Claim], group: list[int], groups: list[list[int]], before: list[int]) -> list[int]:
    """What "this action" points back to: the last trigger's claims of the sentence before."""
    position = groups.index(group)
    anchor = claims[group[0]].agent.anchor
    if position and not anchor:
        return []
    if not before:
        return []
    last = claims[before[-1]].trigger
    mechanisms = [i for i in before if claims[i].relation in (RelationType.INHIBITS, RelationType.ANTAGONIZES, RelationType.ACTIVATES)]
    return [i for i in before if claims[i].trigger == last] if not mechanisms else [i for i in mechanisms if claims[i].trigger == claims[mechanisms[-1]].trigger]


def _may_cause(cause: Claim, effect: Claim) -> bool:
    return cause.object is not effect.object and effect.action is not Action.TREAT or cause.relation is not RelationType.TREATS and effect.action is Action.TREAT
