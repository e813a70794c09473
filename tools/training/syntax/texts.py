"""Raw texts in the style that the product reads, for the teacher to parse; no dev or test split."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.gold.schema import Split
from tools.corpora.biocreative import DRUGPROT
from tools.corpora.monographs import read_documents

DAILYMED = "dailymed_indications/data/curation.jsonl"
ONSIDES = "onsides_labels/demner-fushman-train-labels.json"
PHEE = "phee/phee_clean_brat.tar.gz"


def read_corpus(root: Path) -> Iterator[str]:
    """Return our own documents of the gold split train.

    Args:
        root: The repository, with `gold` and `corpus`.
    """
    return (text for _, text in read_documents(root, Split.TRAIN))


def read_dailymed(data: Path) -> Iterator[str]:
    """Yield the indications of product labels."""
    for line in (data / DAILYMED).read_text(encoding="utf-8").splitlines():
        yield " ".join(json.loads(line)["text"].split())


def read_onsides(data: Path) -> Iterator[str]:
    """Yield sections of product labels, train folder only, one paragraph each."""
    for section in json.loads((data / ONSIDES).read_text(encoding="utf-8")):
        yield from _paragraphs(section["section_text"])


def read_phee(data: Path) -> Iterator[str]:
    """Yield the train sentences of the pharmacovigilance corpus."""
    with tarfile.open(data / PHEE) as archive:
        for member in sorted(archive.getmembers(), key=lambda each: each.name):
            if member.name.startswith("train/") and member.name.endswith(".txt"):
                file = archive.extractfile(member)
                assert file is not None
                yield " ".join(file.read().decode("utf-8").split())


def read_drugprot(data: Path) -> Iterator[str]:
    """Yield the train abstracts of DrugProt, which hold those of ChemProt's train."""
    for line in (data / DRUGPROT["train"].abstracts).read_text(encoding="utf-8").splitlines():
        yield line.split("\t")[2]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a section that are prose: ten words or more, with a full stop."""
    for part in text.split("\n\n"):
        words = part.split()
        if len(words) >= 10 and "." in part:
            yield " ".join(words)
