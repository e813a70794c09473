"""The gold as evaluation reads it: a folder of compiled files, or one of document-level triples only."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluation.sentences import Sentences, split_sentences
from pipeline.gold.schema import GoldDocument, load_gold
from pipeline.gold.triple_files import read_triple_gold
from pipeline.gold.triples import GoldTriple, gold_triples
from pipeline.read import read_file

_TEXT_FOLDERS = ("corpus", "docs")


@dataclass(frozen=True, slots=True)
class Reference:
    """The gold of one document.

    Args:
        document: The mention level, None where the gold has triples only.
        sentences: Its text, None where no folder of texts is at hand.
    """

    doc: str
    document: GoldDocument | None
    triples: tuple[GoldTriple, ...]
    sentences: Sentences | None

    @property
    def style(self) -> str | None:
        """The kind of text, None where the gold does not say."""
        return self.document.style.value if self.document else None

    @property
    def split(self) -> str | None:
        """What the document may be used for, None where the gold does not say."""
        return self.document.split.value if self.document else None


def load_references(folder: Path, *, corpus: Path | None = None) -> tuple[Reference, ...]:
    """Read the gold, ordered by document.

    Args:
        corpus: The folder of texts; by default `corpus` or `docs` beside the gold folder, if there is one.

    Raises:
        GoldError: No such folder, a file that breaks its format or a text that is not the annotated one; all
            problems of the folder in one error.
        ReadError: A text cannot be read.
    """
    if not folder.is_dir():
        raise GoldError([f"{folder}: expected a folder of gold files (*.json), found none; check the path"])
    texts = corpus or next((f for name in _TEXT_FOLDERS if (f := folder.parent / name).is_dir()), None)
    if _has_triples_only(folder):
        return tuple(
            Reference(doc, None, triples, _read_text(texts, doc))
            for doc, triples in sorted(read_triple_gold(folder).items())
        )
    documents = load_gold(folder)
    if texts:
        _check_texts(documents, texts)
    return tuple(
        Reference(document.doc, document, gold_triples(document), _read_text(texts, document.doc))
        for document in documents
    )


def select_split(references: tuple[Reference, ...], split: str, folder: Path) -> tuple[Reference, ...]:
    """Return the documents of a split; GoldError, with the splits of the folder, where there is none."""
    chosen = tuple(reference for reference in references if reference.split == split)
    if not chosen:
        splits = sorted({reference.split for reference in references if reference.split}) or ["none"]
        raise GoldError([f"{folder}: expected documents of split {split!r}, got splits: {', '.join(splits)}"])
    return chosen


def _has_triples_only(folder: Path) -> bool:
    """Tell whether the first file of the folder holds triples; one that is no JSON is left to the readers."""
    first = next(iter(sorted(folder.rglob("*.json"))), None)
    try:
        data = json.loads(first.read_bytes()) if first else None
    except ValueError:
        return False
    return isinstance(data, dict) and "triples" in data


def _check_texts(documents: tuple[GoldDocument, ...], texts: Path) -> None:
    problems = []
    for document in documents:
        path = texts / document.doc
        if path.is_file() and (got := hashlib.sha256(path.read_bytes()).hexdigest()) != document.sha256:
            problems.append(
                f"{path}: expected the annotated text, sha256 {document.sha256[:12]}…, got {got[:12]}…; "
                "restore the text or compile its markup again"
            )
    if problems:
        raise GoldError(problems)


def _read_text(texts: Path | None, doc: str) -> Sentences | None:
    if texts is None:
        return None
    path = next((path for path in (texts / doc, texts / f"{doc}.txt") if path.is_file()), None)
    return split_sentences(read_file(path).text) if path else None
