"""Conditions that are only named: by lines in a section of indications ("1.1 Psoriasis"; "Hypertension; heart
failure") and by lists of uses in any section ("Off-label uses include …")."""

from __future__ import annotations

from typing import Final

from pipeline.context.agent import Agent, AgentKind
from pipeline.context.finder import AgentFinder
from pipeline.entities.items import parse_items
from pipeline.entities.kinds import classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.claims import Claim
from pipeline.relations.listed import listed_items
from pipeline.relations.lists import list_owner, list_start
from pipeline.relations.schema import Action
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Certainty, Label, Polarity, RelationType

RULE: Final = "list.use"
_FINITE: Final = ("VBZ", "VBP", "VBD", "MD", "VB")
_PART: Final = (":", ";", "•")
_USES: Final = ("indications", "uses")
_UNNAMED: Final = Agent(AgentKind.LEFT_OUT)


def bare_uses(sentence: Sentence, index: int, *, heading: bool = False) -> list[Claim]:
    """Return the claims of a line without a verb; a heading counts only where it names nothing else."""
    start = next((p for p, token in enumerate(sentence.tokens) if token.text[:1].isalpha()), len(sentence))
    verb = next(
        (
            p
            for p, token in enumerate(sentence.tokens)
            if token.tag_ in _FINITE and token.dep_ not in ("relcl", "aux")
        ),
        len(sentence),
    )
    first = next((p for p, word in enumerate(sentence.lower) if word in _PART), len(sentence))
    if verb < min(first, len(sentence)) and not _opens_with_people(sentence, first):
        return []
    found: list[Phrase] = []
    while start < len(sentence):
        items = parse_items(sentence, start, len(sentence), effects=not heading)
        found += [phrase for phrase in items.phrases if classify(sentence, phrase).label == FINDING]
        if heading and (items.end < len(sentence) or len(found) < len(items.phrases)):
            return []
        at = max(items.end, start + 1) - 1
        start = next((p + 1 for p in range(at, len(sentence)) if sentence.lower[p] in _PART), len(sentence))
    return [_make_claim(sentence, index, phrase) for phrase in found]


def listed_uses(sentence: Sentence, index: int, agents: AgentFinder) -> list[Claim]:
    """Return the claims of lists that a sentence introduces by naming them ("Indications include …")."""
    claims = []
    for at, word in enumerate(sentence.lower):
        start = list_start(sentence, at) if word in _USES else None
        if start is None or sentence.lower[start - 1] == "as":
            continue
        listed = listed_items(sentence, start).phrases
        found = [phrase for phrase in listed if classify(sentence, phrase).label == FINDING]
        owner = list_owner(sentence, at, agents)
        claims += [_make_claim(sentence, index, phrase, (at,), owner) for phrase in found]
    return claims


def _opens_with_people(sentence: Sentence, colon: int) -> bool:
    """Whether a line names its people before a colon ("In adults who have had a stroke: prevention of …")."""
    return sentence.lower[0] in ("in", "for") and sentence.lower[colon : colon + 1] == [":"]


def _make_claim(
    sentence: Sentence,
    index: int,
    phrase: Phrase,
    trigger: tuple[int, ...] = (),
    agent: Agent = _UNNAMED,
) -> Claim:
    """Return the claim that a condition is treated, or that a state is brought about ("Preoperative
    analgesia")."""
    caused = singular(sentence.lower[phrase.head]) in load_words(__package__)["brought_about"]
    return Claim(
        sentence=index,
        rule=RULE,
        action=Action.CAUSE if caused else Action.TREAT,
        trigger=trigger,
        agent=agent,
        relation=RelationType.CAUSES if caused else RelationType.TREATS,
        label=Label.EFFECT if caused else Label.CONDITION,
        object=phrase,
        kind=classify(sentence, phrase),
        polarity=Polarity.AFFIRMED,
        certainty=Certainty.ASSERTED,
        object_in=index,
    )
