"""The JSON schemas beside the code are those of the code."""

from __future__ import annotations

from pathlib import Path

import pipeline.export
from pipeline.export.schema import write_schemas

FOLDER = Path(pipeline.export.__file__).parent / "schemas"


def test_the_schemas_are_current(tmp_path: Path) -> None:
    fresh = {path.name: path.read_text() for path in write_schemas(tmp_path)}
    assert sorted(fresh) == ["concepts.schema.json", "documents.schema.json", "triples.schema.json"]
    stored = {path.name: path.read_text() for path in FOLDER.iterdir()}
    assert stored == fresh, "run `python -m pipeline.export`"
