"""Abstracts with marked names and relations in PubTator format: BC5CDR, BioRED, NCBI disease.

Sources: Li and others 2016; Luo and others 2022; Doğan and others 2014.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import MonographError

BC5CDR: Final[Mapping[str, str]] = {
    "train": "bc5cdr/CDR_TrainingSet.PubTator.txt",
    "dev": "bc5cdr/CDR_DevelopmentSet.PubTator.txt",
    "test": "bc5cdr/CDR_TestSet.PubTator.txt",
}
"""The parts of BC5CDR, 500 abstracts each, by path below the data folder."""

Span = tuple[int, int, str]
"""Half-open characters of the text, and the kind that the corpus gives it."""


@dataclass(frozen=True, slots=True)
class PubTatorAbstract:
    """A title and an abstract, joined by one line break.

    Args:
        id: Its number in PubMed.
        text: The text.
        spans: The marked names, in the order of the file, with their ids ("D1|D2", or "-1" for none).
        relations: (type, first id, second id); the names' ids, not places.
    """

    id: str
    text: str
    spans: Mapping[Span, str]
    relations: frozenset[tuple[str, str, str]]


def read_pubtator(path: Path) -> Iterator[PubTatorAbstract]:
    """Yield the abstracts of a file.

    Raises:
        MonographError: A block has no title and abstract, or a span holds another text than it says.
    """
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        yield _read_block(block, path)


def _read_block(block: str, path: Path) -> PubTatorAbstract:
    title, abstract, *rows = (*block.split("\n"), "")
    identifier, kind, *_ = (*title.split("|", 2), "")
    if kind != "t" or not abstract.startswith(f"{identifier}|a|"):
        raise MonographError(
            f"{path}: {identifier}: expected a title and an abstract, got {abstract[:40]!r}; "
            "get the file anew"
        )
    text = "\n".join(line.split("|", 2)[2] for line in (title, abstract))
    spans: dict[Span, str] = {}
    relations = set()
    for fields in (row.split("\t") for row in rows if row):
        if not fields[1].isdigit():
            relations.add((fields[1], fields[2], fields[3]))
            continue
        start, end = int(fields[1]), int(fields[2])
        if text[start:end] != fields[3].rstrip():  # NCBI has spaces behind a name
            raise MonographError(
                f"{path}: {identifier}: expected {fields[3]!r} at {start}, got {text[start:end]!r}; "
                "get the file anew"
            )
        spans[start, end, fields[4]] = fields[5]
    return PubTatorAbstract(identifier, text, spans, frozenset(relations))
