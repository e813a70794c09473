"""A document that is larger than any monograph is refused with a reason, and costs no other."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline import compose
from pipeline.batch import run
from tests.batch.folders import write_files
from tests.read.samples import SPL, TEXT

_PARAGRAPH = "<paragraph>Nothing more is known.</paragraph>"


def test_a_label_longer_than_what_is_parsed_at_once_is_refused(tmp_path: Path) -> None:
    label = SPL.replace(_PARAGRAPH, _PARAGRAPH * (5_000_000 // len(_PARAGRAPH)))
    docs = write_files(tmp_path / "docs", {"label.xml": label.encode(), "xeloratine.txt": TEXT.encode()})
    summary = run([docs], tmp_path / "out", jobs=1)
    assert (summary.done, summary.failed) == (1, 1)
    failure = json.loads((tmp_path / "out" / "failures.jsonl").read_text())
    assert (failure["doc_id"], failure["stage"], failure["error"]) == ("label.xml", "extract", "ReadError")
    assert f"expected at most {compose.MAX_CHARACTERS:,} characters, got " in failure["cause"]
