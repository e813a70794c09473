"""Texts of odd characters, also of such as a format can't hold, cost no export its triples."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest

from pipeline.export import EXPORTERS, write_triples
from pipeline.types import Argument, Triple
from pipeline.vocabulary import Label, Polarity
from tests.export.readers import COUNT
from tests.export.samples import TRIPLE

ODD = (
    "\x00",
    "\x0b\x1f",
    "\x85\u2028",
    '"',
    "'",
    "|",
    "\t",
    "a\r\nb",
    "\ufffe\uffff",
    "\U0001f48a",
    "-",
    "NA",
    "<b>&",
    "\\",
)


def _triple(number: int, text: str) -> Triple:
    return dataclasses.replace(
        TRIPLE,
        id=f"{number:016x}",
        object=Argument(text, Label.RECEPTOR, text),
        polarity=list(Polarity)[number % 2],
        evidence=(dataclasses.replace(TRIPLE.evidence[0], section=text, text=text, found_by=(text,)),),
        via=(),
    )


TRIPLES = tuple(_triple(number, text) for number, text in enumerate(ODD))


@pytest.mark.parametrize("name", ["jsonl", "parquet", "kgx", "indra", "graphml", "sqlite", "duckdb"])
def test_they_come_back(tmp_path: Path, name: str) -> None:
    (tmp_path / "documents.jsonl").touch()
    with open(tmp_path / "triples.jsonl", "w", encoding="utf-8", newline="") as stream:
        write_triples(TRIPLES, stream)
    EXPORTERS[name].export(tmp_path, tmp_path / "out")
    assert COUNT[name](tmp_path / "out") == Counter(str(triple.polarity) for triple in TRIPLES)
