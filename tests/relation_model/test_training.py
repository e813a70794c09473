"""A small training from gold to a model that loads, and judges that what it saw is so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.compose import load
from pipeline.gold.schema import Split, load_gold
from pipeline.scoring.model import load_model
from tools.relation_model.examples import Example, read_examples
from tools.relation_model.labelled import UNKNOWN
from tools.relation_model.store import save_model
from tools.relation_model.train import train

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def examples() -> tuple[Example, ...]:
    documents = [d for d in load_gold(ROOT / "gold") if d.split is Split.TRAIN][:12]
    return read_examples(load(sources="rules"), documents, ROOT / "corpus")


def test_most_relations_of_the_gold_have_a_candidate(examples: tuple[Example, ...]) -> None:
    documents = [d for d in load_gold(ROOT / "gold") if d.split is Split.TRAIN][:12]
    firm = sum(not r.optional for d in documents for r in d.relations)
    assert sum(e.label not in ("none", UNKNOWN) for e in examples) > 0.8 * firm


def test_training_twice_gives_the_same_bytes(examples: tuple[Example, ...], tmp_path: Path) -> None:
    for name in ("a", "b"):
        save_model(train(examples, examples[:200]), tmp_path / name)
    model = load_model(tmp_path / "a")
    right = sum(model.text.best(e.text) == e.label for e in examples if e.label != UNKNOWN)
    assert right > 0.9 * len(examples)
    for part in ("text", "combiner"):
        first, second = (load_model(tmp_path / name) for name in ("a", "b"))
        assert getattr(first, part).weights.tolist() == getattr(second, part).weights.tolist()


def test_the_manifest_tells_what_the_shipped_model_learned_from() -> None:
    manifest = json.loads((ROOT / "models" / "relations" / "manifest.json").read_text())
    counts = {split.value: 0 for split in (Split.TRAIN, Split.DEV)}
    for document in load_gold(ROOT / "gold"):
        if document.split.value in counts:
            counts[document.split.value] += 1
    assert {split: data["documents"] for split, data in manifest["data"].items()} == counts
