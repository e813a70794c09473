"""A run folder as evaluation reads it: triples.jsonl and documents.jsonl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import FormatError
from pipeline.export import read_documents, read_triples
from pipeline.types import Document, Entity, Relation, Triple

_AGAIN = "write the run again with `monograph extract`"


@dataclass(frozen=True, slots=True)
class Prediction:
    """All that a run says of one document; `sha256` is None where the run has no documents.jsonl."""

    doc_id: str
    sha256: str | None
    text: str | None
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The predictions of a run by `doc_id`, and whether it has the mention level (documents.jsonl)."""

    predictions: Mapping[str, Prediction]
    has_mentions: bool

    def find(self, doc: str) -> Prediction | None:
        """Return the prediction for a gold document: of the same path, or else of the same file name.

        Raises:
            FormatError: Several documents of the run have that file name.
        """
        if doc in self.predictions:
            return self.predictions[doc]
        alike = [doc_id for doc_id in self.predictions if stem(doc_id) == stem(doc)]
        if len(alike) > 1:
            raise FormatError(
                f"gold document {doc}: expected one document of that name in the run, got {', '.join(alike)};"
                " extract the folder that holds the gold's texts, and only that"
            )
        return self.predictions[alike[0]] if alike else None


def stem(doc: str) -> str:
    """Return the file name of a document id without its suffix.

    >>> stem("labels/omeprazole.txt")
    'omeprazole'
    """
    name = PurePosixPath(doc).name
    return name.removesuffix(".txt").removesuffix(".md")


def load_run(folder: Path) -> Run:
    """Read a run folder.

    Raises:
        FormatError: The folder or triples.jsonl is missing, or a line breaks the format (file:line, field).
    """
    if not folder.is_dir():
        raise FormatError(f"{folder}: expected the folder of a run, found none; make it: monograph extract")
    triples_file, documents_file = folder / "triples.jsonl", folder / "documents.jsonl"
    triples: dict[str, list[Triple]] = {}
    seen: set[tuple[str, str]] = set()
    for triple in read_triples(triples_file):
        if (triple.doc_id, triple.id) in seen:
            raise FormatError(f"{triples_file}: expected each triple once, got {triple.id} again; {_AGAIN}")
        seen.add((triple.doc_id, triple.id))
        triples.setdefault(triple.doc_id, []).append(triple)
    has_mentions = documents_file.is_file()
    documents = _read_documents(documents_file) if has_mentions else {}
    if has_mentions and (lost := sorted(triples.keys() - documents.keys())):
        raise FormatError(
            f"{triples_file}: expected triples of documents in documents.jsonl, got {lost[0]!r}; {_AGAIN}"
        )
    doc_ids = sorted(triples.keys() | documents.keys())
    predictions = {doc: _join(doc, documents.get(doc), triples.get(doc, [])) for doc in doc_ids}
    return Run(predictions, has_mentions)


def _read_documents(path: Path) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for document in read_documents(path):
        if document.doc_id in documents:
            raise FormatError(f"{path}: expected each document once, got {document.doc_id!r} again; {_AGAIN}")
        known = {entity.id for entity in document.entities}
        for relation in document.relations:
            if lost := [
                argument for argument in (relation.subject, relation.object) if argument not in known
            ]:
                raise FormatError(
                    f"{path}: {document.doc_id}: relation {relation.id}: expected entity ids as arguments, "
                    f"got {lost[0]!r}; {_AGAIN}"
                )
        documents[document.doc_id] = document
    return documents


def _join(doc: str, document: Document | None, triples: list[Triple]) -> Prediction:
    if document is None:
        return Prediction(doc, None, None, (), (), tuple(triples))
    return Prediction(
        doc, document.sha256, document.text or None, document.entities, document.relations, tuple(triples)
    )
