"""Claims whose object the subject of a later claim takes up: "… raises cyclic AMP. Elevated cyclic AMP
suppresses …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.entities.phrases import Sentence
from pipeline.relations.claims import Claim
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular

_SHORT: Final = 2
"""Up to how many letters a word tells nothing ("of", "in")."""


def find_resumed(
    sentences: Sequence[Sentence], claims: Sequence[Claim], claim: Claim, earlier: list[list[int]]
) -> list[int]:
    """Return the last claims whose object a subject takes up ("Elevated cyclic AMP suppresses …")."""
    words = _content(sentences[claim.sentence], claim.agent.anchor)
    for group in reversed(earlier):
        if claims[group[0]].sentence < claim.sentence - 1:
            break
        same = [
            index
            for index in group
            if claims[index].object_in == claims[index].sentence
            and words & _content(sentences[claims[index].sentence], claims[index].object.tokens)
        ]
        if same:
            return same
    return []


def _content(sentence: Sentence, positions: Sequence[int]) -> set[str]:
    """Return the telling words at some positions, in the singular."""
    words = {singular(word) for word in sentence.words(tuple(positions))} - load_words(__package__)[
        "resulting"
    ]
    return {word for word in words if len(word) > _SHORT}
