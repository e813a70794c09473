"""Noun phrases and the items of a list, read off hand-built docs."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.entities.items import parse_items
from pipeline.entities.lexicon import FINDING, MEDIATOR, Entry, Lexicon
from pipeline.entities.phrases import Sentence, chunk_at
from pipeline.types import Fragment
from pipeline.vocabulary import Label

LEXICON = Lexicon(
    Entry(name, name, label, None, "test")
    for name, label in (
        ("loratadine", Label.DRUG),
        ("serotonin", MEDIATOR),
        ("norepinephrine", MEDIATOR),
        ("dry mouth", FINDING),
        ("nausea", FINDING),
        ("blood pressure", Label.PROCESS),
    )
)
POS = {"DT": "DET", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "JJ": "ADJ", "IN": "ADP", "CC": "CCONJ"}
POS |= {"VBZ": "VERB", ",": "PUNCT", ".": "PUNCT", "RB": "ADV", "-LRB-": "PUNCT", "-RRB-": "PUNCT"}


@pytest.fixture(scope="module")
def vocab() -> Vocab:
    return spacy.blank("en").vocab


def build(vocab: Vocab, tagged: str) -> Sentence:
    """Return a sentence of words written `word/TAG`."""
    pairs = [piece.rsplit("/", 1) for piece in tagged.split()]
    words, tags = [word for word, _ in pairs], [tag for _, tag in pairs]
    doc = Doc(
        vocab,
        words=words,
        tags=tags,
        pos=[POS[tag] for tag in tags],
        lemmas=[word.lower() for word in words],
        heads=[max(0, position - 1) for position in range(len(words))],
        deps=["ROOT", *["dep"] * (len(words) - 1)],
    )
    return Sentence(list(doc), LEXICON)


@pytest.mark.parametrize(
    ("tagged", "phrase", "det", "end"),
    [
        ("the/DT histamine/NN receptors/NNS are/VBZ", "histamine receptors", "the", 3),
        ("dry/JJ mouth/NN ./.", "dry mouth", "", 2),
        ("severe/JJ nausea/NN ./.", "nausea", "", 2),
        ("no/DT pain/NN ./.", "pain", "no", 2),
    ],
)
def test_a_phrase_ends_at_its_noun(vocab: Vocab, tagged: str, phrase: str, det: str, end: int) -> None:
    sentence = build(vocab, tagged)
    found, after = chunk_at(sentence, 0, len(sentence))
    assert found is not None
    assert (sentence.text(found.tokens), found.det, after) == (phrase, det, end)


@pytest.mark.parametrize("tagged", ["blocks/VBZ pain/NN", "of/IN pain/NN", "and/CC"])
def test_no_phrase_begins_at_other_words(vocab: Vocab, tagged: str) -> None:
    sentence = build(vocab, tagged)
    assert chunk_at(sentence, 0, len(sentence)) == (None, 0)


@pytest.mark.parametrize(
    ("tagged", "phrases"),
    [
        ("nausea/NN and/CC dry/JJ mouth/NN ./.", ["nausea", "dry mouth"]),
        ("nausea/NN ,/, headache/NN ,/, and/CC dry/JJ mouth/NN ./.", ["nausea", "headache", "dry mouth"]),
        ("H1/NN and/CC H2/NN receptors/NNS ./.", ["H1 receptors", "H2 receptors"]),
        ("M1/NN ,/, M2/NN and/CC M3/NN receptors/NNS ./.", ["M1 receptors", "M2 receptors", "M3 receptors"]),
        (
            "release/NN of/IN serotonin/NN and/CC norepinephrine/NN ./.",
            ["release of serotonin", "release of norepinephrine"],
        ),
        (
            "serotonin/NN and/CC norepinephrine/NN release/NN ./.",
            ["serotonin release", "norepinephrine release"],
        ),
        ("drop/NN in/IN blood/NN pressure/NN ./.", ["drop in blood pressure"]),
        ("nausea/NN in/IN adults/NNS ./.", ["nausea"]),
        ("nausea/NN ,/, loratadine/NN blocks/VBZ pain/NN ./.", ["nausea"]),
    ],
)
def test_items(vocab: Vocab, tagged: str, phrases: list[str]) -> None:
    sentence = build(vocab, tagged)
    items = parse_items(sentence, 0, len(sentence))
    assert [sentence.text(phrase.tokens) for phrase in items.phrases] == phrases


def test_a_shared_head_makes_fragments(vocab: Vocab) -> None:
    sentence = build(vocab, "H1/NN and/CC H2/NN receptors/NNS ./.")
    first, second = parse_items(sentence, 0, len(sentence)).phrases
    assert sentence.fragments(first.tokens) == (Fragment(0, 2), Fragment(10, 19))
    assert sentence.fragments(second.tokens) == (Fragment(7, 19),)


def test_names_of_the_lexicon_are_found_once(vocab: Vocab) -> None:
    sentence = build(vocab, "Loratadine/NNP causes/VBZ dry/JJ mouth/NN ./.")
    assert [(hit.start, hit.end, hit.entry.name) for hit in sentence.hits] == [
        (0, 1, "loratadine"),
        (2, 4, "dry mouth"),
    ]


def test_an_empty_sentence_has_nothing(vocab: Vocab) -> None:
    sentence = Sentence([], LEXICON)
    assert (len(sentence), sentence.hits) == (0, ())
    assert parse_items(sentence, 0, 0).phrases == ()
