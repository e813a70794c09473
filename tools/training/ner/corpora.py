"""The sources of a training, by name, without the abstracts that a test holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from pipeline.gold.schema import Split
from tools.corpora.biocreative import DRUGPROT
from tools.corpora.pubtator import BC5CDR
from tools.training.ner.annotated import CHEMICAL, Annotated
from tools.training.ner.marking import mark_gold, mark_labels, mark_proteins, mark_pubtator

BENCHMARK: Final = "bc5cdr"
"""The source whose test part gives the figure that can be compared with other recognizers'."""
_CDR: Final = CHEMICAL | {"FINDING"}


def read_benchmark(data: Path, part: str) -> list[Annotated]:
    """Return the abstracts of a part of BC5CDR: train, dev or test, 500 each."""
    return list(mark_pubtator(data / BC5CDR[part], _CDR))


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
        "biored": lambda: mark_pubtator(data / "biored/Train.PubTator", _CDR | {"TARGET"}),
        "ncbi": lambda: mark_pubtator(
            data / "ncbi_disease/original-data/train/NCBItrainset_corpus.txt", frozenset({"FINDING"})
        ),
        "drugprot": lambda: mark_proteins(data, DRUGPROT["train"]),
        "labels": lambda: mark_labels(data),
        "monograph": lambda: mark_gold(root, Split.TRAIN),
    }
    return {name: [text for text in readers[name]() if text.id not in held_out] for name in names}
