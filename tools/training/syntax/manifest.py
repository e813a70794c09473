"""What the manifest of a pipeline holds: from what it was made, how, and what it scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from tools.corpora.sources import digest, read_sources
from tools.training.manifest import describe_environment
from tools.training.syntax.settings import Settings
from tools.training.syntax.trees import Tree

_LIBRARIES = ("spacy", "thinc", "scispacy", "numpy", "pysbd")


def describe_training(
    model: Path,
    settings: Settings,
    *,
    seed: int,
    sources: Mapping[str, Sequence[Tree]],
    training_data: Mapping[str, str],
    seconds: float,
    scores: Mapping[str, object],
) -> dict[str, object]:
    """Return the manifest of a pipeline.

    Args:
        model: The folder, with the saved pipeline.
        settings: The training's settings.
        seed: Its seed.
        sources: The trees of each source.
        training_data: Digests of the files of trees, by source.
        seconds: How long the loop took.
        scores: The figures by data set.
    """
    licences = {row.source: row.licence for row in read_sources(__package__)} | {"corpus": "MIT"}
    return {
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
        "files": [asdict(row) for row in read_sources(__package__)],
        "teacher": {
            "package": settings.teacher,
            "version": version(settings.teacher),
            "licence": "MIT",
            "use": "first weights, trees of raw text, rules of attribute_ruler and lemmatizer",
        },
        "environment": describe_environment(_LIBRARIES),
        "training_seconds": round(seconds),
        "scores": dict(scores),
        "weights": {name: digest(model / name) for name in ("tok2vec", "tagger", "parser")},
    }
