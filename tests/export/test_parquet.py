"""Parquet: as many rows as triples, every field of them, for pandas and pyarrow."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pandas as pd
import pytest

from pipeline.export import EXPORTERS, triple_line
from pipeline.export.formats import parquet as module
from pipeline.export.libraries import require
from tests.export.conftest import Export
from tests.export.runs import TRIPLES, make_run


def _rows(path: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = require("pyarrow.parquet", purpose="test").read_table(path).to_pylist()
    return rows


def test_rows_are_the_triples(export: Export) -> None:
    rows = _rows(export("parquet"))
    assert len(rows) == len(TRIPLES)
    for row, triple in zip(rows, TRIPLES, strict=True):
        line = json.loads(json.dumps(triple_line(triple)))
        evidence = line.pop("evidence")
        found = row.pop("evidence")
        assert row == line
        assert isinstance(found, list)
        for one, other in zip(found, evidence, strict=True):
            assert one["text"] == other["text"]
            assert [one["sentence"]["start"], one["sentence"]["end"]] == other["sentence"]
            for role in ("subject", "trigger", "object"):
                assert [[each["start"], each["end"]] for each in one[role]] == other["fragments"][role]
            for name in ("section", "found_by", "contradicted_by"):
                assert one[name] == other[name]


def test_pandas_reads_it(export: Export) -> None:
    frame = pd.read_parquet(export("parquet"))
    assert len(frame) == len(TRIPLES)
    assert (frame["polarity"] == "negated").sum() == 2
    assert frame["confidence"].notna().sum() == sum(triple.confidence is not None for triple in TRIPLES)
    assert frame.loc[0, "subject"]["id"] == "RXNORM:704"  # type: ignore[call-overload, index]


def test_many_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, _ = make_run(tmp_path)
    monkeypatch.setattr(module, "_ROWS_A_GROUP", 4)
    EXPORTERS["parquet"].export(run, tmp_path / "out")
    assert [row["id"] for row in _rows(tmp_path / "out")] == [triple.id for triple in TRIPLES]
    assert require("pyarrow.parquet", purpose="test").ParquetFile(tmp_path / "out").num_row_groups == 3


def test_no_triples_are_a_file_with_all_columns(tmp_path: Path) -> None:
    run, _ = make_run(tmp_path)
    (run / "triples.jsonl").write_text("")
    EXPORTERS["parquet"].export(run, tmp_path / "out")
    frame = pd.read_parquet(tmp_path / "out")
    assert len(frame) == 0
    assert set(frame.columns) == {field.name for field in dataclasses.fields(TRIPLES[0])}
