"""Words of abstracts to learn vectors from, without their annotations."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Final

import spacy

from pipeline.text.flatten import flatten
from pipeline.text.tokenizer import make_tokenizer
from tools.corpora.biocreative import CHEMPROT, DRUGPROT, read_abstracts
from tools.corpora.pubtator import BC5CDR, read_pubtator
from tools.corpora.sources import check_sources
from tools.training import ner

_PUBTATOR: Final = {
    (__package__ or ""): (BC5CDR["dev"], BC5CDR["test"]),
    ner.__name__: (BC5CDR["train"], "biored/Train.PubTator"),
}
"""Files in PubTator format, by the package that records their digests."""


def read_words(data: Path, scored: Container[str]) -> Iterator[list[str]]:
    """Yield the words of abstracts of ChemProt, DrugProt, BC5CDR and BioRED, in lower case, numbers as "0".

    An abstract that is in several of them comes once.

    Args:
        data: The folder of public data.
        scored: The PubMed ids of abstracts that are left out, whatever corpus they are in.
    """
    cut = make_tokenizer(spacy.blank("en"))
    seen = set()
    for name, text in _read_texts(data):
        if name not in scored and name not in seen:
            seen.add(name)
            yield [
                "0" if token.like_num else token.lower_ for token in cut(flatten(text)) if not token.is_space
            ]


def _read_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield ids of PubMed and texts, some more than once."""
    layouts = (*CHEMPROT.values(), *DRUGPROT.values())
    check_sources(data, __package__ or "", [layout.abstracts for layout in layouts])
    for layout in layouts:
        yield from ((each.id, each.text) for each in read_abstracts(data, layout, related=False))
    for package, paths in _PUBTATOR.items():
        check_sources(data, package, paths)
        for path in paths:
            yield from ((each.id, each.text) for each in read_pubtator(data / path))
