"""What the manifest of a recognizer holds: from what it was made, how, and what it scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from pipeline.entities.recognizer import WEIGHTS
from tools.corpora.sources import digest, read_sources
from tools.training.manifest import describe_environment
from tools.training.ner.annotated import Annotated
from tools.training.ner.settings import Settings

_LEXICONS: Final = Path("pipeline/entities/lexicons")
_LIBRARIES: Final = ("thinc", "numpy", "spacy")


def describe_training(
    model: Path,
    settings: Settings,
    *,
    seed: int,
    texts: Mapping[str, Sequence[Annotated]],
    seconds: float,
    scores: Mapping[str, object],
) -> dict[str, object]:
    """Return the manifest of a recognizer.

    Args:
        model: The folder, with the weights.
        settings: The training's settings.
        seed: Its seed.
        texts: The texts of each source.
        seconds: How long the loop took.
        scores: The figures by data set.
    """
    licences = {row.source: row.licence for row in read_sources(__package__)} | {"monograph": "MIT"}
    return {
        "name": model.name,
        "seed": seed,
        "config": settings.model_dump(),
        "data": [
            {
                "source": name,
                "licence": licences[name],
                "texts": len(texts[name]),
                "names": sum(len(text.marks) for text in texts[name]),
                "labels": sorted({label for text in texts[name] for label in text.knows}),
            }
            for name in settings.repeats
        ],
        "files": [asdict(row) for row in read_sources(__package__)],
        "lexicons_sha256": digest(_LEXICONS),
        "environment": describe_environment(_LIBRARIES),
        "training_seconds": round(seconds),
        "scores": dict(scores),
        "weights": {WEIGHTS: digest(model / WEIGHTS)},
    }
