"""The record beside a trained recognizer: from what it was made, how, and what it scores."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pipeline.entities.recognizer import WEIGHTS
from tools.training.ner.annotated import Annotated
from tools.training.ner.settings import Settings
from tools.training.syntax.sources import digest, read_sources

PACKAGE: Final = "tools.training.ner"
MANIFEST: Final = "manifest.json"
_LEXICONS: Final = Path("pipeline/entities/lexicons")
_PACKAGES: Final = ("thinc", "numpy", "spacy")


def write_manifest(
    model: Path,
    settings: Settings,
    *,
    seed: int,
    texts: Mapping[str, Sequence[Annotated]],
    seconds: float,
    scores: Mapping[str, object],
) -> None:
    """Write the manifest of a recognizer into its folder.

    Args:
        model: The folder, with the weights.
        settings: The training's settings.
        seed: Its seed.
        texts: The texts of each source.
        seconds: How long the loop took.
        scores: The figures by data set.
    """
    licences = {row.source: row.licence for row in read_sources(PACKAGE)} | {"monograph": "MIT"}
    record = {
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
        "files": [asdict(row) for row in read_sources(PACKAGE)],
        "lexicons_sha256": digest(_LEXICONS),
        "environment": {"python": platform.python_version(), "machine": platform.machine()}
        | {name: version(name) for name in _PACKAGES},
        "training_seconds": round(seconds),
        "scores": dict(scores),
        "weights": {WEIGHTS: digest(model / WEIGHTS)},
    }
    text = json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True)
    (model / MANIFEST).write_text(text + "\n", encoding="utf-8")
