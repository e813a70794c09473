"""Mechanism links: which claim comes about through which other one, as the text says it.

Claims of one trigger are one action. An action comes about through another where the words say so: by means
("by blocking X", "through inhibition of X"), by consequence ("thereby reducing", "which leads to", "X
blockade causes Y"), or by taking it up in the next sentence ("This inhibition …", "These actions …").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from pipeline.context.agent import AgentKind
from pipeline.entities.phrases import Sentence
from pipeline.relations.claims import Claim
from pipeline.relations.schema import Action, rules_by_lemma
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Polarity, RelationType

_MECHANISMS = frozenset({RelationType.INHIBITS, RelationType.ANTAGONIZES, RelationType.ACTIVATES})
_BACK = 2
"""How many sentences back "this action" may point."""


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def link_claims(sentences: Sequence[Sentence], claims: Sequence[Claim]) -> dict[int, tuple[int, ...]]:
    """Return for each claim (by index) the claims that it comes about through."""
    links: dict[int, tuple[int, ...]] = {}
    groups = _groups(claims)
    for position, group in enumerate(groups):
        first = claims[group[0]]
        here = [
            other for other in groups if claims[other[0]].sentence == first.sentence and other is not group
        ]
        causes = _within(sentences[first.sentence], claims, group, here)
        if not causes and first.agent.kind is AgentKind.ACTION and first.agent.anchor:
            causes = _taken_up(sentences[first.sentence], claims, group, groups[:position])
        for index in group:
            allowed = tuple(
                cause
                for cause in causes
                if _may_cause(claims[cause], claims[index]) and not _leads_back(links, cause, index)
            )
            if allowed:
                links[index] = allowed
    return links


def _leads_back(links: dict[int, tuple[int, ...]], cause: int, effect: int) -> bool:
    """Whether a cause itself comes about through the effect: then the link would close a circle."""
    pending, seen = [cause], set()
    while pending:
        claim = pending.pop()
        if claim == effect:
            return True
        if claim not in seen:
            seen.add(claim)
            pending += links.get(claim, ())
    return False


def _groups(claims: Sequence[Claim]) -> list[list[int]]:
    """Return the indices of the claims of each trigger, in the order of the text."""
    groups: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for index, claim in enumerate(claims):
        groups.setdefault((claim.sentence, claim.trigger), []).append(index)
    return [groups[key] for key in sorted(groups)]


def _within(
    sentence: Sentence, claims: Sequence[Claim], group: list[int], here: list[list[int]]
) -> list[int]:
    if not claims[group[0]].trigger:
        return []
    effect_at = claims[group[0]].trigger[-1]
    effect = sentence.tokens[effect_at]
    causes: list[int] = []
    for other in here:
        if not claims[other[0]].trigger:
            continue
        cause_at = claims[other[0]].trigger[-1]
        cause = sentence.tokens[cause_at]
        if _is_means(sentence, cause_at, effect_at) or _is_subject_of(cause, effect):
            causes += other
    if causes:
        return causes
    before = [
        other for other in here if claims[other[0]].trigger and claims[other[0]].trigger[-1] < effect_at
    ]
    nearest = max(before, key=lambda other: claims[other[0]].trigger[-1], default=None)
    if nearest is not None and _follows(
        sentence, effect, effect_at, claims[nearest[0]].trigger[-1], claims[group[0]]
    ):
        return nearest
    return []


def _is_means(sentence: Sentence, cause_at: int, effect_at: int) -> bool:
    """ "by blocking", "through inhibition of", on either side of the effect, in one clause with it."""
    start = cause_at
    while start > 0 and (
        sentence.tokens[start - 1].pos_ in ("ADV", "DET", "ADJ", "PRON")
        or sentence.tokens[start - 1].dep_ in ("compound", "amod", "poss")
    ):
        start -= 1
    if start == 0 or sentence.lower[start - 1] not in _words()["means"]:
        return False
    between = range(min(cause_at, effect_at) + 1, max(cause_at, effect_at))
    if any(sentence.lower[position] in (";", ":") for position in between):
        return False
    cause, effect = sentence.tokens[cause_at], sentence.tokens[effect_at]
    if effect in cause.ancestors or any(
        effect in ancestor.conjuncts for ancestor in list(cause.ancestors)[:4]
    ):
        return True
    return cause_at < effect_at and start - 1 <= 2


def _follows(sentence: Sentence, effect: Token, effect_at: int, cause_at: int, claim: Claim) -> bool:
    """Whether an effect is told as the consequence of the action before it in the sentence."""
    between = sentence.lower[cause_at + 1 : effect_at]
    if set(between[-4:]) & _words()["consequence"] or "thereby" in between:
        return True
    if claim.agent.kind is AgentKind.ACTION and claim.agent.anchor and min(claim.agent.anchor) > cause_at:
        return True
    if (
        effect.tag_ == "VBG"
        and between
        and between[-1] in (",", "and", "further", "ultimately")
        and effect.dep_ in ("advcl", "acl", "conj")
    ):
        return between[-1] == "," or any(
            t.tag_ == "VBG" and t in effect.conjuncts for t in sentence.tokens[cause_at:effect_at]
        )
    return False


def _is_subject_of(cause: Token, effect: Token) -> bool:
    """ "Blockade of X leads to Y": the cause is the subject of the effect."""
    token = cause
    for _ in range(5):
        if token.dep_ in ("nsubj", "csubj", "nsubjpass") and (
            token.head == effect or effect in token.head.conjuncts or effect.head == token.head
        ):
            return True
        if token.head == token or (token.pos_ == "VERB" and token != cause):
            return False
        token = token.head
    return False


def _taken_up(
    sentence: Sentence, claims: Sequence[Claim], group: list[int], earlier: list[list[int]]
) -> list[int]:
    """What "this inhibition" or "these actions" points back to."""
    claim = claims[group[0]]
    near = [g for g in earlier if claim.sentence - _BACK <= claims[g[0]].sentence < claim.sentence]
    if not near:
        return []
    words = {singular(sentence.lower[position]) for position in claim.agent.anchor}
    plural = any(sentence.tokens[position].tag_ in ("NNS", "NNPS") for position in claim.agent.anchor)
    actions = {
        rule.action for word in words for rule in rules_by_lemma().get(word, ()) if rule.kind == "noun"
    } - {Action.TOUCH, Action.TREAT}
    if actions:
        matching = [g for g in near if claims[g[0]].action in actions]
        near = matching or near
    last = [g for g in near if claims[g[0]].sentence == claims[near[-1][0]].sentence]
    mechanisms = [g for g in last if claims[g[0]].relation in _MECHANISMS]
    if plural:
        return [index for g in (mechanisms or last) for index in g]
    return (last if claim.action is Action.TREAT or not mechanisms else mechanisms)[-1]


def _may_cause(cause: Claim, effect: Claim) -> bool:
    """Whether one claim can be how another comes about: both affirmed, of different things, no use first."""
    affirmed = cause.polarity is Polarity.AFFIRMED and effect.polarity is Polarity.AFFIRMED
    from_use = cause.relation is RelationType.TREATS and effect.relation is not RelationType.TREATS
    return affirmed and cause.object != effect.object and not from_use
