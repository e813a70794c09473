"""SIGKILL at random moments: what comes in the end is what an undisturbed run gives."""

from __future__ import annotations

from pathlib import Path

from tests.batch.kills import kill_runs


def test_runs_killed_at_any_moment_go_on_to_the_same_bytes(tmp_path: Path) -> None:
    hit, compared = kill_runs(tmp_path, kills=10, files=100, seed=7)
    assert hit == 10
    assert compared > 0
