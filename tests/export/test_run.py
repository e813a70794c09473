"""What exporters read of a run, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import FormatError
from pipeline.export import Run
from tests.export.runs import DOCUMENTS, TRIPLES, make_run


def test_documents_come_with_their_texts_and_triples(tmp_path: Path) -> None:
    run = Run(*make_run(tmp_path))
    pairs = list(run.texts())
    assert tuple(document for document, _ in pairs) == DOCUMENTS
    assert tuple(triple for _, triples in pairs for triple in triples) == TRIPLES
    assert [len(triples) for _, triples in pairs] == [7, 4, 0]


def test_the_corpus_may_be_the_one_file_that_the_run_read(tmp_path: Path) -> None:
    folder, corpus = make_run(tmp_path)
    lines = (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "documents.jsonl").write_text(lines[2], encoding="utf-8")
    (folder / "triples.jsonl").write_text("")
    assert [document for document, _ in Run(folder, corpus / "c.txt").texts()] == [DOCUMENTS[2]]


def test_triples_of_no_document_are_noticed(tmp_path: Path) -> None:
    folder, corpus = make_run(tmp_path)
    path = folder / "documents.jsonl"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]))
    with pytest.raises(FormatError, match=r"expected triples of the documents .*found those of 'a/amitrip"):
        list(Run(folder, corpus).claims())


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_a_run_of_unknown_version(tmp_path: Path, content: str | None) -> None:
    folder, _ = make_run(tmp_path)
    assert Run(folder).version() == "1.2.3"
    (folder / "run.json").unlink()
    if content is not None:
        (folder / "run.json").write_text(content)
    assert Run(folder).version() == "unknown"
