"""What a second run does: nothing where nothing changed, and only what changed where something did."""

from __future__ import annotations

import os
import platform
import sys
from functools import partial
from pathlib import Path

import pytest

from pipeline.batch import Limits, RunSummary, run
from pipeline.batch.journal import Journal
from pipeline.errors import MonographError
from tests.batch import fakes
from tests.batch.folders import GOOD, results_of, write_files


class Runs:
    """Runs over one folder, that tell what each of them did."""

    def __init__(self, root: Path) -> None:
        self.docs = write_files(root / "docs", GOOD)
        self.out = root / "out"
        self.log = root / "log"
        self.summary: RunSummary | None = None

    def did(self, **options: object) -> list[str]:
        """Run, and return what was loaded and extracted."""
        self.log.write_text("")
        factory = partial(fakes.load_counting, self.log)
        options = {"jobs": 1, "extractor_factory": factory} | options
        self.summary = run([self.docs], self.out, **options)  # type: ignore[arg-type]
        return self.log.read_text().splitlines()

    def fresh_results(self) -> dict[str, bytes]:
        """Return what a run into a new folder gives."""
        other = self.out.with_name("other")
        run([self.docs], other, jobs=1, extractor_factory=fakes.load)
        return results_of(other)


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    made = Runs(tmp_path)
    assert made.did() == ["loaded", "a.txt", "sub/b.md", "sub/c.txt", "z.txt"]
    return made


def test_an_unchanged_folder_loads_nothing_and_writes_nothing(runs: Runs) -> None:
    before = {path: path.stat().st_mtime_ns for path in runs.out.iterdir() if path.is_file()}
    (runs.docs / "a.txt").touch()
    assert runs.did() == []
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert runs.summary is not None
    assert (runs.summary.done, runs.summary.reused, runs.summary.found["entities"]) == (4, 4, 10)


def test_a_changed_file_alone_is_done_again(runs: Runs) -> None:
    write_files(runs.docs, {"sub/b.md": b"Bar blocks the calcium channel"})
    assert runs.did() == ["loaded", "sub/b.md"]
    assert b"Bar" in results_of(runs.out)["triples.jsonl"]
    assert results_of(runs.out) == runs.fresh_results()


def test_an_added_file_alone_is_done(runs: Runs) -> None:
    write_files(runs.docs, {"m.txt": b"Mum blocks the calcium channel"})
    assert runs.did() == ["loaded", "m.txt"]
    assert results_of(runs.out) == runs.fresh_results()


def test_the_triples_of_a_removed_file_go_without_loading_anything(runs: Runs) -> None:
    (runs.docs / "a.txt").unlink()
    assert runs.did() == []
    assert b"a.txt" not in results_of(runs.out)["triples.jsonl"]
    assert results_of(runs.out) == runs.fresh_results()


def test_a_renamed_file_is_done_again_as_its_name_hints_at_its_drug(runs: Runs) -> None:
    (runs.docs / "a.txt").rename(runs.docs / "b.txt")
    assert runs.did() == ["loaded", "b.txt"]


def test_a_setting_that_shapes_results_does_all_again_another_none(runs: Runs) -> None:
    assert runs.did(limits=Limits(timeout=9)) == []
    assert runs.did(formats=["csv"]) == []
    assert "triples.csv" in results_of(runs.out)
    assert len(runs.did(max_bytes=1000)) == 5


def test_fresh_does_all_again(runs: Runs) -> None:
    before = results_of(runs.out)
    assert len(runs.did(fresh=True)) == 5
    assert results_of(runs.out) == before


def test_a_changed_release_does_all_again(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: "3.99")
    assert len(runs.did()) == 5
    assert runs.did() == []


def test_a_changed_package_whose_results_stay_loads_nothing_and_writes_the_files_anew(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.stat().st_ino for path in runs.out.iterdir() if path.is_file()}
    monkeypatch.setattr(sys.modules["pipeline.batch.run"], "digest_package", lambda: "another")
    assert runs.did() == []
    assert all(path.stat().st_ino != inode for path, inode in before.items())
    assert results_of(runs.out) == runs.fresh_results()


def test_a_changed_result_is_put_right(runs: Runs) -> None:
    before = results_of(runs.out)
    (runs.out / "triples.jsonl").write_text("mine\n")
    assert runs.did() == []
    assert results_of(runs.out) == before


def test_a_failure_is_tried_again_and_the_rest_is_not(runs: Runs) -> None:
    write_files(runs.docs, {"bad.txt": b"!RAISE"})
    assert runs.did() == ["loaded", "bad.txt"]
    assert runs.did() == ["loaded", "bad.txt"]
    write_files(runs.docs, {"bad.txt": b"Bad blocks the calcium channel"})
    assert runs.did() == ["loaded", "bad.txt"]
    assert results_of(runs.out) == runs.fresh_results()


@pytest.mark.parametrize("lost", [1, 40, 2000])
def test_a_journal_cut_off_anywhere_costs_only_what_is_gone(runs: Runs, lost: int) -> None:
    journal = runs.out / ".monograph" / "journal"
    os.truncate(journal, max(0, journal.stat().st_size - lost))
    (runs.out / "run.json").unlink()
    done = runs.did()
    assert done[0] == "loaded"
    assert done[-1] == "z.txt"
    assert results_of(runs.out) == runs.fresh_results()


def test_a_damaged_record_is_never_used(runs: Runs) -> None:
    path = runs.out / ".monograph" / "journal"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"potassium", b"potassicm", 1))
    (runs.out / "run.json").unlink()
    assert runs.did() == ["loaded", "sub/b.md", "sub/c.txt", "z.txt"]
    assert results_of(runs.out) == runs.fresh_results()


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = Runs(tmp_path)
    append = Journal.append
    room = [2]

    def fill(journal: Journal, *record: object) -> int:
        if not room[0]:
            raise OSError(28, "No space left on device")
        room[0] -= 1
        return append(journal, *record)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", fill)
        with pytest.raises(OSError, match="No space left"):
            runs.did()
    assert results_of(runs.out) == {}
    assert runs.did() == ["loaded", "sub/c.txt", "z.txt"]
    assert results_of(runs.out) == runs.fresh_results()


def test_two_runs_at_once_are_refused(runs: Runs, tmp_path: Path) -> None:
    import fcntl  # noqa: PLC0415

    with open(runs.out / ".monograph" / "lock", "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(MonographError, match="expected no other run with these results"):
            runs.did()


def test_a_document_that_takes_too_much_memory_is_listed(tmp_path: Path) -> None:
    docs = write_files(tmp_path / "docs", GOOD | {"fill.txt": b"!FILL"})
    summary = run(
        [docs],
        tmp_path / "out",
        jobs=1,
        extractor_factory=fakes.load,
        limits=Limits(timeout=60, max_memory=300),
    )
    assert (summary.done, summary.failed) == (4, 1)
    failure = results_of(tmp_path / "out")["failures.jsonl"].decode()
    assert '"doc_id": "fill.txt", "stage": "extract", "error": "MemoryError"' in failure
    assert "its process held more than 300 MB (limit: --max-memory)" in failure
