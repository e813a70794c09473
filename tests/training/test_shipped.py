"""The model that is shipped: small, as its manifest says, and reads clauses as labels write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from pipeline.models import models_folder
from tools.corpora.sources import digest, read_sources
from tools.training.syntax.label_clauses import find_misread, load_clauses

_LARGEST = 15_000_000


@pytest.fixture(scope="module")
def model() -> Path:
    return models_folder() / "monograph_en"


def test_the_model_is_small(model: Path) -> None:
    assert sum(path.stat().st_size for path in model.rglob("*") if path.is_file()) < _LARGEST


def test_the_manifest_is_of_these_weights_and_sources(model: Path) -> None:
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["weights"] == {name: digest(model / name) for name in manifest["weights"]}
    assert {row["path"]: row["sha256"] for row in manifest["files"]} == {
        row.path: row.sha256 for row in read_sources("tools.training.syntax")
    }
    assert set(manifest["config"]["repeats"]) == {row["source"] for row in manifest["data"]}


def test_clauses_of_labels_are_read_as_the_manifest_says(model: Path) -> None:
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    misread = [clause.text for clause in find_misread(spacy.load(model))]
    assert manifest["scores"]["label_clauses"]["read"] == len(load_clauses()) - len(misread), misread
    assert len(misread) <= 8, misread
