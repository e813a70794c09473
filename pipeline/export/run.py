"""The folder of a finished run, as exporters read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.errors import FormatError
from pipeline.export.lines import read_documents, read_triples
from pipeline.types import Document, Triple


@dataclass(frozen=True, slots=True)
class Run:
    """A run's folder and, where it is known, the folder or file that the run read."""

    folder: Path
    corpus: Path | None = None

    def triples(self) -> Iterator[Triple]:
        """Yield the triples, by document.

        Raises:
            FormatError: `triples.jsonl` is missing or broken.
        """
        return read_triples(self.folder / "triples.jsonl")

    def documents(self) -> Iterator[Document]:
        """Yield the documents; those whose text is not at hand have the text "".

        Raises:
            FormatError: `documents.jsonl` is missing or broken, or a text is not the one that the run read.
            ReadError: A text can't be read.
        """
        corpus = self.corpus.parent if self.corpus is not None and self.corpus.is_file() else self.corpus
        return read_documents(self.folder / "documents.jsonl", corpus=corpus)

    def texts(self) -> Iterator[tuple[Document, tuple[Triple, ...]]]:
        """Yield each document, its text at hand, with its triples.

        Raises:
            FormatError: As `documents` and `triples`; or a text is not at hand, or the files don't match.
            ReadError: A text can't be read.
        """
        for document, triples in self.claims():
            if not document.text:
                raise FormatError(
                    f"{self.folder / 'documents.jsonl'}: expected the text of {document.doc_id}, found its "
                    "digest only; name the folder that the run read: --corpus DIR"
                )
            yield document, triples

    def claims(self) -> Iterator[tuple[Document, tuple[Triple, ...]]]:
        """Yield each document with its triples.

        Raises:
            FormatError: As `documents` and `triples`; or there are triples of a document that is not there.
        """
        groups = groupby(self.triples(), key=lambda triple: triple.doc_id)
        group = next(groups, None)
        for document in self.documents():
            if group is not None and group[0] == document.doc_id:
                yield document, tuple(group[1])
                group = next(groups, None)
            else:
                yield document, ()
        if group is not None:
            raise FormatError(
                f"{self.folder / 'triples.jsonl'}: expected triples of the documents in documents.jsonl, in "
                f"their order, found those of {group[0]!r}; run the extraction again"
            )

    def version(self) -> str:
        """Return the version of Monograph that made the run, "unknown" where no `run.json` says it."""
        try:
            manifest = json.loads((self.folder / "run.json").read_text(encoding="utf-8"))
            return str(manifest["monograph"])
        except (OSError, ValueError, KeyError, TypeError):
            return "unknown"
