"""Links are drawn without a mention counted twice, and their verdicts are counted as by hand."""

from __future__ import annotations

import json
from pathlib import Path

from tools.concepts.accuracy import COLUMNS, draw_links, measure, read_sheet

VERDICTS = {"right", "broad", "wrong", "missed", "none"}


def test_shares_counted_by_hand() -> None:
    verdicts = ["right"] * 6 + ["broad", "wrong", "missed", "none", "none"]
    assert measure({"verdict": each} for each in verdicts) == {"right": (6, 9), "wrong": (1, 11)}


def test_drawn_from_the_split_each_mention_once(tmp_path: Path) -> None:
    gold, run = tmp_path / "gold", tmp_path / "run"
    gold.mkdir()
    run.mkdir()
    entities = [
        {"text": "dry\nmouth", "label": "EFFECT", "concept": "HP:0000217"},
        {"text": "Dry mouth", "label": "EFFECT", "concept": "HP:0000217"},
        {"text": "hiccups", "label": "EFFECT", "concept": None},
    ]
    lines = []
    for name, split in (("a.txt", "dev"), ("b.txt", "train")):
        (gold / f"{name}.json").write_text(json.dumps({"doc": name, "split": split}))
        lines.append(json.dumps({"doc_id": name, "entities": entities}))
    (run / "documents.jsonl").write_text("\n".join(lines))
    names = {"HP:0000217": "Xerostomia"}
    rows = draw_links(run, gold, names, splits=["dev"], number=2, seed=0)
    assert [(row["doc"], row["mention"], row["id_name"]) for row in rows] == [
        ("a.txt", "dry mouth", "Xerostomia"),
        ("a.txt", "hiccups", ""),
    ]


def test_the_sheet_is_judged_throughout() -> None:
    rows = read_sheet()
    assert len(rows) == 300
    assert {row["split"] for row in rows} == {"dev", "test"}
    for row in rows:
        assert tuple(row) == COLUMNS
        assert row["verdict"] in VERDICTS
        assert bool(row["id"]) == (row["verdict"] in {"right", "broad", "wrong"}), row
