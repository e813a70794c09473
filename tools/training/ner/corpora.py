"""The sources of a training, by name, without the abstracts that a test holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from tools.training.ner.annotated import CHEMICAL, Annotated
from tools.training.ner.monographs import read_gold, read_labels
from tools.training.ner.pubtator import read_drugprot, read_pubtator

BENCHMARK: Final = "bc5cdr"
"""The source whose test part gives the figure that can be compared with other recognizers'."""
_CDR: Final = CHEMICAL | {"FINDING"}
_BC5CDR: Final = {
    "train": "bc5cdr/CDR_TrainingSet.PubTator.txt",
    "dev": "bc5cdr/CDR_DevelopmentSet.PubTator.txt",
    "test": "bc5cdr/CDR_TestSet.PubTator.txt",
}


def read_benchmark(data: Path, part: str) -> list[Annotated]:
    """Return the abstracts of a part of BC5CDR: train, dev or test, 500 each."""
    return list(read_pubtator(data / _BC5CDR[part], _CDR))


def read_corpora(
    data: Path, root: Path, names: Iterable[str], *, with_dev: bool
) -> dict[str, list[Annotated]]:
    """Return the texts of sources, by name.

    No source holds an abstract of the benchmark's parts that are held out, whatever the corpus calls it.

    Args:
        data: The folder of public corpora.
        root: The repository, whose `gold` and `corpus` give the train documents.
        names: The sources.
        with_dev: Whether the benchmark's dev part is trained on too; else it is held out like its test part.
    """
    held_out = {text.id for text in read_benchmark(data, "test")}
    own = read_benchmark(data, "train")
    if with_dev:
        own += read_benchmark(data, "dev")
    else:
        held_out |= {text.id for text in read_benchmark(data, "dev")}
    readers: Mapping[str, Callable[[], Iterable[Annotated]]] = {
        BENCHMARK: lambda: own,
        "biored": lambda: read_pubtator(data / "biored/Train.PubTator", _CDR | {"TARGET"}),
        "ncbi": lambda: read_pubtator(
            data / "ncbi_disease/original-data/train/NCBItrainset_corpus.txt", frozenset({"FINDING"})
        ),
        "drugprot": lambda: read_drugprot(
            data / "drugprot/training/drugprot_training_abstracs.partial.tsv",
            data / "drugprot/training/drugprot_training_entities.tsv",
            CHEMICAL | {"TARGET"},
        ),
        "labels": lambda: read_labels(data / "fda_ars_labels/fda_ars_txt_gold.tar.gz"),
        "monograph": lambda: read_gold(root, "train"),
    }
    return {name: [text for text in readers[name]() if text.id not in held_out] for name in names}
