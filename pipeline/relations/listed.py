"""The items of a list of adverse effects, and their claims."""

from __future__ import annotations

from functools import cache
from typing import Final

from pipeline.context.agent import SUBJECTS, Agent
from pipeline.context.scope import read_scope
from pipeline.entities.items import Items, parse_items
from pipeline.entities.kinds import GENERIC, PERSON, Kind, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import MARKS, Phrase, Sentence
from pipeline.entities.separators import clause_behind, past_frequency
from pipeline.relations.claims import Claim
from pipeline.relations.examples import unwrap, with_examples
from pipeline.relations.schema import Action
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS, Certainty, Label, Polarity, RelationType

RULE: Final = "list.adverse"


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


@cache
def _body_parts() -> frozenset[str]:
    return load_words("pipeline.entities")["body_part"]


def listed_items(sentence: Sentence, start: int, *, labelled: bool = False) -> Items:
    """Return the effects listed from a token on; a list behind a label ("Common:") goes on past remarks."""
    phrases: list[Phrase] = []
    at = start
    end = len(sentence)
    while at < end:
        at = past_frequency(sentence, at, end)
        if at >= end:
            break
        items = with_examples(sentence, parse_items(sentence, at, end, effects=True), effects=True)
        phrases += items.phrases
        following = max(items.end, at + 1)
        if labelled:
            following = _next_item(sentence, following)
        elif items.end < end and sentence.lower[items.end] == ";" and clause_behind(sentence, items.end, end):
            break
        if (
            not labelled
            and items.phrases
            and items.end < end
            and sentence.lower[items.end] not in (",", ";", "and", "or", "-", "/", *MARKS)
        ):
            break
        if (
            not labelled
            and not items.phrases
            and sentence.tokens[at].pos_
            not in (
                "PUNCT",
                "ADV",
                "DET",
                "CCONJ",
                "ADP",
                "SYM",
                "NUM",
                "SPACE",
            )
        ):
            break
        at = following
    return Items(tuple(phrases), at)


def _next_item(sentence: Sentence, at: int) -> int:
    """Return the token behind the next comma or semicolon, from the token before on."""
    at -= sentence.lower[at - 1] in (",", ";")
    return next((p + 1 for p in range(at, len(sentence)) if sentence.lower[p] in (",", ";")), len(sentence))


def _names_none(sentence: Sentence, phrase: Phrase, kind: Kind) -> bool:
    """Whether a phrase only says that there are effects ("other serious reactions"), or is no effect."""
    head = singular(sentence.lower[phrase.head])
    if "fewer" in sentence.words(phrase.tokens):
        return True
    if head in _words()["reaction"]:
        told = [sentence.lower[position] for position in phrase.tokens if position < phrase.head]
        empty = _words()["reaction_modifier"] | _words()["generic_effect"] | _words()["adverse"]
        return all(word in empty for word in told[-1:])
    return head in _words()["list_stop"] and kind.label != FINDING


def _is_changed(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a target of a laboratory test is named as changed ("increased ALT")."""
    first = sentence.lower[phrase.tokens[0]]
    return len(phrase.tokens) > 1 and first in _words()["raised"] | _words()["lowered"]


def _is_change(sentence: Sentence, phrase: Phrase, kind: Kind) -> bool:
    """Whether an item is a change of something ("increase in transaminases")."""
    changes = load_words("pipeline.entities")["change_noun"]
    return (
        kind.label == GENERIC
        and phrase.inner is not None
        and singular(sentence.lower[phrase.head]) in changes
    )


def listed_claims(
    sentence: Sentence,
    index: int,
    agent: Agent,
    trigger: tuple[int, ...],
    items: Items,
    *,
    need_finding: bool = False,
) -> list[Claim]:
    """Return a claim for each item that is an effect; ``need_finding`` asks for one that is known as such."""
    claims = []
    scope = read_scope(agent.path)
    for outer in items.phrases:
        phrase = unwrap(sentence, outer)
        kind = classify(sentence, phrase)
        if (kind.label in TARGETS and _is_changed(sentence, phrase)) or _is_change(sentence, phrase, kind):
            kind = Kind(FINDING, None, "changed")
        if kind.label in (GENERIC, PERSON, *SUBJECTS, *TARGETS) or _names_none(sentence, phrase, kind):
            continue
        if kind.label is None and singular(sentence.lower[phrase.head]) in _body_parts():
            continue
        if need_finding and kind.label not in (FINDING, Label.PROCESS):
            continue
        if not any(character.isalpha() for character in sentence.text(phrase.tokens)):
            continue
        claims.append(
            Claim(
                index,
                RULE,
                Action.CAUSE,
                trigger,
                agent,
                RelationType.CAUSES,
                Label.EFFECT,
                phrase,
                kind if kind.label else Kind(FINDING),
                Polarity.AFFIRMED,
                scope.certainty if trigger else Certainty.ASSERTED,
                index,
                adverse=True,
            )
        )
    return claims
