"""Mechanism links: which claim comes about through which other one, as the text says it.

Claims of one trigger are one action. An action comes about through another where the words say so: by means
("by blocking X", "through inhibition of X"), by consequence ("thereby reducing", "which leads to", "X
blockade causes Y"), or by taking it up in the next sentence ("This inhibition …", "These actions …").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECT_DEPS, AgentKind
from pipeline.entities.phrases import Sentence
from pipeline.relations.claims import Claim
from pipeline.relations.resumed import find_resumed
from pipeline.relations.schema import Action, rules_by_lemma, trigger_rules
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Polarity, RelationType

_MECHANISMS = frozenset({RelationType.INHIBITS, RelationType.ANTAGONIZES, RelationType.ACTIVATES})
_LISTING: Final = ("list.adverse", "verb.experience", "verb.complain", "noun.report", "model:relation")
"""Rules whose claims stand side by side and are no cause of others."""
_OPENING: Final = 7
"""How many words the opening of a sentence has that ties it to the one before."""
_BACK = 2
"""How many sentences back "this action" may point."""


@cache
def _source_rules() -> frozenset[str]:
    """Return the ids of the rules whose trigger takes the source of its subject."""
    return frozenset(rule.id for rule in trigger_rules() if rule.source)


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
        sentence = sentences[first.sentence]
        causes = _within(sentence, claims, group, here)
        if not causes and first.agent.kind is AgentKind.ACTION:
            causes = find_resumed(sentences, claims, first, groups[:position])
        if not causes and first.agent.kind is AgentKind.ACTION and _points_back(sentence, first.agent.anchor):
            causes = _taken_up(sentence, claims, group, groups[:position])
        if not causes and _opens_with_consequence(sentence, first):
            causes = [
                index
                for g in groups[:position]
                for index in g
                if claims[index].sentence == first.sentence - 1
            ]
        for index in group:
            allowed = tuple(
                cause
                for cause in causes
                if _may_cause(claims[cause], claims[index]) and not _leads_back(links, cause, index)
            )
            if allowed:
                links[index] = allowed
    return links


def _points_back(sentence: Sentence, anchor: tuple[int, ...]) -> bool:
    """Whether a subject takes up an action told before ("this inhibition", "the resulting fall"); a word of
    taking the drug ("overdose", "long-term use") does not."""
    words = {sentence.lower[position] for position in anchor}
    given = load_words("pipeline.context")["administration"]
    if not anchor or any(singular(word) in given for word in words):
        return False
    before = sentence.lower[max(0, anchor[0] - 1) : anchor[0]]
    return bool((words | set(before)) & (_words()["pointing"] | _words()["takes_up"]))


def _opens_with_consequence(sentence: Sentence, claim: Claim) -> bool:
    """Whether a sentence is told as what follows from the one before ("As a result, …", "In so doing it …",
    "It therefore …")."""
    first = min(claim.trigger, default=0)
    opening = sentence.lower[: min(first, _OPENING)]
    if set(opening) & _words()["opening"]:
        return True
    text = f" {' '.join(opening)} "
    return any(f" {phrase} " in text for phrase in _words()["opening_phrase"])


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
        if (
            _is_means(sentence, cause_at, effect_at)
            or _is_subject_of(cause, effect)
            or _is_source_of(claims[group[0]], cause, effect)
        ):
            causes += other
    if causes:
        return causes
    before = [
        other
        for other in here
        if claims[other[0]].trigger
        and claims[other[0]].trigger[-1] < effect_at
        and not _shares_cause(sentence, claims[other[0]].trigger[-1], effect_at)
    ]
    nearest = max(before, key=lambda other: claims[other[0]].trigger[-1], default=None)
    if nearest is not None and _follows(
        sentence, effect, effect_at, claims[nearest[0]].trigger[-1], claims[group[0]]
    ):
        which = any(sentence.lower[position] == "which" for position in claims[group[0]].agent.anchor)
        return _with_conjuncts(sentence, claims, nearest, before) if which else nearest
    return []


def _shares_cause(sentence: Sentence, other_at: int, effect_at: int) -> bool:
    """Whether an effect stands beside another one, as its equal ("thereby raising A and lowering B"): then it
    comes about through the same, not through that one."""
    other, effect = sentence.tokens[other_at], sentence.tokens[effect_at]
    if other not in effect.conjuncts or any(child.dep_ in SUBJECT_DEPS for child in effect.children):
        return False
    return not _tells_consequence(sentence.lower[other_at + 1 : effect_at])


def _tells_consequence(between: Sequence[str]) -> bool:
    """Whether the words between two triggers make the second the consequence of the first."""
    text = f" {' '.join(between[-5:])} "
    phrases = _words()["opening_phrase"]
    return bool(set(between[-4:]) & _words()["consequence"]) or any(
        f" {phrase} " in text for phrase in phrases
    )


def _with_conjuncts(
    sentence: Sentence, claims: Sequence[Claim], nearest: list[int], before: list[list[int]]
) -> list[int]:
    """Return a group with those whose triggers are coordinated with its own: ", which" takes up them all."""
    token = sentence.tokens[claims[nearest[0]].trigger[-1]]
    joined = {token.i, *(conjunct.i for conjunct in token.conjuncts)}
    return [
        index
        for other in before
        if sentence.tokens[claims[other[0]].trigger[-1]].i in joined
        for index in other
    ]


def _is_means(sentence: Sentence, cause_at: int, effect_at: int) -> bool:
    """ "by blocking", "through inhibition of", on either side of the effect, in one clause with it."""
    start = cause_at
    while start > 0 and (
        sentence.tokens[start - 1].pos_ in ("ADV", "DET", "ADJ", "PRON")
        or sentence.tokens[start - 1].dep_ in ("compound", "amod", "poss")
    ):
        start -= 1
    if not (_stands_behind_means(sentence, start) or _gives_reason(sentence.tokens[cause_at])):
        return False
    between = range(min(cause_at, effect_at) + 1, max(cause_at, effect_at))
    if any(sentence.lower[position] in (";", ":") for position in between):
        return False
    cause, effect = sentence.tokens[cause_at], sentence.tokens[effect_at]
    verbless = not any(sentence.tokens[position].pos_ in ("VERB", "AUX") for position in between)
    if cause.pos_ == effect.pos_ == "NOUN" and cause_at < effect_at and verbless:
        return False
    if effect in cause.ancestors or any(
        effect in ancestor.conjuncts for ancestor in list(cause.ancestors)[:4]
    ):
        return True
    return cause_at < effect_at and start - 1 <= 2


def _stands_behind_means(sentence: Sentence, start: int) -> bool:
    """Whether a preposition of means stands before a position ("through", "owing to", "by way of")."""
    if start == 0:
        return False
    return sentence.lower[start - 1] in _words()["means"] or (
        " ".join(sentence.lower[max(0, start - 2) : start]) in _words()["means"]
    )


def _gives_reason(cause: Token) -> bool:
    """Whether a verb stands in a clause of reason ("Because it inhibits X, …")."""
    return any(c.dep_ == "mark" and c.lower_ in ("because", "since") for c in cause.children)


def _follows(sentence: Sentence, effect: Token, effect_at: int, cause_at: int, claim: Claim) -> bool:
    """Whether an effect is told as the consequence of the action before it in the sentence."""
    between = sentence.lower[cause_at + 1 : effect_at]
    if _tells_consequence(between) or "thereby" in between or effect.lemma_ in _words()["ensuing"]:
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


def _is_source_of(claim: Claim, cause: Token, effect: Token) -> bool:
    """ "Sedation stems from blockade of X": the cause stands below the effect's own trigger."""
    return (
        claim.rule in _source_rules() | {"verb.associated_with"}
        and effect in cause.ancestors
        and cause.i > effect.i
    )


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
    barren = cause.relation is RelationType.TREATS or cause.rule in _LISTING
    return affirmed and cause.object != effect.object and not barren
