"""The own gold with its texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.gold.schema import GoldDocument, Split, load_gold


def read_documents(root: Path, split: Split) -> Iterator[tuple[GoldDocument, str]]:
    """Yield the annotated documents of a split, each with its text.

    Args:
        root: The repository, with `gold` and `corpus`.
        split: The split; "test" is for no training.

    Raises:
        GoldError: The gold is not what it should be.
    """
    for document in load_gold(root / "gold"):
        if document.split is split:
            yield document, (root / "corpus" / document.doc).read_text(encoding="utf-8")
