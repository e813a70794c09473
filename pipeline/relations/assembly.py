"""What was read out of one document, from its sentences to its relations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pipeline.context.agent import SUBJECTS
from pipeline.context.topic import Mention as Subject
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.mentions import Mention
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.linking.names import canonical_name
from pipeline.relations.claims import Claim, Rejection
from pipeline.types import Entity, Relation, surface
from pipeline.vocabulary import Label


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: block number and kind, section kind and title."""

    block: int
    block_kind: str
    section: str | None
    title: str | None


@dataclass(slots=True)
class Assembly:
    """Everything that was read out of one document.

    Args:
        doc_id: The document's id; the file's name is a hint at its drug.
        text: Its text; offsets are characters of it.
        sentences: Its sentences, in order.
        places: Where each stands.
        aliases: Abbreviations that the text defines, to their long forms.

    ``topics`` holds, for each sentence, what a left-out subject means there.
    """

    doc_id: str
    text: str
    sentences: Sequence[Sentence]
    places: Sequence[Place]
    aliases: dict[str, str]
    claims: list[Claim] = field(default_factory=list)
    rejections: list[tuple[int, Rejection]] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    drug: str | None = None
    reading: list[Sentence] = field(default_factory=list)
    subjects: dict[int, list[tuple[Subject, Phrase]]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    topics: dict[int, list[Subject]] = field(default_factory=dict)

    def mentions_of(self, index: int) -> list[Mention]:
        """Return the entities that a sentence names."""
        start = bisect_left(self.mentions, index, key=lambda mention: mention.sentence)
        return list(takewhile(lambda mention: mention.sentence == index, self.mentions[start:]))

    def home(self, claim: Claim) -> Sentence:
        """The sentence that the tokens of a claim's object are counted in."""
        here = claim.object_in == claim.sentence
        return self.reading[claim.sentence] if here else self.sentences[claim.object_in]

    def subject(self, index: int, phrase: Phrase) -> Subject:
        """Return the drug or class that a phrase of a sentence names."""
        sentence = self.reading[index]
        kind = classify(sentence, phrase)
        label = Label(kind.label) if kind.label in SUBJECTS else Label.DRUG
        return Subject(self.name(sentence, phrase, kind, label), label, index, True)

    def name(self, sentence: Sentence, phrase: Phrase, kind: Kind, label: Label) -> str:
        """Return the canonical name of a phrase."""
        return canonical_name(
            surface(self.text, sentence.fragments(phrase.tokens)),
            preferred=kind.entry.name
            if kind.entry is not None and kind.by in ("lexicon", "document", "class", "lexicon head", "salt")
            else None,
            aliases=self.aliases,
            process=label is Label.PROCESS,
            drug=label is Label.DRUG,
        )
