"""Raw texts in the style that the product reads, for the teacher to parse; no dev or test split."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

DAILYMED = "dailymed_indications/data/curation.jsonl"
ONSIDES = "onsides_labels/demner-fushman-train-labels.json"
FDA_ARS = "fda_ars_labels/fda_ars_txt_gold.tar.gz"
PHEE = "phee/phee_clean_brat.tar.gz"
DRUGPROT = "drugprot/training/drugprot_training_abstracs.partial.tsv"


def read_corpus(root: Path) -> Iterator[str]:
    """Yield our own documents of the gold split train.

    Args:
        root: The repository, with `gold` and `corpus`.
    """
    for path in sorted((root / "gold").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if document.get("split") == "train":
            yield (root / "corpus" / document["doc"]).read_text(encoding="utf-8")


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
    for line in (data / DRUGPROT).read_text(encoding="utf-8").splitlines():
        yield line.split("\t")[2]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a section that are prose: ten words or more, with a full stop."""
    for part in text.split("\n\n"):
        words = part.split()
        if len(words) >= 10 and "." in part:
            yield " ".join(words)
