"""Adverse-effect lists: "Common side effects include …", "Very common: headache, nausea", bullets under a
heading.

Such lists have no verb that a parse could hold on to; they are read off words and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.context.agent import Agent, AgentKind
from pipeline.context.finder import AgentFinder
from pipeline.entities.items import Items, parse_items
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Sentence
from pipeline.relations.alarms import find_signs
from pipeline.relations.changes import read_changed
from pipeline.relations.claims import Claim
from pipeline.relations.listed import RULE, listed_claims, listed_items
from pipeline.relations.schema import Action
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Certainty, Label, Polarity, RelationType

_REACH: Final = 26
_CHANGES: Final[Mapping[Action, RelationType]] = {
    Action.INCREASE: RelationType.INCREASES,
    Action.DECREASE: RelationType.DECREASES,
}


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def adverse_lists(
    sentence: Sentence, index: int, agents: AgentFinder, *, open_end: int | None = None, adverse: bool = False
) -> list[Claim]:
    """Return the claims of lists that a sentence introduces by naming them ("The most common adverse
    reactions are …").

    ``open_end`` is the position of the first token of a list item where the sentence is one behind its
    announcement; ``adverse`` says that it stands in a section of adverse reactions.
    """
    claims = _signs(sentence, index, open_end)
    for at, word in enumerate(sentence.lower):
        if singular(word) in _words()["outcome"]:
            claims += _outcomes(sentence, index, at)
        if word in _words()["rating"]:
            rated = _rated(sentence, index, at)
            claims += rated if adverse or len(rated) > 1 else []
        if singular(word) not in _words()["reaction"] or not _is_adverse(sentence, at):
            continue
        start = open_end if open_end is not None and at < open_end else list_start(sentence, at)
        if start is not None and start < len(sentence) and not sentence.instructs(start):
            claims += listed_claims(
                sentence, index, list_owner(sentence, at, agents), (at,), listed_items(sentence, start)
            )
        elif _is_predicate(sentence, at):
            subject = next((c for c in sentence.tokens[at].head.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                verb = sentence.position.get(sentence.tokens[at].head.i, at)
                first = min(
                    (sentence.position[t.i] for t in subject.subtree if t.i in sentence.position), default=0
                )
                items = parse_items(sentence, first, verb, effects=True)
                claims += listed_claims(sentence, index, list_owner(sentence, at, agents), (at,), items)
    return claims


def _signs(sentence: Sentence, index: int, open_end: int | None) -> list[Claim]:
    """ "Call your doctor at once if you have chest pain", also with the signs as items behind it."""
    start = find_signs(sentence)
    if start is None or (open_end is not None and start > open_end):
        return []
    items = listed_items(sentence, open_end or start)
    agent = Agent(AgentKind.LEFT_OUT)
    return listed_claims(sentence, index, agent, (), items, need_finding=open_end is None)


def _rated(sentence: Sentence, index: int, at: int) -> list[Claim]:
    """ "Rash, urticaria and angioedema are rare": the subjects are effects."""
    head = sentence.tokens[at].head
    verb = sentence.position.get(head.i)
    if verb is not None and set(sentence.lower[verb:at]) & _words()["comparing"]:
        return []
    if head.lemma_ not in _words()["seeming"] or verb is None or verb > at:
        return []
    subject = next((child for child in head.children if child.dep_ == "nsubj"), None)
    inside = [sentence.position[t.i] for t in subject.subtree if t.i in sentence.position] if subject else [0]
    items = parse_items(sentence, min(inside, default=0), verb, effects=True)
    found = [p for p in items.phrases if classify(sentence, p).label == FINDING]
    return listed_claims(
        sentence, index, Agent(AgentKind.LEFT_OUT, path=(head,)), (at,), Items(tuple(found), items.end)
    )


def _outcomes(sentence: Sentence, index: int, at: int) -> list[Claim]:
    """ "The results are sedation and …": what comes of the actions told before."""
    token = sentence.tokens[at]
    verb = sentence.position.get(token.head.i)
    if token.dep_ != "nsubj" or token.head.lemma_ != "be" or verb is None or verb < at:
        return []
    items = parse_items(sentence, verb + 1, len(sentence), effects=True)
    agent = Agent(AgentKind.ACTION, anchor=(at,), path=(token.head,))
    found = [p for p in items.phrases if classify(sentence, p).label == FINDING]
    claims = listed_claims(sentence, index, agent, (at, verb), Items(tuple(found), items.end))
    return [replace(claim, adverse=False) for claim in (*claims, *_changes(sentence, index, agent, items))]


def _changes(sentence: Sentence, index: int, agent: Agent, items: Items) -> Iterator[Claim]:
    """Yield what outcomes name as changed ("the result is reduced release of glutamate")."""
    for outer in items.phrases:
        action, phrase = read_changed(sentence, outer, Action.CAUSE)
        if phrase is not outer and action in _CHANGES and classify(sentence, outer).label == Label.PROCESS:
            kind = classify(sentence, phrase)
            yield Claim(
                index,
                RULE,
                action,
                agent.anchor,
                agent,
                _CHANGES[action],
                Label.PROCESS,
                phrase,
                kind if kind.label == Label.PROCESS else Kind(Label.PROCESS, None, "changed"),
                Polarity.AFFIRMED,
                Certainty.ASSERTED,
                index,
            )


def announces_list(sentence: Sentence, heading: bool) -> bool:
    """Whether a line announces the list behind it: it ends in a colon, or has no full stop and is no mere
    title."""
    if not len(sentence):
        return False
    last = sentence.tokens[-1].text
    if last == ":":
        return True
    return last not in (".", "!", "?", ";") and (
        not heading or any(token.pos_ in ("VERB", "AUX") for token in sentence.tokens)
    )


def _is_adverse(sentence: Sentence, at: int) -> bool:
    before = sentence.lower[max(0, at - 3) : at]
    word = singular(sentence.lower[at])
    if word in _words()["sign_noun"]:
        following = " ".join(sentence.lower[at + 1 : at + 8])
        return (
            bool(
                re.match(r"(?:and \w+ )?of (?:\w+ )?(?:overdos|toxicity|intoxication|withdrawal)", following)
            )
            or "withdrawal" in before
        )
    if sentence.lower[at] == "toxicities" or word == "complaint":
        return True
    if word in _words()["harm_noun"]:
        return bool(before) and before[-1] in _words()["adverse"] | {"serious"}
    if any(w in _words()["adverse"] for w in before) or sentence.lower[at] in ("adrs", "adr"):
        return True
    return (
        word in ("reaction", "abnormality") and bool(before) and before[-1] in _words()["reaction_modifier"]
    )


def list_start(sentence: Sentence, at: int) -> int | None:  # noqa: PLR0911 - one return a case
    """Return the token behind "include", "are", ":" or "such as", looking past phrases like "reported with X
    in clinical trials"."""
    end = min(len(sentence), at + _REACH)
    depth = 0
    for position in range(at + 1, end):
        word = sentence.lower[position]
        token = sentence.tokens[position]
        depth += (word in "([") - (word in ")]")
        if depth > 0:
            continue
        if word in ("such",) and position + 1 < end and sentence.lower[position + 1] == "as":
            return position + 2
        if word == ":":
            return position + 1
        if word == "as" and sentence.tokens[position - 1].lemma_ in load_words("pipeline.context")["taking"]:
            continue
        if word in _words()["list_verb"]:
            if token.lemma_ == "be" and (
                any(
                    c.dep_ == "acomp" and sentence.hit_at(sentence.position.get(c.i, -1)) is None
                    for c in token.children
                )
                or token.dep_ in ("auxpass", "aux")
            ):
                if token.dep_ in ("auxpass", "aux"):
                    if _opens_phrase(sentence, position + 1):
                        return position + 1
                    continue
                return None
            following = position + 1
            if following < len(sentence) and (
                sentence.lower[following] == ":" or sentence.lower[following] in _words()["filler_start"]
            ):
                return _past_filler(sentence, following)
            return following
        if (
            token.tag_ in ("VBZ", "VBP", "VBD", "MD")
            and token.dep_ not in ("relcl", "aux", "auxpass")
            and not _is_participle(sentence, position)
            and sentence.lower[position - 1] not in ("when", "if", "where")
            and not _in_relative(sentence, position, at)
        ):
            return None
        if word in (".", ";"):
            return None
    return None


def _opens_phrase(sentence: Sentence, at: int) -> bool:
    """Whether a participle that the parser took for a passive begins an item ("is raised blood levels")."""
    return (
        at + 1 < len(sentence)
        and sentence.tokens[at].tag_ in ("VBN", "VBD")
        and sentence.tokens[at + 1].pos_ in ("ADJ", "NOUN", "PROPN")
    )


def _is_participle(sentence: Sentence, at: int) -> bool:
    """Whether a past form behind a noun only says which one it is ("reactions reported in 5%")."""
    return (
        sentence.tokens[at].tag_ == "VBD"
        and at + 1 < len(sentence)
        and (sentence.tokens[at + 1].pos_ in ("ADP", "NUM", "ADV"))
        and sentence.tokens[at - 1].pos_ in ("NOUN", "PROPN", "PUNCT")
        and not any(c.dep_ in ("aux", "auxpass", "nsubj") for c in sentence.tokens[at].children)
    )


def _past_filler(sentence: Sentence, at: int) -> int:
    while at < len(sentence) and (
        sentence.lower[at] in (":", ",") or sentence.lower[at] in _words()["filler"]
    ):
        at += 1
    return at


def _in_relative(sentence: Sentence, position: int, at: int) -> bool:
    return any(
        sentence.tokens[p].tag_ in ("WDT", "WP") or sentence.lower[p] == "that"
        for p in range(at + 1, position)
    )


def _is_predicate(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return (
        token.dep_ == "attr"
        and token.head.lemma_ in _words()["staying"]
        and token.head.i in sentence.position
    )


def _stands_beside(sentence: Sentence, at: int, stop: int) -> range:
    """Return the tokens that name what the drug is given together with ("used as adjunct to levodopa")."""
    added = _words()["beside"]
    start = next((p for p in range(at, stop - 1) if sentence.lower[p] in added), stop)
    return range(start, stop if start < stop and sentence.lower[start + 1] in ("to", "with") else start)


def list_owner(sentence: Sentence, at: int, agents: AgentFinder) -> Agent:
    """The drug whose effects are listed: "of X", "with X", "X's", "associated with X"; else the text's
    own."""
    token = sentence.tokens[at]
    stop, openers = at + 1, _words()["list_opener"] | {":"}
    while stop < min(len(sentence), at + _REACH) and sentence.lower[stop] not in openers:
        stop += 1
    beside = _stands_beside(sentence, at, stop)
    named = agents.nouns.find_drug_among((p for p in range(max(0, at - 6), stop) if p not in beside), [token])
    if named is not None:
        return named
    if at and any(
        sentence.lower[p] in ("these", "their", "they", "class")
        for p in range(max(0, at - 6), min(len(sentence), at + 6))
    ):
        return Agent(AgentKind.STAND_IN, path=(token,), plural=True)
    return Agent(AgentKind.LEFT_OUT, path=(token,))
