"""Scoring split by split: what is asked for is scored, and only a look at test is logged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import FormatError
from pipeline.gold.schema import Split
from tests.evaluation.cases import gold_document, perfect, write_gold, write_run
from tools.scores import splits
from tools.scores.__main__ import main
from tools.scores.splits import evaluate_splits

DOCUMENTS = [gold_document(doc=f"{split}.txt", split=split) for split in Split]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The folders of gold, of a run that is right, and of reports."""
    gold = write_gold(tmp_path / "gold", *DOCUMENTS)
    return gold, write_run(tmp_path / "run", *map(perfect, DOCUMENTS)), tmp_path / "report"


def words(gold: Path, run: Path, out: Path, *names: str) -> list[str]:
    """Return the words of a command line."""
    return ["evaluate", *names, "--gold", str(gold), "--pred", str(run), "--out", str(out)]


def test_each_split_has_a_summary_and_a_report(
    folders: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    gold, run, out = folders
    assert main(words(*folders, "train", "dev")) == 0
    shown = capsys.readouterr().out
    assert "1 scored (split train)" in shown
    assert "1 scored (split dev)" in shown
    assert f"Report       {out / 'dev' / 'evaluation.html'}" in shown
    assert sorted(path.name for path in out.iterdir()) == ["dev", "train"]
    assert not (gold / "test_openings.log").exists()
    assert run.exists()


def test_a_look_at_test_is_logged(folders: tuple[Path, Path, Path]) -> None:
    assert main(words(*folders, "dev", "test")) == 0
    assert main(words(*folders, "test")) == 0
    lines = (folders[0] / "test_openings.log").read_text().splitlines()
    assert len(lines) == 2
    assert all("triples sha256:" in line for line in lines)


def test_the_look_is_logged_before_anything_is_scored(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Iterator[str]:
        raise FormatError("scoring broke")

    monkeypatch.setattr(splits, "evaluate", fail)
    with pytest.raises(FormatError, match="scoring broke"):
        list(evaluate_splits(["test"], *folders))
    assert (folders[0] / "test_openings.log").read_text().count("\n") == 1


def test_an_unknown_split_is_refused_before_any_is_scored(
    folders: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words(*folders, "test", "tset")) == 2
    assert "expected splits among train, dev, test, got tset" in capsys.readouterr().err
    assert not folders[2].exists()
    assert not (folders[0] / "test_openings.log").exists()


def test_the_seed_text_is_shown_apart(tmp_path: Path) -> None:
    seed = gold_document(doc=splits.SEED, split=Split.TRAIN)
    other = gold_document(doc="other.txt", split=Split.TRAIN)
    gold = write_gold(tmp_path / "gold", seed, other)
    run = write_run(tmp_path / "run", perfect(seed))
    (summary,) = evaluate_splits(["train"], gold, run, tmp_path / "report")
    assert summary.splitlines()[-1].startswith("Seed text    F1 core 1.00, ")
    assert "F1 core      0.67" in summary
