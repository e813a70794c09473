"""Tables: their columns, their cells, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import dataclasses
import io

import pandas as pd
import pytest
from hypothesis import given

from pipeline.export import COLUMNS, write_table
from pipeline.export import tables as tables_module
from pipeline.types import Argument, Triple
from pipeline.vocabulary import Label
from tests.export.samples import TRIPLE, TRIPLES


def _rows(*triples: Triple, separator: str = ",") -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_table(triples, stream, separator=separator)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline=""), delimiter=separator))


def test_a_row_is_as_documented() -> None:
    (row,) = _rows(TRIPLE)
    assert tuple(row) == COLUMNS
    assert row == {
        "doc_id": "a/amitriptyline.txt",
        "subject": "amitriptyline",
        "subject_label": "DRUG",
        "subject_text": "Amitriptyline Hydrochloride",
        "subject_id": "RXNORM:704",
        "relation": "antagonizes",
        "object": "histamine H1 receptor",
        "object_label": "RECEPTOR",
        "object_text": "histamine H1 receptors",
        "object_id": "",
        "polarity": "affirmed",
        "certainty": "asserted",
        "effect_kind": "",
        "confidence": "0.97",
        "mentions": "2",
        "section": "Mechanism",
        "evidence": TRIPLE.evidence[0].text,
        "sentences": "0-90;100-120",
        "objects": "28-37+41-50;110-120",
        "found_by": "rule:antagonist_at;model:relation;rule:blocks",
        "contradicted_by": "model:relation",
        "via": "fedcba9876543210;00000000ffffffff",
        "id": "0123456789abcdef",
    }


def test_no_triples_give_the_header_alone() -> None:
    stream = io.StringIO()
    write_table([], stream)
    assert stream.getvalue() == ",".join(COLUMNS) + "\n"


def _named(name: str) -> Triple:
    return dataclasses.replace(TRIPLE, subject=Argument(name, Label.DRUG, name))


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-blocker", "'-blocker"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'x"),
        ("\r=x", "'=x"),
        ("\n =x", "'=x"),
        ("a=b", "a=b"),
        ("'x", "'x"),
    ],
)
@pytest.mark.parametrize("separator", [",", "\t"])
def test_formulas_are_disarmed(name: str, cell: str, separator: str) -> None:
    (row,) = _rows(_named(name), separator=separator)
    assert (row["subject"], row["subject_text"]) == (cell, cell)


@given(TRIPLES)
def test_any_triple_is_one_row_on_one_line_with_no_formula(triple: Triple) -> None:
    stream = io.StringIO(newline="")
    write_table([triple], stream)
    assert stream.getvalue().count("\n") == 2
    (row,) = _rows(triple)
    numbers = {"confidence", "mentions"}
    assert not [
        cell for name, cell in row.items() if name not in numbers and cell.startswith(tuple("=+-@\t\r"))
    ]


def test_many_triples_are_written_in_chunks_under_one_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "_CHUNK", 2)
    rows = _rows(*(_named(f"drug{n}") for n in range(5)))
    assert [row["subject"] for row in rows] == [f"drug{n}" for n in range(5)]


def test_pandas_reads_it_back() -> None:
    stream = io.StringIO()
    write_table([TRIPLE], stream)
    frame = pd.read_csv(io.StringIO(stream.getvalue()))
    assert frame.loc[0, "confidence"] == 0.97
    assert frame.loc[0, "mentions"] == 2
