"""The relation model trained again without one of the corpora that it learns from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.gold.schema import Split
from pipeline.scoring.model import RelationModel
from tools.relation_model.corpora import WEIGHTS
from tools.relation_model.store import read_training
from tools.relation_model.train import train

_TITLES: Final = {"labels": "the FDA labels", "drugprot": "DrugProt"}


def train_variants(gold: Path, corpus: Path, data: Path) -> Iterator[tuple[str, RelationModel]]:
    """Yield a name and a model for each corpus that is left out, and for all of them.

    Raises:
        MonographError: A file of public data is missing or another version.
    """
    _, examples, more = read_training(gold, corpus, data)
    for left_out in (*((name,) for name in WEIGHTS), tuple(WEIGHTS)):
        kept = [example for example in more if example.source not in left_out]
        titles = " and ".join(_TITLES[name] for name in left_out)
        yield f"both, not learned from {titles}", train(examples[Split.TRAIN], examples[Split.DEV], kept)
