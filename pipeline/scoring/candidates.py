"""Every pair of a subject and an object that a sentence could relate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from pipeline.context.agent import SUBJECTS
from pipeline.context.topic import Mention as Subject
from pipeline.entities.kinds import Kind
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.assembly import Assembly, Place
from pipeline.relations.claims import Claim
from pipeline.relations.effects import names_agonism
from pipeline.relations.find import SILENT_SECTIONS
from pipeline.relations.schema import Action, trigger_rules
from pipeline.rules.wordlists import load_words


@cache
def _actions() -> frozenset[str]:
    """Return the nouns that name an action on a target ("blockade")."""
    return frozenset(
        lemma
        for rule in trigger_rules()
        if rule.kind == "noun" and rule.action in (Action.INHIBIT, Action.ACTIVATE)
        for lemma in rule.lemmas
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject and an object of one sentence.

    Args:
        sentence: The sentence's number.
        subject: The drug or class.
        named: The words that name it in the sentence, or None where the text goes on about it.
        phrase: The object, as tokens of the sentence as it was read.
        kind: What the object is.
        claims: What the rules say of this object, with the subject of each.
        in_warning: Whether the sentence is a precaution, in which only a rule may find a relation.
    """

    sentence: int
    subject: Subject
    named: Phrase | None
    phrase: Phrase
    kind: Kind
    claims: tuple[tuple[Claim, Subject], ...] = ()
    in_warning: bool = False


Resolved = Sequence[tuple[Claim, Subject]]


def find_candidates(assembly: Assembly, resolved: Resolved) -> Iterator[Candidate]:
    """Yield the candidates of a text in order."""
    by_sentence: dict[int, list[tuple[Claim, Subject]]] = {}
    for claim, subject in resolved:
        if claim.object_in == claim.sentence:
            by_sentence.setdefault(claim.sentence, []).append((claim, subject))
    for index, place in enumerate(assembly.places):
        if not _may_speak(assembly.sentences[index], place):
            continue
        sentence = assembly.reading[index]
        warns = _warns(sentence)
        claims = by_sentence.get(index, [])
        subjects = _subjects(assembly, index, [subject for _, subject in claims])
        for phrase, kind in _objects(assembly, index, claims):
            about = tuple(pair for pair in claims if set(pair[0].object.tokens) & set(phrase.tokens))
            for subject, named in subjects:
                if named is None or not set(named.tokens) & set(phrase.tokens):
                    yield Candidate(index, subject, named, phrase, kind, about, warns)


def _may_speak(sentence: Sentence, place: Place) -> bool:
    silent = place.section in SILENT_SECTIONS or place.block_kind == "heading"
    return not silent and not sentence.asks()


def _warns(sentence: Sentence) -> bool:
    """Whether a sentence tells its reader what to do or to avoid."""
    instructed = (
        sentence.opens_advice()
        or any(map(sentence.instructs, range(len(sentence))))
        or any(word in ("must", "should") and after == "not" for word, after in pairwise(sentence.lower))
    )
    return instructed or not load_words(__package__)["precaution"].isdisjoint(sentence.lower)


def _shift(assembly: Assembly, index: int) -> int:
    """How many tokens of an announcing sentence stand before a list item's own."""
    return len(assembly.reading[index]) - len(assembly.sentences[index])


def shifted(phrase: Phrase, by: int) -> Phrase:
    """Return a phrase as tokens of a sentence that has more tokens before it."""
    if not by:
        return phrase
    inner = shifted(phrase.inner, by) if phrase.inner is not None else None
    return replace(
        phrase, tokens=tuple(position + by for position in phrase.tokens), head=phrase.head + by, inner=inner
    )


def _objects(
    assembly: Assembly, index: int, claims: Sequence[tuple[Claim, Subject]]
) -> Iterator[tuple[Phrase, Kind]]:
    """Yield the objects of claims first, then the other things named; an action is no object of another."""
    taken: set[int] = set()
    seen: set[tuple[int, ...]] = set()
    for claim, _ in claims:
        taken.update(claim.object.tokens)
        if claim.object.tokens not in seen:
            seen.add(claim.object.tokens)
            yield claim.object, claim.kind
    sentence, by = assembly.reading[index], _shift(assembly, index)
    for mention in assembly.mentions_of(index):
        phrase = shifted(mention.phrase, by)
        if mention.aside or mention.kind.label in SUBJECTS or phrase.head in taken:
            continue
        if sentence.tokens[phrase.head].lemma_.lower() not in _actions() and not names_agonism(
            sentence, phrase
        ):
            yield phrase, mention.kind


def _subjects(
    assembly: Assembly, index: int, claimed: Sequence[Subject]
) -> list[tuple[Subject, Phrase | None]]:
    by = _shift(assembly, index)
    found: dict[str, tuple[Subject, Phrase | None]] = {}
    for subject, phrase in assembly.subjects.get(index, ()):
        found.setdefault(subject.name, (subject, shifted(phrase, by)))
    for subject in (*claimed, *assembly.topics.get(index, ())):
        found.setdefault(subject.name, (subject, None))
    return list(found.values())


def reading_of(assembly: Assembly, candidate: Candidate) -> Sentence:
    """Return the sentence that a candidate's tokens are counted in."""
    return assembly.reading[candidate.sentence]
