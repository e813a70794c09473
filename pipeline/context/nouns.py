"""What the nouns of a sentence name or stand for: a drug, a class, the drug that the text speaks of, or
something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from spacy.tokens import Token

from pipeline.context.agent import SUBJECTS, Agent, AgentKind
from pipeline.entities.items import parse_items
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.entities.separators import example_start
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


class Nouns:
    """The nouns of a sentence.

    Args:
        sentence: The sentence.
        phrases: Its noun phrases, not overlapping.
    """

    def __init__(self, sentence: Sentence, phrases: Sequence[Phrase]) -> None:
        self.sentence = sentence
        self.phrase_at = {position: phrase for phrase in phrases for position in phrase.tokens}

    def local(self, token: Token) -> int:
        """Return a token's position in the sentence."""
        return self.sentence.position.get(token.i, -1)

    def kind_at(self, token: Token) -> str | None:
        """Return the label of the phrase that a token heads, or of the name that covers it."""
        return self.kind(token).label

    def kind(self, token: Token) -> Kind:
        """Return the kind of the phrase that a token heads, or of the name that covers it."""
        if token.i not in self.sentence.position:
            return Kind(None)
        phrase = self.phrase_at.get(self.local(token))
        if phrase is None:
            return self.kind_of_token(token)
        return (
            classify(self.sentence, phrase) if phrase.head == self.local(token) else self.kind_of_token(token)
        )

    def kind_of_token(self, token: Token) -> Kind:
        """Return the kind of the lexicon name that covers a token."""
        hit = self.sentence.hit_at(self.local(token))
        return Kind(hit.entry.label, hit.entry, "lexicon") if hit else Kind(None)

    def anchor(self, token: Token) -> tuple[int, ...]:
        """Return the positions of the phrase that a token heads, with its determiner."""
        position = self.local(token)
        phrase = self.phrase_at.get(position)
        if phrase is None:
            return (position,)
        first = phrase.tokens[0]
        return (
            *((first - 1,) if phrase.det and first and self.sentence.lower[first - 1] == phrase.det else ()),
            *phrase.tokens,
        )

    def refers_back(self, token: Token) -> bool:
        """Whether a noun stands for the drug: "this medication", "the drug", "these agents", "both"."""
        if singular(token.lower_) not in _words()["stand_ins"]:
            return False
        phrase = self.phrase_at.get(self.local(token))
        det = phrase.det if phrase else ""
        if det in ("this", "these", "such", "both"):
            return True
        formed = singular(token.lower_) in _words()["dosage_forms"]
        return (
            det == "the"
            and (phrase is None or len(phrase.tokens) == 1 or formed)
            and not any(c.dep_ in ("relcl", "acl") for c in token.children)
        )

    def points_back(self, token: Token) -> bool:
        """Whether a noun's determiner or possessor refers back ("these agents", "both drugs")."""
        phrase = self.phrase_at.get(self.local(token))
        return phrase is not None and phrase.det in ("this", "these", "those", "such", "both", "its")

    def names_back(self, token: Token) -> bool:
        """Whether a class noun in the singular means the drug just named ("the antifungal", "this
        glycoside")."""
        phrase = self.phrase_at.get(self.local(token))
        return (
            phrase is not None
            and len(phrase.tokens) == 1
            and phrase.det in ("the", "this")
            and token.tag_ in ("NN", "NNP")
        )

    def stands_in(self, token: Token) -> bool:
        """Whether a noun is a pronoun, a stand-in or a word of taking the drug."""
        return (
            token.lower_ in _words()["pronouns"]
            or self.refers_back(token)
            or singular(token.lower_) in _words()["administration"]
        )

    def find_drug_near(self, token: Token) -> Token | None:
        """Return a drug or class below a noun: "patients taking X", "treatment with X", "X therapy"."""
        for child in sorted(token.subtree, key=lambda t: t.i):
            if (
                child != token
                and child.i in self.sentence.position
                and child.pos_ in ("NOUN", "PROPN", "X")
                and self.kind_of_token(child).label in SUBJECTS
            ):
                return child
        return None

    def find_inside_phrase(self, token: Token) -> Token | None:
        """Return a drug inside the noun phrase that a noun heads ("Abilify oral tablets", "losartan
        therapy")."""
        phrase = self.phrase_at.get(self.local(token))
        inside = (
            self.sentence.tokens[p]
            for p in (phrase.tokens if phrase else ())
            if self.sentence.tokens[p] != token
        )
        return next((t for t in inside if self.kind_of_token(t).label in SUBJECTS), None)

    def _conjuncts(self, token: Token) -> list[Token]:
        return [
            t for t in token.conjuncts if t.i in self.sentence.position and self.kind(t).label in SUBJECTS
        ]

    def find_examples(self, token: Token) -> list[Token]:
        """Return the drugs behind "such as" or "like" after a subject."""
        start = example_start(self.sentence, self.local(token) + 1, len(self.sentence))
        if start is None:
            return []
        return self._drugs_from(start)

    def find_examples_after(self, token: Token) -> list[Token]:
        """Return the drugs behind "such as" or "including" anywhere after a noun in its sentence."""
        for at in range(self.local(token) + 1, len(self.sentence)):
            start = example_start(self.sentence, at, len(self.sentence))
            if start is None:
                continue
            return self._drugs_from(start)
        return []

    def _drugs_from(self, start: int) -> list[Token]:
        """Return the drugs of the list that begins at a token; the last may be right before the verb ("such
        as A, B, and C are used")."""
        items = parse_items(self.sentence, start, len(self.sentence))
        heads = [self.sentence.tokens[phrase.head] for phrase in items.phrases]
        drugs = [head for head in heads if self.kind(head).label in SUBJECTS]
        return list(dict.fromkeys(chain(drugs, *map(self._conjuncts, drugs))))

    def read_named(self, token: Token, path: list[Token]) -> Agent:
        """Return the drugs that a token, its conjuncts and its examples name."""
        phrases: list[Phrase] = []
        anchor: list[int] = []
        for each in (token, *self._conjuncts(token), *self.find_examples(token)):
            phrase = self.phrase_at.get(self.local(each))
            hit = self.sentence.hit_at(self.local(each))
            if phrase is None or (hit is not None and hit.entry.label in SUBJECTS and phrase.head >= hit.end):
                if hit is None:
                    continue
                phrase = Phrase(tuple(range(hit.start, hit.end)), hit.end - 1)
            if classify(self.sentence, phrase).label in SUBJECTS and phrase not in phrases:
                phrases.append(phrase)
                anchor += phrase.tokens
        if not phrases:
            return Agent(AgentKind.OTHER, path=tuple(path), reason=f"{token.text!r} names no drug")
        return Agent(AgentKind.NAMED, tuple(phrases), tuple(anchor), tuple(path))

    def find_drug_among(self, positions: Iterable[int], path: Sequence[Token]) -> Agent | None:
        """Return the first drug or class named at these positions, also inside a longer phrase ("statin
        therapy")."""
        for position in positions:
            token = self.sentence.tokens[position]
            if self.kind_of_token(token).label in SUBJECTS or (
                self.phrase_at.get(position) is not None and self.kind(token).label in SUBJECTS
            ):
                agent = self.read_named(token, list(path))
                if agent.kind is AgentKind.NAMED:
                    return agent
        return None

    def find_predicated(self, noun: Token) -> Token | None:
        """Return the subject of which a noun is said: "X is a drug that …", "X, one of the agents that …"."""
        token = noun
        for _ in range(5):
            if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
                token = token.head
            elif (
                token.dep_ == "pobj"
                and token.head.lower_ == "of"
                and singular(token.head.head.lower_) in _words()["members"]
            ):
                token = token.head.head
            elif token.dep_ == "attr" and token.head.lemma_ == "be":
                return next(
                    (
                        c
                        for c in token.head.children
                        if c.dep_ in ("nsubj", "nsubjpass") and c.i in self.sentence.position
                    ),
                    None,
                )
            elif token.dep_ == "appos" and self.kind(token.head).label in SUBJECTS:
                return token.head
            else:
                return None
        return None
