"""Effects that a compound lays to the drug: "clozapine-induced agranulocytosis"."""

from __future__ import annotations

from typing import Final

from pipeline.context.agent import Agent, AgentKind
from pipeline.entities.kinds import classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Sentence, chunk_at
from pipeline.relations.claims import Claim
from pipeline.relations.schema import Action
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words
from pipeline.vocabulary import Certainty, Label, Polarity, RelationType

RULE: Final = "compound.induced"


def induced_effects(sentence: Sentence, index: int) -> list[Claim]:
    """Return a claim for each effect behind such a compound; whose drug it is is settled later, by
    `blamed_drug`."""
    claims = []
    for at in range(len(sentence) - 1):
        if blamed_drug(sentence, at) is None:
            continue
        phrase, _ = chunk_at(sentence, at + 1, len(sentence))
        if phrase is None or phrase.bare or phrase.det:
            continue
        kind = classify(sentence, phrase)
        if kind.label == FINDING:
            claims.append(
                Claim(
                    sentence=index,
                    rule=RULE,
                    action=Action.CAUSE,
                    trigger=(at,),
                    agent=Agent(AgentKind.LEFT_OUT, path=()),
                    relation=RelationType.CAUSES,
                    label=Label.EFFECT,
                    object=phrase,
                    kind=kind,
                    polarity=Polarity.AFFIRMED,
                    certainty=Certainty.ASSERTED,
                    object_in=index,
                    adverse=True,
                )
            )
    return claims


def blamed_drug(sentence: Sentence, at: int) -> str | None:
    """Return the canonical name of the drug that the compound at a token blames, or None.

    Args:
        sentence: The sentence.
        at: The token, as "clozapine-induced".
    """
    for ending in load_words(__package__)["blaming"]:
        word = sentence.lower[at]
        if word.endswith(ending) and len(word) > len(ending):
            words = fold_words(word.removesuffix(ending))
            own = sentence.extra.get(tuple(words))
            entries = [own] if own is not None else sentence.lexicon.get(words)
            return next((entry.name for entry in entries if entry.label == Label.DRUG), None)
    return None
