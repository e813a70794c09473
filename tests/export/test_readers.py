"""Every export loads in its own reader and gives back the same triples: of a made run, and of the corpus."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.export import EXPORTERS, read_triples, write_documents, write_triples
from pipeline.triples import build_triples
from tests.export.conftest import Export
from tests.export.readers import COUNT
from tests.export.runs import TRIPLES

if TYPE_CHECKING:
    from pipeline.compose import Extractor

CORPUS = Path(__file__).parents[2] / "corpus"
READ = ("amitriptyline.txt", "flumazenil.txt")
"""Documents of the corpus with negated claims, hedged ones and links."""


def test_every_format_has_a_reader() -> None:
    assert set(COUNT) == set(EXPORTERS)


@pytest.mark.parametrize("name", COUNT)
def test_a_made_run(export: Export, name: str) -> None:
    assert COUNT[name](export(name)) == Counter(str(triple.polarity) for triple in TRIPLES)


@pytest.fixture(scope="module")
def run(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    documents = []
    for name in READ:
        data = (CORPUS / name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        documents.append(extractor.extract(data.decode(), doc_id=name, sha256=digest))
    with open(folder / "documents.jsonl", "w", encoding="utf-8", newline="") as stream:
        write_documents(documents, stream)
    with open(folder / "triples.jsonl", "w", encoding="utf-8", newline="") as stream:
        write_triples((triple for document in documents for triple in build_triples(document)), stream)
    return folder


@pytest.mark.parametrize("name", COUNT)
def test_documents_of_the_corpus(run: Path, tmp_path: Path, name: str) -> None:
    triples = list(read_triples(run / "triples.jsonl"))
    assert {str(triple.polarity) for triple in triples} == {"affirmed", "negated"}
    assert any(triple.via for triple in triples)
    EXPORTERS[name].export(run, tmp_path / "out", corpus=CORPUS)
    assert COUNT[name](tmp_path / "out") == Counter(str(triple.polarity) for triple in triples)
