"""`triples.jsonl` and `documents.jsonl`: written line by line, read back line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO, TypeVar

import jsonlines
from pydantic import ValidationError

from pipeline.errors import FormatError
from pipeline.export.records import document_to_model, model_to_document, model_to_triple, triple_to_model
from pipeline.export.schema import DocumentModel, Line, TripleModel
from pipeline.read import read_file
from pipeline.types import Document, Triple

_Model = TypeVar("_Model", bound=Line)

_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
"""Characters that many programs take for the end of a line; JSON allows them to be escaped."""

_LARGEST = 1 << 40
"""Bytes: a text that a run has read was small enough then."""


def dump_line(value: object) -> str:
    """Return the value as one line of JSON: readable text, and no character in it that could end the line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_BREAKS)


def triple_line(triple: Triple) -> dict[str, object]:
    """Return a triple as it stands in `triples.jsonl`.

    Raises:
        ValueError: The triple breaks the format.
    """
    return triple_to_model(triple).model_dump(mode="json")


def document_line(document: Document) -> dict[str, object]:
    """Return a document as it stands in `documents.jsonl`.

    Raises:
        ValueError: The document breaks the format.
    """
    return document_to_model(document).model_dump(mode="json")


def write_triples(triples: Iterable[Triple], stream: TextIO) -> None:
    """Write the triples, one a line."""
    with jsonlines.Writer(stream, dumps=dump_line) as writer:
        writer.write_all(map(triple_line, triples))


def write_documents(documents: Iterable[Document], stream: TextIO) -> None:
    """Write the documents, one a line."""
    with jsonlines.Writer(stream, dumps=dump_line) as writer:
        writer.write_all(map(document_line, documents))


def read_triples(path: Path) -> Iterator[Triple]:
    """Yield the triples of a `triples.jsonl` as they are read.

    Raises:
        FormatError: The file can't be read, or a line is not a triple; the message names file and line.
    """
    return (model_to_triple(model) for _, model in _read_lines(path, TripleModel))


def read_documents(path: Path, *, corpus: Path | None = None) -> Iterator[Document]:
    """Yield the documents of a `documents.jsonl` as they are read.

    Args:
        path: The file.
        corpus: The folder that the run read. A line without text takes its text from there; with no corpus
            given its document has the text "", and only its offsets mean anything.

    Raises:
        FormatError: The file can't be read, a line is not a document, or a text of the corpus is not the one
            that the run read; the message names file and line.
        ReadError: A text of the corpus can't be read.
    """
    for number, model in _read_lines(path, DocumentModel):
        text = model.text
        if text is None and corpus is not None:
            source = read_file(corpus / model.doc_id, encoding="utf-8", limit=_LARGEST)
            if source.sha256 != model.sha256:
                raise FormatError(
                    f"{path}:{number}: expected {corpus / model.doc_id} with the SHA-256 {model.sha256}, "
                    f"found {source.sha256}; run the extraction again"
                )
            text = source.text
        yield model_to_document(model, text=text or "")


def _read_lines(path: Path, model: type[_Model]) -> Iterator[tuple[int, _Model]]:
    try:
        with open(path, "rb") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, _parse(line, model, where=f"{path}:{number}")
    except OSError as error:
        raise FormatError(
            f"{path}: expected a file of results, found: {error.strerror}; run `monograph extract` first"
        ) from error


def _parse(line: bytes, model: type[_Model], *, where: str) -> _Model:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise FormatError(
            f"{where}: expected a {model.__name__.removesuffix('Model').lower()}, found a fault"
            f"{f' in {field!r}' if field else ''}: {first['msg']}{more}; run the extraction again"
        ) from error
