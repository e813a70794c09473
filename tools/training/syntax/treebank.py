"""Trees on disk, as spaCy's `DocBin`, one sentence a document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import DocBin
from spacy.vocab import Vocab

from pipeline.errors import MonographError
from tools.training.syntax.trees import Tree, from_span, to_doc

_ATTRIBUTES = ("ORTH", "SPACY", "TAG", "HEAD", "DEP")


def write_trees(trees: Iterable[Tree], path: Path) -> int:
    """Write sentences to a file; return how many."""
    vocab = Vocab()
    bin_ = DocBin(attrs=_ATTRIBUTES)
    for tree in trees:
        bin_.add(to_doc([tree], vocab))
    path.parent.mkdir(parents=True, exist_ok=True)
    bin_.to_disk(path)
    return len(bin_)


def load_trees(path: Path) -> list[Tree]:
    """Return the sentences of a file.

    Raises:
        MonographError: If there is no such file.
    """
    if not path.is_file():
        raise MonographError(f"{path}: expected a file of trees, found none; run `prepare` first")
    docs = DocBin().from_disk(path).get_docs(Vocab())
    trees = (from_span(doc[:]) for doc in docs)
    return [tree for tree in trees if tree is not None]
