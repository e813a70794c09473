"""What stands between the items of a list, and where a list ends because a clause begins."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.entities.phrases import CONJUNCTIONS, MARKS, Phrase, Sentence
from pipeline.rules.wordlists import load_words

_BETWEEN_ITEMS: Final = frozenset({",", ";", "and", "or", "and/or", "&", "/", *MARKS})
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})


@cache
def example_words() -> tuple[tuple[str, ...], ...]:
    """Return what announces examples, word by word."""
    return tuple(tuple(words.split()) for words in sorted(load_words(__package__)["example"]))


def past_frequency(sentence: Sentence, at: int, end: int) -> int:
    """Pass over an organ class or a frequency inside a list ("Cardiac disorders: palpitations; uncommon:
    flushing", "rare - angioedema")."""
    while at < end and at in sentence.unspoken:
        at += 1
        if at < end and at not in sentence.unspoken and sentence.lower[at] in (":", "-", "–", "—"):
            at += 1
    words = load_words(__package__)["frequency"]
    opens = at < end and (at == 0 or at - 1 in sentence.unspoken) and sentence.tokens[at].text[0].isupper()
    if opens and sentence.lower[at] in words:
        after = next(
            (p for p in range(at, end) if sentence.lower[p] not in words and sentence.lower[p] != "*"), end
        )
        if after < end and sentence.tokens[after].text[0].isupper():
            return after
    for position in range(at + 1, min(end, at + 4)):
        if sentence.lower[position] in (":", "-", "–") and all(
            word in words for word in sentence.lower[at:position]
        ):
            return position + 1
    return at


def example_start(sentence: Sentence, at: int, end: int) -> int | None:
    """Return the token after "such as", "including" or their like at a token (behind a comma), or None."""
    if at < end and sentence.lower[at] in (",", "-", "–", "—", ":", "("):
        at += 1
    for words in example_words():
        if tuple(sentence.lower[at : at + len(words)]) == words and at + len(words) <= end:
            after = at + len(words)
            return after + 1 if after < end and sentence.lower[after] in (",", ":") else after
    return None


def pass_separator(sentence: Sentence, at: int, end: int) -> int | None:
    """Return the token after a list separator at a token, or None."""
    start = at
    if at < end and sentence.lower[at] == ";" and clause_behind(sentence, at, end):
        return None
    while at < end and (
        sentence.lower[at] in MARKS or (at == start and sentence.lower[at] in (",", ";", "/"))
    ):
        at += 1
    if at < end and sentence.lower[at] in CONJUNCTIONS:
        at += 1
    elif at + 2 < end and sentence.lower[at : at + 3] == ["as", "well", "as"]:
        at += 3
    if at > start:
        if at < end and sentence.lower[at : at + 1] in ([words[0]] for words in example_words()):
            return None
        at = _past_adverbs(sentence, at, end)
    return at if at > start else None


def _past_adverbs(sentence: Sentence, at: int, end: int) -> int:
    """Pass over adverbs and short asides behind a separator: "and, rarely, seizures"; "and, in men,
    impotence"."""
    position = at
    if position < end and sentence.lower[position] in load_words(__package__)["consequent"]:
        return at
    if position < end and sentence.lower[position] == ",":
        position += 1
    elif position < end and sentence.tokens[position].pos_ != "ADV":
        return at
    close = next((p for p in range(position, min(end, position + 6)) if sentence.lower[p] == ","), None)
    while position < end and sentence.tokens[position].pos_ == "ADV" and not sentence.hit_at(position):
        position += 1
    if position < end and sentence.lower[position] == ",":
        return position + 1
    if close is not None and sentence.tokens[position].pos_ == "ADP":
        return close + 1
    return position if position > at and sentence.lower[at] != "," else at


def clause_behind(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a semicolon divides clauses and not items: a finite verb stands before the next one."""
    for position in range(at + 1, end):
        if sentence.lower[position] in (";", "."):
            return False
        if sentence.tokens[position].tag_ in _FINITE:
            return True
    return False


def opens_clause(sentence: Sentence, first: Phrase, phrase: Phrase, at: int) -> bool:
    """Whether a determiner behind a plain comma opens a new clause where the list so far had none."""
    goes_on = any(
        sentence.lower[p] in ("and", "or", "nor")
        for p in range(phrase.tokens[-1] + 1, min(len(sentence), phrase.tokens[-1] + 3))
    )
    return (
        sentence.lower[at - 1] == ","
        and phrase.det in ("the", "this", "these", "its")
        and first.det != phrase.det
        and not goes_on
    )


def is_apposition(sentence: Sentence, phrase: Phrase, at: int) -> bool:
    """Whether a phrase behind a comma explains the one before ("ATPase, an enzyme that …") and is no further
    item."""
    return phrase.det in ("a", "an") and sentence.lower[at - 1] == "," and sentence.lower[at] in ("a", "an")


def clause_subject(sentence: Sentence, first: Phrase, phrase: Phrase, end: int) -> int | None:
    """Return the head of the subject of a finite verb right behind a phrase, if the phrase is (part of) that
    subject and the list before it, which begins with ``first``, is not: then the phrase is no item of it."""
    at = phrase.tokens[-1] + 1
    while at < end and (sentence.tokens[at].pos_ == "ADV" or sentence.tokens[at].text in "()"):
        at += 1
    if at >= end or (sentence.tokens[at].tag_ not in _FINITE and sentence.tokens[at].pos_ != "AUX"):
        return None
    subject = _subject_of(sentence.tokens[at])
    place = None if subject is None else sentence.position.get(subject.i)
    if subject is None or place is None or place >= phrase.tokens[0]:
        return phrase.tokens[0]
    if place in first.tokens and not _is_behind_verb(sentence, first):
        return None
    return place if place >= first.tokens[0] else None


def _is_behind_verb(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is the object of the verb before it, whatever the parser says."""
    at = phrase.tokens[0] - (2 if phrase.det else 1)
    return at >= 0 and sentence.tokens[at].pos_ == "VERB"


def _subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb or of the one that it helps."""
    for token in (verb, verb.head):
        subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return subject
    return None


def opens_predicate(sentence: Sentence, at: int) -> bool:
    """Whether a word that was tagged a plural noun is the verb of a second predicate ("inhibits X and lowers
    Y levels"): no plural stands before another noun."""
    if not 0 < at < len(sentence) - 1 or sentence.tokens[at].tag_ != "NNS" or sentence.hit_at(at):
        return False
    before = at - 1 if sentence.tokens[at - 1].pos_ != "ADV" else at - 2
    return (
        sentence.tokens[at].is_lower
        and before > 0
        and sentence.lower[before] in CONJUNCTIONS | {","}
        and sentence.tokens[at + 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN")
    )


def pass_over(sentence: Sentence, at: int, end: int) -> int:
    """In a list of effects, skip figures, frequencies and places up to the next separator; stop at a new
    clause."""
    depth = 0
    while at < end:
        token = sentence.tokens[at]
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        elif (depth == 0 and (token.lower_ in _BETWEEN_ITEMS or example_start(sentence, at, end))) or (
            depth == 0
            and (
                token.tag_ in _FINITE
                or token.lower_
                in (".", "which", "that", "who", "but", "while", "when", "if", "because", "although", ":")
            )
        ):
            return at
        at += 1
    return at
