"""Polarity and certainty of a trigger, by the scope of cues along its chain of governing words.

A cue counts where it modifies the trigger itself, its auxiliaries, a noun phrase that holds the trigger, or a
word above it on the path to the verb that has the subject; a cue elsewhere in the sentence does not. Source:
the guide's attributes of a relation; the scoped reading follows ConText (Harkema et al. 2009), with arcs in
place of a window of words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pipeline.context.agent import SUBJECT_DEPS
from pipeline.rules.wordlists import load_words
from pipeline.vocabulary import Certainty, Polarity


@dataclass(frozen=True, slots=True)
class Scope:
    """Polarity and certainty with the cues (tokens of the document) that set them."""

    polarity: Polarity
    certainty: Certainty
    cues: tuple[int, ...]


@cache
def _cues() -> dict[str, frozenset[str]]:
    return load_words(__package__, "scope.yaml")


def read_scope(path: Iterable[Token], phrase: Iterable[Token] = ()) -> Scope:
    """Return polarity and certainty.

    Args:
        path: The trigger and the governing words above it, up to the verb that has the subject.
        phrase: The words of the object with its determiner: "no" there negates, "potential" hedges.
    """
    negations: list[int] = []
    hedges: list[int] = []
    path = list(path)
    inside = {token.i for token in path}
    for token in _reach(path):
        for child in (token, *token.children):
            if child.i in inside and child != token:
                continue
            _read(token, child, negations, hedges)
        if token.pos_ in ("VERB", "AUX") and (nor := _nor_before(token)) is not None:
            negations.append(nor)
        if (denied := _denied_above(token)) is not None:
            negations.append(denied)
        if token.dep_ == "ccomp" and token.head.lemma_.lower() in _cues()["hedge_verb"]:
            hedges.append(token.head.i)
        before = token.nbor(-1) if token.i > token.sent.start else None
        if (
            before is not None
            and before.lower_ in ("without", "not", "never", "nor", "neither")
            and before.i not in negations
        ):
            negations.append(before.i)
    for token in phrase:
        if token.lower_ in ("no", "neither", "without"):
            negations.append(token.i)
        elif token.lower_ in _cues()["hedge_word"]:
            hedges.append(token.i)
    return Scope(
        Polarity.NEGATED if negations else Polarity.AFFIRMED,
        Certainty.HEDGED if hedges else Certainty.ASSERTED,
        tuple(sorted({*negations, *hedges})),
    )


def _denied_above(verb: Token) -> int | None:
    """Return the cue by which the clause above denies a verb: "no evidence that it causes", "was not shown
    to"."""
    head = verb.head
    if verb.dep_ in ("acl", "ccomp") and head.pos_ == "NOUN":
        return next((c.i for c in head.children if c.dep_ == "det" and c.lower_ == "no"), None)
    if verb.dep_ == "ccomp" and head.lemma_ in _cues()["denied_report"]:
        return next((c.i for c in head.children if c.dep_ == "neg"), None)
    return None


def _nor_before(verb: Token) -> int | None:
    """Return the "nor" that opens a verb's clause ("; nor does it inhibit")."""
    for position in range(verb.i - 1, max(verb.sent.start, verb.i - 6) - 1, -1):
        word = verb.doc[position].lower_
        if word == "nor":
            return position
        if word in (",", ";", ".", "and", "but"):
            return None
    return None


def _reach(path: list[Token]) -> Iterable[Token]:
    """Yield the words of the path whose cues reach the trigger: not those above a coordinated clause with a
    tense of its own."""
    for token, above in zip(path, [*path[1:], None][: len(path)], strict=True):
        yield token
        means = token.lower_ in ("by", "through", "via") and above is not None and above.pos_ == "VERB"
        if means and above is not None and above.lemma_ not in _cues()["empty_verb"]:
            return
        if above is not None and above.lower_ in ("due", "because", "despite", "owing"):
            return
        if above is None or token.dep_ != "conj" or token.head != above:
            continue
        opposed = any(
            child.dep_ == "cc" and child.lower_ == "but" for child in (*above.children, *token.children)
        )
        if opposed or token.tag_ in ("VBZ", "VBD"):
            return


def _read(token: Token, child: Token, negations: list[int], hedges: list[int]) -> None:
    cues = _cues()
    word, lemma = child.lower_, child.lemma_.lower()
    if child == token:
        if lemma in cues["hedge_verb"]:
            hedges.append(child.i)
        if lemma in cues["negative_verb"] or word in cues["negative_word"]:
            negations.append(child.i)
        return
    if child.dep_ == "neg" or word in ("not", "n't", "never", "neither", "nor"):
        if not _only_limits(child) and not _denies_object(token, child):
            negations.append(child.i)
    elif (
        (child.dep_ == "det" and word in ("no", "neither"))
        or (child.dep_ in SUBJECT_DEPS and _names_nobody(child))
        or (word == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no")
        or (child.dep_ in ("amod", "advmod") and word in cues["next_to_none"])
    ):
        negations.append(child.i)
    elif child.dep_ == "aux" and word in cues["hedge_modal"]:
        if token.lemma_.lower() not in cues["permission"]:
            hedges.append(child.i)
    elif word in cues["hedge_word"] and child.dep_ in ("advmod", "amod", "acomp", "npadvmod"):
        hedges.append(child.i)


def _names_nobody(subject: Token) -> bool:
    """Whether a subject says that there is none ("no cases of X", "none of the patients")."""
    none = _cues()["nobody"]
    return subject.lower_ in none or any(c.dep_ == "det" and c.lower_ in none for c in subject.children)


def _denies_object(verb: Token, negation: Token) -> bool:
    """Whether "not" behind a finite verb denies one of its objects ("inhibits COX-2, not COX-1")."""
    return verb.tag_ in ("VBZ", "VBD") and verb.pos_ == "VERB" and negation.i > verb.i


def _only_limits(negation: Token) -> bool:
    """Whether "not" is part of "not only … but also", which denies nothing."""
    following = negation.doc[negation.i + 1 : negation.i + 3]
    return any(token.lower_ in _cues()["limiting"] for token in following)
