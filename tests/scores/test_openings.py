"""Each look at the test split leaves a line."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import FormatError
from tools.scores.openings import log_opening

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as somebody."""
    somebody = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", *somebody, *words], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit, and a run outside of git's sight."""
    root = tmp_path / "repository"
    (root / "gold").mkdir(parents=True)
    (root / "rules.yaml").write_text("a")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "first")
    (root / "out").mkdir()
    (root / "out" / "triples.jsonl").write_bytes(b"{}\n")
    return root


def test_a_line_has_time_commit_and_digest(repository: Path) -> None:
    log = repository / "gold" / "test_openings.log"
    line = log_opening(log, repository / "out", now=NOW)
    commit = git(repository, "rev-parse", "HEAD").strip()
    digest = hashlib.sha256(b"{}\n").hexdigest()
    assert line == f"2026-03-04T05:06:07+00:00\t{commit}\tclean\ttriples sha256:{digest}\n"
    assert log.read_text() == line


def test_lines_are_added_and_none_is_lost(repository: Path) -> None:
    log = repository / "gold" / "test_openings.log"
    first = log_opening(log, repository / "out", now=NOW)
    second = log_opening(log, repository / "out", now=NOW.replace(year=2027))
    assert log.read_text() == first + second
    assert second.startswith("2027-")


def test_a_change_that_is_not_committed_is_told(repository: Path) -> None:
    (repository / "rules.yaml").write_text("b")
    assert "\tchanged\t" in log_opening(repository / "gold" / "log", repository / "out", now=NOW)


def test_the_log_itself_is_no_change(repository: Path) -> None:
    log = repository / "gold" / "log"
    log_opening(log, repository / "out", now=NOW)
    git(repository, "add", "gold/log")
    git(repository, "commit", "-q", "-m", "log")
    log_opening(log, repository / "out", now=NOW)
    assert "\tclean\t" in log_opening(log, repository / "out", now=NOW)


def test_outside_of_git_the_commit_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "triples.jsonl").write_bytes(b"")
    assert "\tno commit\tunknown\t" in log_opening(tmp_path / "log", tmp_path, now=NOW)


def test_a_run_that_is_not_there_is_no_look(repository: Path) -> None:
    log = repository / "gold" / "test_openings.log"
    with pytest.raises(FormatError, match=r"nowhere.triples\.jsonl: expected a run's triples"):
        log_opening(log, repository / "nowhere", now=NOW)
    assert not log.exists()
