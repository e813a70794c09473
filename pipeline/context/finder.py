"""Find who does what a trigger says: the drug or class, a word that stands for it, its own action, or
somebody else.

The search climbs the parse from the trigger to the word that has a subject. Each way of climbing is a reading
of the guide's section 2: by name, by pronoun or stand-in, left out, or through the drug's own action.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECTS, Agent, AgentKind, is_passive
from pipeline.context.clauses import read_used, read_verb
from pipeline.context.nominal import read_action_noun, read_nominal
from pipeline.context.nouns import Nouns
from pipeline.entities.kinds import classify
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.rules.wordlists import load_words

_MAX_CLIMB: Final = 12


class AgentFinder:
    """Resolves agents within one sentence.

    Args:
        sentence: The sentence.
        phrases: Its noun phrases, not overlapping.
        action_lemmas: Lemmas of the nouns that name a drug's action (trigger nouns among them).
        trigger_verbs: Lemmas of the verbs that say a relation.
    """

    def __init__(
        self,
        sentence: Sentence,
        phrases: Sequence[Phrase],
        action_lemmas: frozenset[str],
        trigger_verbs: frozenset[str],
    ) -> None:
        self.sentence = sentence
        self.nouns = Nouns(sentence, phrases)
        self.action_lemmas = action_lemmas | load_words(__package__)["actions"]
        self.trigger_verbs = trigger_verbs

    def find(self, trigger: Token, *, passive_subject: bool = False) -> Agent:
        """Return the agent of a verb, noun or adjective.

        Args:
            trigger: The word.
            passive_subject: Whether the agent of a passive is its grammatical subject ("X is used for",
                "drugs associated with").
        """
        if passive_subject and is_passive(trigger):
            return read_used(self, trigger)
        return self.climb(trigger, [])

    def before(self, at: int) -> Agent | None:
        """Return the agent that the words right before a verb name, for a sentence that the parser did not
        understand."""
        position = at - 1
        while position >= 0 and (
            self.sentence.tokens[position].pos_ in ("ADV", "AUX", "PART")
            or self.sentence.lower[position] in ("may", "can", "and", "or")
        ):
            position -= 1
        if position >= 0 and self.sentence.tokens[position].text == ")":
            while position >= 0 and self.sentence.tokens[position].text != "(":
                position -= 1
            position -= 1
        phrase = self.nouns.phrase_at.get(position)
        if phrase is None or phrase.head != position:
            return None
        group = [phrase]
        start = phrase.tokens[0]
        while start >= 2 and self.sentence.lower[start - 1] in ("and", ",", "or"):
            previous = self.nouns.phrase_at.get(
                start - 2 if self.sentence.lower[start - 2] != "," else start - 3
            )
            if previous is None:
                break
            group.insert(0, previous)
            start = previous.tokens[0]
        named = tuple(p for p in group if classify(self.sentence, p).label in SUBJECTS)
        if named:
            return Agent(
                AgentKind.NAMED, named, tuple(t for p in named for t in p.tokens), (self.sentence.tokens[at],)
            )
        return self.read_nominal(self.sentence.tokens[position], [self.sentence.tokens[at]])

    def behind_by(self, at: int, trigger: Token) -> Agent | None:
        """Return the drugs behind a "by" at a position, which end a noun of action ("inhibition of X by
        Y")."""
        if at + 1 >= len(self.sentence) or self.sentence.lower[at] != "by":
            return None
        phrase = self.nouns.phrase_at.get(at + 1)
        if phrase is None:
            return None
        agent = self.read_nominal(self.sentence.tokens[phrase.head], [trigger])
        return agent if agent.kind is AgentKind.NAMED else None

    def climb(self, token: Token, path: list[Token], *, via_by: bool = False) -> Agent:
        """Return the agent of a word, found above it; ``path`` holds the words below."""
        if len(path) > _MAX_CLIMB or token in path or token.i not in self.sentence.position:
            return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="no subject in the sentence")
        path = [*path, token]
        if token.pos_ in ("VERB", "AUX"):
            return read_verb(self, token, path, via_by=via_by)
        if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or token.tag_ in ("NN", "NNS"):
            return read_action_noun(self, token, path)
        if token.head == token:
            return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="fragment without a verb")
        by = token.lower_ in ("by", "through", "via", "thereby") or via_by
        return self.climb(token.head, path, via_by=by)

    def read_nominal(self, token: Token, path: list[Token]) -> Agent:
        """Return the agent that a subject names or stands for."""
        return read_nominal(self, token, path)
