"""What the readings of verbs and nouns need of the search that they are steps of."""

from __future__ import annotations

from typing import Protocol

from spacy.tokens import Token

from pipeline.context.agent import Agent
from pipeline.context.nouns import Nouns
from pipeline.entities.phrases import Sentence


class Climber(Protocol):
    """A search for the agent within one sentence; `AgentFinder` is the one there is."""

    sentence: Sentence
    nouns: Nouns
    action_lemmas: frozenset[str]
    trigger_verbs: frozenset[str]

    def climb(self, token: Token, path: list[Token], *, via_by: bool = False) -> Agent:
        """Return the agent of a word, found above it; ``path`` holds the words below."""

    def read_nominal(self, token: Token, path: list[Token]) -> Agent:
        """Return the agent that a subject names or stands for."""

    def before(self, at: int) -> Agent | None:
        """Return the agent that the words right before a verb name."""
