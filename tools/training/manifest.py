"""The record beside a trained model."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

MANIFEST: Final = "manifest.json"


def describe_environment(libraries: Iterable[str]) -> dict[str, str]:
    """Return the versions of Python and of the libraries on which weights depend, and the kind of machine."""
    named = {name: version(name) for name in libraries}
    return {"python": platform.python_version(), "machine": platform.machine(), **named}


def write_manifest(model: Path, record: Mapping[str, object]) -> None:
    """Write the manifest of a model into its folder."""
    text = json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True)
    (model / MANIFEST).write_text(text + "\n", encoding="utf-8")
