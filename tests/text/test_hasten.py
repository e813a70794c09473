"""A pipeline made faster gives what it gave before."""

from __future__ import annotations

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from pipeline.models import models_folder
from pipeline.text.attributes import Attributes
from pipeline.text.hasten import hasten

TEXTS = (
    "Ketax isn't given to children; they're not gonna like it. It let's you sleep, but it causes dizziness.",
    "Let's see what the drugs did: I've had none of 'em, and the biopsies weren't done.",
    "The CYP3A4 substrates' levels rose 2-fold (see above)  in vitro.",
    "",
)


def describe(doc: Doc) -> list[tuple[str, ...]]:
    """Return all that tagger, parser, ruler and lemmatizer say."""
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.text, t.lemma_) for t in doc]


def test_a_hastened_pipeline_says_the_same() -> None:
    plain = spacy.load(models_folder() / "monograph_en")
    expected = [describe(plain(text)) for text in TEXTS]
    assert any(expected)
    components = hasten(spacy.load(models_folder() / "monograph_en"))
    assert not any(isinstance(component, AttributeRuler) for component in components)
    for text, wanted in zip(TEXTS, expected, strict=True):
        doc = plain.make_doc(text)
        for component in components:
            doc = component(doc)
        assert describe(doc) == wanted


@pytest.fixture
def ruler() -> AttributeRuler:
    """A ruler whose rules contradict each other, of one word and of two."""
    ruler = AttributeRuler(spacy.blank("en").vocab)
    ruler.add([[{"LOWER": "not"}, {"LOWER": "so"}]], {"POS": "INTJ", "LEMMA": "early"}, index=1)
    ruler.add([[{"LOWER": "so"}], [{"LOWER": "thus"}]], {"POS": "ADV", "LEMMA": "so"})
    ruler.add([[{"LOWER": "so"}, {"IS_PUNCT": True}]], {"POS": "NOUN"}, index=-2)
    ruler.add([[{"IS_TITLE": True}]], {"POS": "PROPN"})
    return ruler


@pytest.mark.parametrize("words", [["Not", "so"], ["not", "so", "."], ["so", "Thus"], ["thus"], []])
def test_the_later_rule_counts_as_it_does_for_the_ruler(ruler: AttributeRuler, words: list[str]) -> None:
    expected = [(t.pos_, t.lemma_) for t in ruler(Doc(ruler.vocab, words=words))]
    remembering = Attributes(ruler)
    for _ in range(2):
        found = [(t.pos_, t.lemma_) for t in remembering(Doc(ruler.vocab, words=words))]
        assert found == expected
