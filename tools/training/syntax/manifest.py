"""The record beside a trained model: from what it was made, how, and what it scores."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from tools.training.syntax.settings import Settings
from tools.training.syntax.sources import digest, read_sources
from tools.training.syntax.trees import Tree

MANIFEST = "manifest.json"
_PACKAGES = ("spacy", "thinc", "scispacy", "numpy", "pysbd")


def write_manifest(
    model: Path,
    settings: Settings,
    *,
    seed: int,
    sources: Mapping[str, Sequence[Tree]],
    training_data: Mapping[str, str],
    seconds: float,
    scores: Mapping[str, object],
) -> None:
    """Write the manifest of a model into its folder.

    Args:
        model: The folder, with the saved pipeline.
        settings: The training's settings.
        seed: Its seed.
        sources: The trees of each source.
        training_data: Digests of the files of trees, by source.
        seconds: How long the loop took.
        scores: The figures by data set.
    """
    licences = {row.source: row.licence for row in read_sources()} | {"corpus": "MIT"}
    record = {
        "name": "monograph_en",
        "seed": seed,
        "config": settings.model_dump(),
        "data": [
            {
                "source": name,
                "kind": "treebank" if name in ("craft", "genia") else f"parsed by {settings.teacher}",
                "licence": licences[name],
                "sentences": len(trees),
                "tokens": sum(len(tree) for tree in trees),
                "trees_sha256": training_data[name],
            }
            for name, trees in sources.items()
        ],
        "files": [asdict(row) for row in read_sources()],
        "teacher": {
            "package": settings.teacher,
            "version": version(settings.teacher),
            "licence": "MIT",
            "use": "first weights, trees of raw text, rules of attribute_ruler and lemmatizer",
        },
        "environment": {"python": platform.python_version(), "machine": platform.machine()}
        | {name: version(name) for name in _PACKAGES},
        "training_seconds": round(seconds),
        "scores": dict(scores),
        "weights": {name: digest(model / name) for name in ("tok2vec", "tagger", "parser")},
    }
    text = json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True)
    (model / MANIFEST).write_text(text + "\n", encoding="utf-8")
