"""Train the relation model from the gold and write it with its manifest."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

from pipeline.compose import DEFAULT_PARSER, Extractor, build, load
from pipeline.gold.schema import GoldDocument, Split, load_gold
from pipeline.scoring.judge import judge_by_both
from pipeline.scoring.model import PARTS, RelationModel
from tools.corpora.sources import read_sources
from tools.relation_model.calibrate import calibrate
from tools.relation_model.corpora import WEIGHTS, read_corpora
from tools.relation_model.examples import Example, read_examples, read_labelled
from tools.relation_model.train import FOLDS, STRENGTH, train
from tools.training.manifest import describe_environment, write_manifest


def train_and_save(gold: Path, corpus: Path, out: Path, data: Path | None) -> str:
    """Train the model and write its parts, settings and manifest into a folder; returns what was done.

    Args:
        gold: The folder of annotations.
        corpus: The folder of their texts.
        out: The folder of the model.
        data: The folder of public data; without one, the model learns from the gold alone.

    Raises:
        GoldError: The gold is not what it should be.
        ReadError: A text can't be read.
        MonographError: A file of public data is missing or another version.
    """
    start = time.perf_counter()
    documents, examples, more = read_training(gold, corpus, data)
    model = train(examples[Split.TRAIN], examples[Split.DEV], more)
    judged = Extractor(build(), judge_by_both(model))
    settings = calibrate(judged, documents[Split.DEV], corpus, model.settings)
    model = replace(model, settings=settings)
    save_model(model, out)
    seconds = round(time.perf_counter() - start)
    write_manifest(out, _manifest(documents, examples, more, seconds))
    size = sum(file.stat().st_size for file in out.iterdir()) / 1e6
    return f"{out}: trained on {len(examples[Split.TRAIN]):,} candidates in {seconds} s, {size:.1f} MB"


class Training(NamedTuple):
    """What a model learns from: the documents of train and dev, the examples in them, those of other
    corpora."""

    documents: dict[Split, list[GoldDocument]]
    examples: dict[Split, tuple[Example, ...]]
    more: tuple[Example, ...]


def read_training(gold: Path, corpus: Path, data: Path | None) -> Training:
    """Read what a model learns from; arguments and errors are those of `train_and_save`."""
    extractor = load(sources="rules")
    documents = {
        split: [d for d in load_gold(gold) if d.split is split] for split in (Split.TRAIN, Split.DEV)
    }
    examples = {split: read_examples(extractor, found, corpus) for split, found in documents.items()}
    more = read_labelled(extractor, read_corpora(data)) if data is not None else ()
    return Training(documents, examples, more)


def save_model(model: RelationModel, out: Path) -> None:
    """Write the parts and the settings of a model into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        getattr(model, name).save(out / f"{name}.npz")
    (out / "settings.json").write_text(json.dumps(model.settings.model_dump(mode="json"), indent=1) + "\n")


def _manifest(
    documents: dict[Split, list[GoldDocument]],
    examples: dict[Split, tuple[Example, ...]],
    more: tuple[Example, ...],
    seconds: int,
) -> dict[str, object]:
    """Return what the model was made from; nothing in the training is random, so there is no seed."""
    return {
        "model": "logistic regression over named features, and another that weighs it against the rules",
        "data": {
            split.value: {
                "documents": len(found),
                "digest": _digest(found),
                "labels": dict(sorted(Counter(example.label for example in examples[split]).items())),
            }
            for split, found in documents.items()
        },
        "corpora": _describe(more),
        "licence": "the model is MIT, as the code; this repository's gold is CC BY 4.0",
        "parser": DEFAULT_PARSER,
        "folds": FOLDS,
        "strength": STRENGTH,
        "environment": describe_environment(("numpy", "scikit-learn", "spacy")),
        "seconds": seconds,
    }


def _describe(more: tuple[Example, ...]) -> list[dict[str, object]]:
    """Return what was learned from each other corpus, with its files."""
    return [
        {
            "source": name,
            "weight": WEIGHTS[name],
            "labels": dict(sorted(Counter(e.label for e in more if e.source == name).items())),
            "files": [asdict(s) for s in read_sources(__package__ or "") if s.source == name],
        }
        for name in sorted({example.source for example in more})
    ]


def _digest(documents: list[GoldDocument]) -> str:
    """Return one digest of the texts and annotations of documents."""
    lines = (document.model_dump_json() for document in sorted(documents, key=lambda d: d.doc))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
