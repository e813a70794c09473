"""Abstracts with chemicals, proteins and relations, as ChemProt and DrugProt publish them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import MonographError

CHEMICAL: Final = "CHEMICAL"


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A gold mention: its id in the abstract, its kind, and half-open characters of the text."""

    id: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Abstract:
    """A title and an abstract, joined by one line break, with gold mentions and (type, chemical, protein)."""

    id: str
    text: str
    entities: tuple[GoldEntity, ...]
    relations: frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """The three files of a part, by path below the data folder, and the column of a relation's type."""

    abstracts: str
    entities: str
    relations: str
    type_column: int


def _chemprot(part: str) -> Layout:
    stem = f"chemprot/chemprot_{part}/chemprot_{part}"
    return Layout(f"{stem}_abstracts.tsv", f"{stem}_entities.tsv", f"{stem}_relations.tsv", 3)


CHEMPROT: Final[Mapping[str, Layout]] = {
    "train": _chemprot("training"),
    "dev": _chemprot("development"),
    "test": _chemprot("test_gs"),
}
DRUGPROT: Final[Mapping[str, Layout]] = {
    "train": Layout(
        "drugprot/training/drugprot_training_abstracs.partial.tsv",
        "drugprot/training/drugprot_training_entities.tsv",
        "drugprot/training/drugprot_training_relations.tsv",
        1,
    ),
    "dev": Layout(
        "drugprot/development/drugprot_development_abstracs.tsv",
        "drugprot/development/drugprot_development_entities.tsv",
        "drugprot/development/drugprot_development_relations.tsv",
        1,
    ),
}


def read_abstracts(data: Path, layout: Layout, *, related: bool = True) -> Iterator[Abstract]:
    """Yield the abstracts of a part; entities and relations of other abstracts are passed over.

    Args:
        data: The folder of public data.
        layout: The part.
        related: Whether to read the file of relations; without it, the abstracts have none.

    Raises:
        MonographError: A mention holds another text than the file says, or a relation names no mention.
    """
    entities: dict[str, list[tuple[GoldEntity, str]]] = defaultdict(list)
    for doc, name, kind, start, end, words in _rows(data / layout.entities):
        entities[doc].append((GoldEntity(name, kind, int(start), int(end)), words))
    relations: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in _rows(data / layout.relations) if related else ():
        first, second = (field.split(":", 1)[1] for field in row[-2:])
        relations[row[0]].add((row[layout.type_column], first, second))
    for doc, title, abstract in _rows(data / layout.abstracts):
        text = f"{title}\n{abstract}"
        for entity, words in entities[doc]:
            if text[entity.start : entity.end] != words:
                found = text[entity.start : entity.end]
                raise MonographError(
                    f"{doc} {entity.id}: expected {words!r}, got {found!r}; get the file anew"
                )
        named = {entity.id for entity, _ in entities[doc]}
        if strange := {end for _, *ends in relations[doc] for end in ends} - named:
            raise MonographError(f"{doc}: expected relations of its mentions, got {sorted(strange)}")
        yield Abstract(doc, text, tuple(e for e, _ in entities[doc]), frozenset(relations[doc]))


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
