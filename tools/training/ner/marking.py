"""Each corpus in our terms: what it marks, with the labels that its kinds may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pipeline.entities.tagging import LABELS
from pipeline.gold.schema import Split
from pipeline.vocabulary import TARGETS
from tools.corpora.biocreative import Layout, read_abstracts
from tools.corpora.fda_labels import read_sections
from tools.corpora.monographs import read_documents
from tools.corpora.pubtator import read_pubtator
from tools.training.ner.annotated import CHEMICAL, UNKNOWN, Annotated, Mark

_FINDING: Final = frozenset({"FINDING"})
_TARGET: Final = frozenset({"TARGET"})
_KINDS: Final = {
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
_LABELS: Final[dict[str, str]] = {
    "DRUG": "DRUG",
    "DRUG_CLASS": "DRUG_CLASS",
    "PROCESS": "PROCESS",
    "EFFECT": "FINDING",
    "CONDITION": "FINDING",
    **{str(label): "TARGET" for label in TARGETS},
}


def mark_pubtator(path: Path, knows: frozenset[str]) -> Iterator[Annotated]:
    """Yield the abstracts of a PubTator file; marks of other kinds than ours are left out.

    Args:
        path: The file.
        knows: The labels that the corpus annotates.
    """
    for abstract in read_pubtator(path):
        marks = (Mark(start, end, _KINDS[kind]) for start, end, kind in abstract.spans if kind in _KINDS)
        yield Annotated(abstract.id, abstract.text, _in_order(marks), knows)


def mark_proteins(data: Path, layout: Layout) -> Iterator[Annotated]:
    """Yield the abstracts of a part of DrugProt, with their chemicals and genes."""
    for abstract in read_abstracts(data, layout, related=False):
        marks = (Mark(entity.start, entity.end, _KINDS[entity.kind]) for entity in abstract.entities)
        yield Annotated(abstract.id, abstract.text, _in_order(marks), CHEMICAL | _TARGET)


def mark_labels(data: Path) -> Iterator[Annotated]:
    """Yield the sections of the FDA's labels; their adverse reactions are findings.

    Of a reaction in several pieces, whose first is mostly shared with others, the last one is marked.
    """
    for section in read_sections(data):
        marks = {Mark(*pieces[-1], _FINDING) for pieces in section.marks}
        yield Annotated(section.id, section.text, _in_order(marks), _FINDING)


def mark_gold(root: Path, split: Split) -> Iterator[Annotated]:
    """Yield the own documents of a split; the parts of a name in several pieces are marked as unknown.

    Args:
        root: The repository, with `gold` and `corpus`.
        split: The split; "test" is for no training.
    """
    for document, text in read_documents(root, split):
        marks = (
            Mark(*piece, UNKNOWN if len(entity.fragments) > 1 else frozenset({_LABELS[entity.label]}))
            for entity in document.entities
            for piece in entity.fragments
        )
        yield Annotated(document.doc, text, _in_order(marks), frozenset(LABELS))


def _in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks by their start; of those that start together the longest comes first."""
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
