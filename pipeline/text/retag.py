"""Read a few words in one way, whichever the tagger and parser chose: verbs that were taken for nouns
("desethylamiodarone inhibit CYP3A4"), and "due to"."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.rules.wordlists import load_words

_CARRIERS: Final = frozenset({"agent", "agents", "drug", "drugs", "medication", "medications"})
_ACTING: Final = frozenset({"blocking", "inhibiting"})


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Return the verb forms: word to (tag, lemma), for the base form and the third person."""
    forms = {}
    for lemma in load_words(__package__)["always_verb"]:
        forms[lemma] = ("VBP", lemma)
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
        forms[third] = ("VBZ", lemma)
    return forms


@Language.component("monograph_retag", assigns=["token.tag", "token.pos", "token.lemma", "token.dep"])
def retag(doc: Doc) -> Doc:
    """Set tag, part of speech and lemma of lower-case words that are verbs whatever the tagger says, and make
    "due" in "due to" the adjective that it is elsewhere."""
    for token in doc:
        if token.i > 1 and token.lower_ in _CARRIERS and token.nbor(-1).lower_ in _ACTING:
            _join_agent(token)
        if (
            token.lower_ == "due"
            and token.dep_ == "prep"
            and token.i + 1 < len(doc)
            and doc[token.i + 1].lower_ == "to"
        ):
            token.tag_, token.pos_ = "JJ", "ADJ"
            token.dep_ = "acomp" if token.head.pos_ in ("AUX", "VERB") else "amod"
        lemma = token.text.removesuffix("s")
        if (
            lemma in load_words(__package__)["often_verb"]
            and token.pos_ in ("NOUN", "PROPN")
            and _stands_as_verb(token)
        ):
            token.tag_, token.lemma_ = ("VBP" if token.text == lemma else "VBZ"), lemma
            token.pos_ = "VERB"
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "X") and token.text in _forms():
            token.tag_, token.lemma_ = _forms()[token.text]
            token.pos_ = "VERB"
    return doc


def _stands_as_verb(token: Token) -> bool:
    """Whether "block" follows a noun of the other number and has a noun phrase behind it ("these agents block
    X")."""
    if token.i in (0, len(token.doc) - 1):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    agrees = (
        before.tag_ in (("NN", "NNP") if token.text.endswith("s") else ("NNS", "NNPS")) or before.text == ")"
    )
    return agrees and after.pos_ in ("DET", "ADJ", "NOUN", "PROPN") and after.lower_ != "of"


def _join_agent(token: Token) -> None:
    """Make "agent" the head of "beta-adrenergic receptor blocking agent" where the parser took its participle
    for a verb with an object."""
    participle, target = token.nbor(-1), token.nbor(-2)
    if token.head != participle or participle.head != target or target.head == target:
        return
    token.head, token.dep_ = target.head, target.dep_
    participle.head, participle.dep_ = token, "amod"
    target.head, target.dep_ = token, "compound"
