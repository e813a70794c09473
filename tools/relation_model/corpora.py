"""Public corpora that the relation model learns from beside the gold; readers take the folder of the data.

They are marked by other guidelines: only what means the same in ours is used, and at a small weight.
"""

from __future__ import annotations

import tarfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pipeline.entities.lexicon import FINDING
from pipeline.scoring.judge import NONE
from pipeline.types import Fragment
from pipeline.vocabulary import Label, RelationType
from tools.benchmarks.biocreative import DRUGPROT, Abstract, read_abstracts
from tools.relation_model.labelled import UNKNOWN, LabelledText, Stated
from tools.training.syntax.sources import check_sources

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
    """Yield sections of FDA labels with their adverse reactions marked; the file's name is the drug.

    Source: the training labels of TAC 2017 (Demner-Fushman and others 2018), from the NLM; public domain.
    """
    texts: dict[str, str] = {}
    marks: dict[str, list[Fragment]] = defaultdict(list)
    for name, content in _members(data / "fda_ars_labels" / "fda_ars_txt_gold.tar.gz"):
        stem = Path(name).stem
        if name.endswith(".txt"):
            texts[stem] = content
        elif name.endswith(".offsets"):
            places = (line.split("|")[0].split(",") for line in content.splitlines())
            # Marks in pieces are written in several ways, and are left out.
            marks[stem] += [Fragment(int(place[0]), int(place[1])) for place in places if len(place) == 2]
    for stem in sorted(texts):
        drug, _, section = stem.partition("_")
        head = f"{drug.capitalize()}\n\n{section.replace('_', ' ').capitalize()}\n\n"
        text = head + _shorten(texts[stem])
        moved = [Fragment(start + len(head), end + len(head)) for start, end in marks[stem]]
        stated = tuple(Stated((), place, RelationType.CAUSES) for place in moved if place.end <= len(text))
        if stated:
            yield LabelledText(
                "labels", f"{stem}.txt", text, stated, frozenset({FINDING}), names_subject=False
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


def _members(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file of an archive; nothing is unpacked."""
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if stream is not None:
                yield member.name, stream.read().decode("utf-8", errors="replace")
