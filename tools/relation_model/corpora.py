"""Public corpora that the relation model learns from beside the gold; readers take the folder of the data.

They are marked by other guidelines: only what means the same in ours is used, and at a small weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pipeline.entities.lexicon import FINDING
from pipeline.scoring.judge import NONE
from pipeline.types import Fragment
from pipeline.vocabulary import Label, RelationType
from tools.corpora.biocreative import DRUGPROT, Abstract, read_abstracts
from tools.corpora.fda_labels import read_sections
from tools.corpora.sources import check_sources
from tools.relation_model.labelled import UNKNOWN, LabelledText, Stated

WEIGHTS: Final = {"labels": 0.1, "drugprot": 0.1}
"""What an example of each counts, where one of the gold counts 1."""
_LABEL_CHARACTERS: Final = 6_000
"""How much of a section of a label is read: long ones repeat their tables."""
_ABSTRACTS: Final = 1_000
_RELATIONS: Final = {
    "INHIBITOR": RelationType.INHIBITS,
    "ANTAGONIST": RelationType.ANTAGONIZES,
    "AGONIST": RelationType.ACTIVATES,
    "AGONIST-ACTIVATOR": RelationType.ACTIVATES,
    "ACTIVATOR": RelationType.ACTIVATES,
    "SUBSTRATE": NONE,
    "PART-OF": NONE,
    "PRODUCT-OF": NONE,
    "SUBSTRATE_PRODUCT-OF": NONE,
}
"""DrugProt's types and ours; the others tell of a gene's amount, or in no direction."""


def read_corpora(data: Path) -> Iterator[LabelledText]:
    """Yield the texts of all corpora.

    Raises:
        MonographError: A file is missing or not the recorded version.
    """
    check_sources(data, __package__ or "")
    yield from read_labels(data)
    yield from read_drugprot(data)


def read_labels(data: Path) -> Iterator[LabelledText]:
    """Yield sections of FDA labels with their adverse reactions; marks in several pieces are left out."""
    for section in read_sections(data):
        drug, _, title = section.id.partition("_")
        head = f"{drug.capitalize()}\n\n{title.replace('_', ' ').capitalize()}\n\n"
        text = head + _shorten(section.text)
        whole = [mark[0] for mark in section.marks if len(mark) == 1]
        places = [Fragment(place.start + len(head), place.end + len(head)) for place in whole]
        stated = tuple(Stated((), place, RelationType.CAUSES) for place in places if place.end <= len(text))
        if stated:
            yield LabelledText(
                "labels", f"{section.id}.txt", text, stated, frozenset({FINDING}), names_subject=False
            )


def _shorten(text: str) -> str:
    if len(text) <= _LABEL_CHARACTERS:
        return text
    end = text.rfind("\n", _LABEL_CHARACTERS // 2, _LABEL_CHARACTERS)
    return text[: end if end > 0 else _LABEL_CHARACTERS]


def read_drugprot(data: Path) -> Iterator[LabelledText]:
    """Yield abstracts with relations of chemicals and proteins.

    Source: the training part of DrugProt (Miranda and others 2021), as far as it is at hand; CC BY 4.0.
    """
    for abstract in islice(read_abstracts(data, DRUGPROT["train"]), _ABSTRACTS):
        kinds = frozenset({"TARGET", Label.RECEPTOR.value})
        yield LabelledText(
            "drugprot", abstract.id, abstract.text, tuple(_relations(abstract)), kinds, names_subject=True
        )


def _relations(abstract: Abstract) -> Iterator[Stated]:
    places = {entity.id: Fragment(entity.start, entity.end) for entity in abstract.entities}
    for relation, chemical, protein in sorted(abstract.relations):
        yield Stated((places[chemical],), places[protein], str(_RELATIONS.get(relation, UNKNOWN)))
