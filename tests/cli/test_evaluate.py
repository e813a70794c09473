"""`monograph evaluate` on a run of `monograph extract`, from end to end."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.batch import fakes
from tests.batch.folders import write_files

TEXT = "Aspirin blocks the sodium channel."


@pytest.fixture
def run(tmp_path: Path) -> Path:
    write_files(tmp_path, {"corpus/a.txt": TEXT.encode(), "gold/a.json": json.dumps(_gold()).encode()})
    words = ["extract", str(tmp_path / "corpus"), "--out", str(tmp_path / "run")]
    assert main(words, extractor_factory=fakes.load) == 0
    return tmp_path / "run"


def _gold() -> dict[str, object]:
    return {
        "format": 1,
        "doc": "a.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "drug": "aspirin",
        "style": "mechanism_article",
        "split": "dev",
        "names": {},
        "entities": [
            {"id": "T1", "label": "DRUG", "fragments": [[0, 7]], "text": "Aspirin", "name": "aspirin"},
            {
                "id": "T2",
                "label": "ION_CHANNEL",
                "fragments": [[19, 33]],
                "text": "sodium channel",
                "name": "sodium channel",
            },
        ],
        "relations": [
            {
                "id": "a1",
                "relation": "inhibits",
                "accept": [],
                "subject": "aspirin",
                "subject_label": "DRUG",
                "anchor": [[0, 7]],
                "object": "T2",
                "polarity": "affirmed",
                "certainty": "asserted",
                "effect_kind": None,
                "trigger": [[8, 14]],
                "via": [],
                "optional": False,
            }
        ],
    }


def test_a_perfect_run_scores_1_and_is_reported(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    report = run.parent / "report"
    words = ["evaluate", "--gold", str(run.parent / "gold"), "--pred", str(run)]
    assert main([*words, "--out", str(report), "--split", "dev"]) == 0
    output = capsys.readouterr().out
    assert "F1 core      1.00" in output
    assert str(report) in output
    assert sorted(path.suffix for path in report.iterdir()) == [".html", ".json", ".md"]
    assert main(words) == 0
    assert str(report) not in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["--gold", "--pred"])
def test_a_missing_folder_is_status_2(run: Path, capsys: pytest.CaptureFixture[str], missing: str) -> None:
    words = {"--gold": str(run.parent / "gold"), "--pred": str(run)} | {missing: str(run.parent / "nowhere")}
    assert main(["evaluate", *(word for pair in words.items() for word in pair)]) == 2
    assert f"{run.parent / 'nowhere'}: expected" in capsys.readouterr().err
