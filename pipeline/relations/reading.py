"""A sentence that is being read: its place, its phrases, its agents, and what was found in it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from spacy.tokens import Token

from pipeline.context.finder import AgentFinder
from pipeline.entities.lexicon import head_labels
from pipeline.entities.mentions import Mention
from pipeline.entities.phrases import Phrase, Sentence, chunk_at
from pipeline.relations.claims import Found
from pipeline.relations.schema import Action, trigger_rules
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS

_OPENING: Final = 4
"""How many words may stand before the article of the noun that opens a sentence."""


@cache
def action_lemmas() -> frozenset[str]:
    """Return the lemmas of the nouns that name an action, not a use ("option", "drug of choice")."""
    rules = (r for r in trigger_rules() if r.kind in ("noun", "effect") and r.action is not Action.TREAT)
    return frozenset(lemma for rule in rules for lemma in rule.lemmas)


@cache
def verb_lemmas() -> frozenset[str]:
    """Return the lemmas of the verbs that say a relation."""
    return frozenset(lemma for rule in trigger_rules() if rule.kind == "verb" for lemma in rule.lemmas)


@dataclass
class Reading:
    """One sentence.

    Args:
        sentence: The sentence with its lexicon names.
        index: Its number in the document.
        section: The kind of section it stands in, or None.
        earlier: Folded words (singular) of the objects of the claims of the sentence before.
        targets: The targets named so far, which "these channels" may mean, the last one last.
    """

    sentence: Sentence
    index: int
    section: str | None = None
    earlier: frozenset[str] = frozenset()
    targets: Sequence[Mention] = ()

    def __post_init__(self) -> None:
        self.found = Found()

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The noun phrases of the sentence, without attachments."""
        phrases, at = [], 0
        while at < len(self.sentence):
            phrase, after = chunk_at(self.sentence, at, len(self.sentence))
            if phrase is not None and not phrase.bare:
                phrases.append(phrase)
            at = max(after, at + 1)
        return tuple(phrases)

    @cached_property
    def agents(self) -> AgentFinder:
        """The resolver of subjects."""
        return AgentFinder(self.sentence, self.phrases, action_lemmas(), verb_lemmas())

    @cached_property
    def has_verb(self) -> bool:
        """Whether the sentence has a finite verb."""
        return any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in self.sentence.tokens)

    def find_antecedent(self, phrase: Phrase) -> Mention | None:
        """Return the last target named before that a general noun takes up ("these channels", "the enzyme"
        for COX-1)."""
        head = singular(self.sentence.lower[phrase.head])
        label = head_labels().get(head)
        for mention in reversed(self.targets):
            if (
                mention.kind.label in TARGETS
                and (mention.head == head or mention.kind.label == label)
                and (mention.sentence < self.index or mention.phrase.tokens[-1] < phrase.tokens[0])
            ):
                return mention
        return None


def defines(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun, whatever its modifiers, opens a sentence behind its article as what the text's drug is
    ("An oral, selective inhibitor of X …")."""
    articles = (child for child in noun.children if child.lower_ in ("a", "an"))
    opens = any(sentence.position.get(article.i, len(sentence)) <= _OPENING for article in articles)
    above = noun.head
    return opens and (noun.dep_ == "ROOT" or (above.dep_ == "ROOT" and above.pos_ == "NOUN"))
