"""What the processes of a run are started with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.batch.outcome import Task
from pipeline.batch.plan import stamp_of
from pipeline.batch.pool import Pool
from pipeline.batch.worker import Extractor, Job
from pipeline.errors import MonographError
from pipeline.read import find_documents

VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def report_threads() -> Extractor:
    """Fail with what numpy, which is loaded by now, read at the start of this process."""
    before = Path("/proc/self/environ").read_bytes().decode().split("\0")
    raise MonographError(" ".join(sorted(entry for entry in before if entry.startswith(VARIABLES))))


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not tell")
@pytest.mark.parametrize(("given", "expected"), [(None, "1"), ("3", "3")])
def test_a_worker_takes_one_core_unless_the_environment_says_more(
    given: str | None, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in VARIABLES:
        monkeypatch.setenv(variable, given or "")
        if given is None:
            monkeypatch.delenv(variable)
    (tmp_path / "a.txt").write_text("Ketax")
    reference = next(iter(find_documents([tmp_path])))
    task = Task(0, reference, stamp=stamp_of(reference.path))
    with (
        Pool(Job(report_threads, os.getcwd()), 1) as pool,
        pytest.raises(MonographError, match=f"OMP_NUM_THREADS={expected} OPENBLAS_NUM_THREADS={expected}"),
    ):
        list(pool.run([task]))
