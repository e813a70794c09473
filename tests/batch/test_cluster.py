"""The same job on a real scheduler and workers, which are processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from pipeline.batch import Limits, run
from pipeline.errors import MonographError
from tests.batch import fakes
from tests.batch.folders import BAD, results_of, write_files, write_many

pytest.importorskip("distributed")

LIMITS = Limits(timeout=30)
FAILING = {name: BAD[name][0] for name in ("blank.txt", "exit.txt", "raise.txt")}


class Daemons:
    """A scheduler and two workers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = ""
        self.processes: list[subprocess.Popen[bytes]] = []
        scheduler = folder / "scheduler.json"
        self._start("dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(scheduler))
        for _ in range(2):
            self._start(
                "dask_worker",
                "--scheduler-file",
                str(scheduler),
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
            )
        patience = time.monotonic() + 60
        while not scheduler.exists() or b"tcp://" not in scheduler.read_bytes():
            assert time.monotonic() < patience, "no scheduler"
            time.sleep(0.05)
        self.address = scheduler.read_text().split('"address": "')[1].split('"')[0]

    def _start(self, module: str, *words: str) -> None:
        self.processes.append(
            subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *words, "--host", "127.0.0.1"],
                cwd=self._folder,
                env=os.environ | {"PYTHONPATH": os.getcwd()},
                stderr=subprocess.DEVNULL,
            )
        )

    def stop(self) -> None:
        """End all processes."""
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def daemons(tmp_path: Path) -> Iterator[Daemons]:
    made = Daemons(tmp_path)
    yield made
    made.stop()


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_a_local_run(
    daemons: Daemons, tmp_path: Path
) -> None:
    docs = write_files(write_many(tmp_path / "docs", 150), FAILING)
    log = tmp_path / "log"
    factory = partial(fakes.load_counting, log, 0.03)
    killed = threading.Event()

    def kill_one() -> None:
        patience = time.monotonic() + 60
        while time.monotonic() < patience:
            if log.exists() and len(log.read_bytes().splitlines()) > 30:
                daemons.processes[1].send_signal(signal.SIGKILL)
                killed.set()
                return
            time.sleep(0.02)

    killer = threading.Thread(target=kill_one)
    killer.start()
    far = run([docs], tmp_path / "far", scheduler=daemons.address, extractor_factory=factory, limits=LIMITS)
    done_when_killed = killed.is_set()
    killer.join()
    assert done_when_killed, "the run ended before a worker was killed"
    near = run([docs], tmp_path / "near", jobs=1, extractor_factory=factory, limits=LIMITS)
    assert (far.done, far.failed) == (near.done, near.failed) == (150, 3)
    assert results_of(tmp_path / "far") == results_of(tmp_path / "near")


def test_no_scheduler_at_the_address_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.cluster._PATIENCE", 1)
    docs = write_many(tmp_path / "docs", 1)
    with pytest.raises(MonographError, match=r"127\.0\.0\.1:9: expected a Dask scheduler"):
        run([docs], tmp_path / "out", scheduler="tcp://127.0.0.1:9", extractor_factory=fakes.load)


def test_a_missing_library_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    docs = write_many(tmp_path / "docs", 1)
    with pytest.raises(MonographError, match=r"pip install 'monograph\[distributed\]'"):
        run([docs], tmp_path / "out", scheduler="tcp://127.0.0.1:9", extractor_factory=fakes.load)
