"""A run to export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.export import EXPORTERS
from tests.export.runs import make_run

Export = Callable[[str], Path]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Give a function that exports the run in a format, once, and returns where."""
    run, corpus = make_run(tmp_path)

    def to(name: str) -> Path:
        out = tmp_path / f"out.{name}"
        if not out.exists():
            EXPORTERS[name].export(run, out, corpus=corpus)
        return out

    return to
