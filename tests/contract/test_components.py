"""Every component of ours keeps what any component of a spaCy pipeline must keep."""

from __future__ import annotations

import json
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import pipeline.entities.recognized
import pipeline.text.component
import pipeline.text.retag
from pipeline import compose
from pipeline.text.component import KEY

FACTORIES = ("monograph_structure", "monograph_names", "monograph_retag")
TEXTS = (
    "Uses\n\nKetax treats pain. It inhibits the enzyme.\n\n• nausea\n• dry mouth\n",
    "",
    " ",
    "\n\n",
    "word",
    "These agents block sodium channels.",
)
IMPORTED = (pipeline.text.component, pipeline.entities.recognized, pipeline.text.retag)


@pytest.fixture(params=FACTORIES)
def factory(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def blank(factory: str) -> Language:
    """A pipeline of nothing but one component of ours."""
    nlp = spacy.blank("en")
    nlp.add_pipe(factory)
    return nlp


def state(doc: Doc) -> tuple[Any, ...]:
    """Return all that a component of ours may write."""
    tokens = [(t.text, t.tag_, t.pos_, t.lemma_, t.is_sent_start) for t in doc]
    return doc.text, tokens, {key: value for key, value in doc.user_data.items() if key == KEY}


def is_plain(value: object) -> bool:
    """Whether a value is made of plain types only."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(each) for key, each in value.items())
    if isinstance(value, list):
        return all(map(is_plain, value))
    return value is None or type(value) in (str, int, float, bool)


def test_these_are_all_our_components() -> None:
    built = {name for name in compose.build().pipe_names if name.startswith("monograph_")}
    assert built == set(FACTORIES)
    assert len(IMPORTED) == len(FACTORIES)


def test_an_empty_doc_passes(blank: Language) -> None:
    doc = blank("")
    assert len(doc) == 0
    assert is_plain(doc.user_data.get(KEY, {}))


@pytest.mark.parametrize("text", TEXTS)
def test_twice_equals_once(blank: Language, factory: str, text: str) -> None:
    component = blank.get_pipe(factory)
    once = blank(text)
    before = state(once)
    assert state(component(once)) == before


def test_pipe_equals_call(blank: Language) -> None:
    called = [state(blank(text)) for text in TEXTS]
    assert [state(doc) for doc in blank.pipe(TEXTS)] == called
    assert [state(doc) for doc in blank.pipe(TEXTS, batch_size=1)] == called


@pytest.mark.parametrize("text", TEXTS)
def test_a_bytes_round_trip_keeps_all(blank: Language, text: str) -> None:
    doc = blank(text)
    assert state(Doc(blank.vocab).from_bytes(doc.to_bytes())) == state(doc)


def test_a_docbin_round_trip_keeps_all(blank: Language) -> None:
    docs = [blank(text) for text in TEXTS]
    attributes = ["TAG", "POS", "LEMMA", "SENT_START", "SPACY"]
    stored = DocBin(attrs=attributes, store_user_data=True, docs=docs).to_bytes()
    again = list(DocBin().from_bytes(stored).get_docs(blank.vocab))
    # As JSON: a DocBin gives lists back as tuples.
    assert [json.dumps(state(doc)) for doc in again] == [json.dumps(state(doc)) for doc in docs]


@pytest.mark.parametrize("text", TEXTS)
def test_user_data_holds_plain_types_only(blank: Language, text: str) -> None:
    assert is_plain(blank(text).user_data.get(KEY, {}))


def test_an_unknown_setting_is_rejected(factory: str) -> None:
    with pytest.raises(Exception, match="wholly_unknown"):
        spacy.blank("en").add_pipe(factory, config={"wholly_unknown": 1})


def test_the_text_is_never_changed(blank: Language) -> None:
    for text in TEXTS:
        assert blank(text).text == text


@pytest.mark.parametrize(
    ("words", "tags", "at", "tag", "lemma"),
    [
        (["They", "inhibits", "CYP3A4"], ["PRP", "NNS", "NN"], 1, "VBZ", "inhibit"),
        (["These", "agents", "block", "channels"], ["DT", "NNS", "NN", "NNS"], 2, "VBP", "block"),
        (["a", "heart", "block", "of"], ["DT", "NN", "NN", "IN"], 2, "NN", "block"),
    ],
)
def test_retagging_mends_verbs_alone(
    words: list[str], tags: list[str], at: int, tag: str, lemma: str
) -> None:
    nlp = spacy.blank("en")
    pos = {"PRP": "PRON", "DT": "DET", "IN": "ADP"}
    doc = Doc(nlp.vocab, words=words, tags=tags, pos=[pos.get(t, "NOUN") for t in tags], lemmas=words)
    pipeline.text.retag.retag(doc)
    assert doc[at].tag_ == tag
    assert doc[at].lemma_ == lemma
    assert [t.tag_ for t in doc if t.i != at] == [t for i, t in enumerate(tags) if i != at]
