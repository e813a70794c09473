"""A finished run read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import RunResults, read_run
from pipeline.errors import FormatError
from tests.export.runs import DOCUMENTS, TRIPLES, make_run


@pytest.fixture
def run(tmp_path: Path) -> RunResults:
    folder, corpus = make_run(tmp_path)
    (corpus / "b.md").write_text(DOCUMENTS[1].text, encoding="utf-8")
    return read_run(folder, corpus=corpus)


def test_what_was_written_comes_back(run: RunResults) -> None:
    results = list(run)
    assert tuple(result.document for result in results) == DOCUMENTS
    assert tuple(triple for result in results for triple in result.triples) == TRIPLES
    assert tuple(run.triples()) == TRIPLES
    assert tuple(run.documents()) == DOCUMENTS
    assert run.version == "1.2.3"


def test_it_can_be_read_again(run: RunResults) -> None:
    assert list(run) == list(run)


def test_one_document_by_its_name(run: RunResults) -> None:
    assert run["b.md"].document == DOCUMENTS[1]
    with pytest.raises(KeyError, match="nowhere"):
        run["nowhere"]


def test_data_frames_hold_all_documents(run: RunResults) -> None:
    frame = run.to_pandas()
    assert list(frame["id"]) == [triple.id for triple in TRIPLES]
    assert set(frame["contradicted_by"]) == {(), ("model:c",)}
    assert len(run.to_pandas("entities")) == sum(len(document.entities) for document in DOCUMENTS)
    assert len(run.to_pandas("relations")) == sum(len(document.relations) for document in DOCUMENTS)


def test_every_document_becomes_a_spacy_doc_of_its_exact_text(run: RunResults) -> None:
    for result in run:
        doc = result.to_spacy()
        assert doc.text == result.text
        marked = {(span.id_, span.start_char, span.end_char) for span in doc.spans["entities"]}
        assert marked == {(entity.id, *place) for entity in result.entities for place in entity.fragments}


def test_without_the_corpus_texts_are_missing_and_it_says_so(tmp_path: Path) -> None:
    folder, _ = make_run(tmp_path)
    first = next(iter(read_run(str(folder))))
    assert first.text == ""
    assert first.triples
    with pytest.raises(FormatError, match=r"expected the text of the document.*corpus=FOLDER"):
        first.to_spacy()


@pytest.mark.parametrize("name", ["triples.jsonl", "documents.jsonl"])
def test_a_folder_without_a_run_is_refused_at_once(tmp_path: Path, name: str) -> None:
    folder, _ = make_run(tmp_path)
    (folder / name).unlink()
    with pytest.raises(FormatError, match=rf"{name}: expected a file of a finished run"):
        read_run(folder)
