"""Corpora in PubTator format and DrugProt's tables: abstracts with marked chemicals, diseases and genes."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.training.ner.annotated import CHEMICAL, Annotated, Mark

_FINDING: Final = frozenset({"FINDING"})
_TARGET: Final = frozenset({"TARGET"})
_TYPES: Final = {
    "Chemical": CHEMICAL,
    "ChemicalEntity": CHEMICAL,
    "CHEMICAL": CHEMICAL,
    "Disease": _FINDING,
    "DiseaseOrPhenotypicFeature": _FINDING,
    "SpecificDisease": _FINDING,
    "DiseaseClass": _FINDING,
    "Modifier": _FINDING,
    "CompositeMention": _FINDING,
    "GeneOrGeneProduct": _TARGET,
    "GENE-Y": _TARGET,
    "GENE-N": _TARGET,
}
_MARK_FIELDS: Final = 5


def read_pubtator(path: Path, knows: frozenset[str]) -> Iterator[Annotated]:
    """Yield the abstracts of a file; marks of other types than ours are left out.

    Args:
        path: The file.
        knows: The labels that the corpus annotates.
    """
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        title = abstract = number = ""
        marks = []
        for line in block.splitlines():
            number, kind, rest = (*line.split("|", 2), "", "")[:3]
            if kind == "t":
                title = rest
            elif kind == "a":
                abstract = rest
            else:
                fields = line.split("\t")
                if len(fields) >= _MARK_FIELDS and fields[4] in _TYPES and fields[1].isdigit():
                    marks.append(Mark(int(fields[1]), int(fields[2]), _TYPES[fields[4]]))
        if title:
            number = block.strip().split("|", 1)[0]
            yield Annotated(number, f"{title} {abstract}", tuple(sorted(marks, key=_order)), knows)


def read_drugprot(abstracts: Path, entities: Path, knows: frozenset[str]) -> Iterator[Annotated]:
    """Yield the abstracts of DrugProt's table, with the chemicals and genes of the other one."""
    marks = defaultdict(list)
    with entities.open(encoding="utf-8", newline="") as rows:
        for number, _, kind, start, end, _ in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            marks[number].append(Mark(int(start), int(end), _TYPES[kind]))
    for line in abstracts.read_text(encoding="utf-8").splitlines():
        number, title, abstract = line.split("\t")
        yield Annotated(number, f"{title} {abstract}", tuple(sorted(marks[number], key=_order)), knows)


def _order(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end
