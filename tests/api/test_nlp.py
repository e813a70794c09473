"""Texts in, typed results out, and what other libraries get of them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import pipeline
from pipeline import Result, api
from pipeline.api.frames import COLUMNS
from pipeline.api.nlp import Pipeline
from pipeline.api.spacy_doc import _tokenizer
from pipeline.compose import Extractor, build
from pipeline.errors import FormatError, ReadError
from pipeline.text.flatten import flatten

TEXT = (
    "Elavil\n\nIt blocks the reuptake of serotonin\r\nand norepinephrine. It acts as an antagonist at "
    "histamine H1 receptors, which can lead to sedation.\n\n"
    "Elavil does not inhibit monoamine oxidase. It’s “old” – but good.\n"
)


@pytest.fixture(scope="session")
def nlp(extractor: Extractor) -> Pipeline:
    return Pipeline(extractor)


@pytest.fixture(scope="session")
def result(nlp: Pipeline) -> Result:
    return nlp.extract(TEXT, doc_id="amitriptyline.txt")


def test_a_result_holds_triples_entities_and_relations(result: Result) -> None:
    claims = {(t.subject.name, str(t.relation), t.object.name, str(t.polarity)) for t in result.triples}
    assert claims >= {
        ("amitriptyline", "inhibits", "serotonin reuptake", "affirmed"),
        ("amitriptyline", "antagonizes", "histamine H1 receptor", "affirmed"),
        ("amitriptyline", "causes", "sedation", "affirmed"),
        ("amitriptyline", "inhibits", "monoamine oxidase", "negated"),
    }
    assert (result.doc_id, result.text, result.drug) == ("amitriptyline.txt", TEXT, "amitriptyline")
    ids = {entity.id for entity in result.entities}
    assert {end for relation in result.relations for end in (relation.subject, relation.object)} <= ids


def test_many_texts_come_back_in_order_with_names(nlp: Pipeline) -> None:
    texts: list[str | tuple[str, str]] = ["", ("b.txt", "Omeprazole inhibits the proton pump."), "Nothing."]
    results = nlp.extract_many(texts)
    assert [(one.doc_id, len(one.triples)) for one in results] == [("text-1", 0), ("b.txt", 1), ("text-3", 0)]


def test_no_text_is_read_before_it_is_its_turn(nlp: Pipeline) -> None:
    texts = iter(["", "", ""])
    next(nlp.extract_many(texts))
    assert len(list(texts)) == 2


def test_files_are_read_in_the_order_of_their_names(nlp: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("Omeprazole inhibits the proton pump.", encoding="utf-8")
    (tmp_path / "a.html").write_text(
        "<h1>Cetirizine</h1><p>Cetirizine relieves hay fever.</p>", encoding="utf-8"
    )
    one, two = nlp.extract_files(tmp_path)
    assert [(r.doc_id, r.triples[0].object.name) for r in (one, two)] == [
        ("a.html", "hay fever"),
        ("b/two.txt", "proton pump"),
    ]
    assert "<p>" not in one.text
    assert two.document.sha256 == hashlib.sha256(two.text.encode()).hexdigest()
    with pytest.raises(ReadError, match="expected a file or a folder"):
        list(nlp.extract_files(str(tmp_path / "nowhere")))


def test_json_and_back(result: Result) -> None:
    text = result.to_json()
    assert Result.from_json(text) == result
    assert json.loads(text)["document"]["text"] == TEXT
    assert json.loads(result.to_json(indent=2)) == json.loads(text)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"document": {}, "triples": []}', '{"document": 1}'])
def test_json_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"expected what Result\.to_json wrote"):
        Result.from_json(text)


def test_a_data_frame_has_a_row_for_each_triple_entity_and_relation(result: Result) -> None:
    frame = result.to_pandas()
    assert list(frame["id"]) == [triple.id for triple in result.triples]
    negated = frame[frame["polarity"] == "negated"]
    assert list(negated["object"]) == ["monoamine oxidase"]
    assert type(frame["relation"][0]) is str
    entities = result.to_pandas("entities")
    assert len(entities) == len(result.entities)
    spread = entities[entities["fragments"].map(len) == 2]
    assert list(spread["text"]) == ["reuptake of norepinephrine"]
    relations = result.to_pandas("relations")
    assert len(relations) == len(result.relations)
    assert "blocks" in set(relations["trigger"])


@pytest.mark.parametrize("table", ["triples", "entities", "relations"])
def test_a_text_that_says_nothing_has_the_columns_all_the_same(
    nlp: Pipeline, table: api.frames.Table
) -> None:
    frame = nlp.extract("").to_pandas(table)
    assert isinstance(frame, pd.DataFrame)
    assert (tuple(frame.columns), len(frame)) == (COLUMNS[table], 0)


def test_a_spacy_doc_has_the_exact_text_and_the_entities_at_their_places(result: Result) -> None:
    doc = result.to_spacy()
    assert doc.text == TEXT
    places: dict[str, list[tuple[int, int]]] = {}
    for span in doc.spans["entities"]:
        places.setdefault(span.id_, []).append((span.start_char, span.end_char))
    assert places == {entity.id: [tuple(f) for f in entity.fragments] for entity in result.entities}
    assert ("Elavil", "DRUG", "RXNORM:704") in {(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents}
    assert "blocks" in {span.text for span in doc.spans["triggers"] if span.label_ == "inhibits"}
    assert next(sentence.text.strip() for sentence in doc.sents) == "Elavil"
    assert "It blocks" in [sentence.text[:9] for sentence in doc.sents]


def test_a_spacy_doc_survives_bytes_and_docbin(result: Result) -> None:
    doc = result.to_spacy()
    again = Doc(Vocab()).from_bytes(doc.to_bytes())
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (unpacked,) = DocBin().from_bytes(packed).get_docs(spacy.blank("en").vocab)
    for copy in (again, unpacked):
        assert copy.text == TEXT
        assert [ent.text for ent in copy.ents] == [ent.text for ent in doc.ents]
        assert json.dumps(copy.user_data["monograph"]) == json.dumps(result.to_dict())


def test_the_tokens_are_those_that_the_pipeline_reads() -> None:
    read, made = build().make_doc(flatten(TEXT)), _tokenizer()(flatten(TEXT))
    assert [token.text for token in made] == [token.text for token in read]


def test_why_is_explained(nlp: Pipeline) -> None:
    assert "verb." in nlp.explain("Omeprazole inhibits the proton pump.")


def test_the_package_offers_what_the_api_does() -> None:
    assert sorted(pipeline.__all__) == sorted(api.__all__)
    assert all(getattr(pipeline, name) is getattr(api, name) for name in api.__all__)
    assert set(api.__all__) <= set(dir(pipeline))
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        pipeline.lode  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import pipeline, sys; print([m for m in ('spacy', 'pandas', 'pipeline.api') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
