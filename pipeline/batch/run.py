"""One run: find the documents, do those that are new or changed, put the results together."""

from __future__ import annotations

import fcntl
import os
import shutil
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.batch.fingerprint import digest_package, fingerprint, installed_version
from pipeline.batch.journal import Journal
from pipeline.batch.limits import Limits, can_measure
from pipeline.batch.outcome import Failure, Task
from pipeline.batch.plan import plan
from pipeline.batch.pool import Crew, Pool
from pipeline.batch.progress import Progress
from pipeline.batch.publish import Totals, assemble, digest_inputs, publish, recall, remember
from pipeline.batch.worker import ExtractorFactory, Job, load_extractor
from pipeline.errors import MonographError
from pipeline.read import DEFAULT_LIMIT

DEFAULT_TIMEOUT: Final = 600.0
"""Seconds that one document may take, unless a run says otherwise."""
DEFAULT_MAX_MEMORY: Final = 4096
"""Megabytes that a process may hold, unless a run says otherwise, where the system tells what it holds."""
DEFAULT_LIMITS: Final = Limits(DEFAULT_TIMEOUT, DEFAULT_MAX_MEMORY if can_measure() else None)

_NOT_DONE: Final = -1


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did, and how many of the documents done were at hand from an earlier one."""

    out: Path
    done: int
    failed: int
    found: Mapping[str, int]
    reused: int = 0


def run(
    paths: Sequence[Path],
    out: Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    extractor_factory: ExtractorFactory = load_extractor,
    formats: Sequence[str] = (),
    encoding: str | None = None,
    max_bytes: int = DEFAULT_LIMIT,
    limits: Limits = DEFAULT_LIMITS,
    fresh: bool = False,
    progress: Progress | None = None,
) -> RunSummary:
    """Extract every document under the paths into the folder `out`.

    Only documents are done that are new, changed, or failed the last time. What is done is on disk at once,
    in the hidden folder `.monograph` of `out`, so that a run that was killed goes on where it was. A document
    that fails is listed in `failures.jsonl` and costs no other. Files come to their places at the end, each
    in one step, and are the same bytes however the work was shared out.

    Args:
        paths: Files and folders; what lies in `out` is not read.
        out: The folder of the results, made where it is missing.
        jobs: Processes; by default one for every four documents to do, at most one a processor.
        scheduler: Address of a Dask scheduler whose workers do the documents, in place of processes here.
        extractor_factory: Called once in each process; importable by name there.
        formats: Names of `EXTRACT_FORMATS` to write as well, as `triples.NAME`.
        encoding: The encoding to hold all files to; by default it is found out for each.
        max_bytes: The largest document that is read.
        limits: What one document may take.
        fresh: Whether to forget what earlier runs did.
        progress: Is told how far the run has come.

    Raises:
        ReadError: A path is missing, there is no document, or `out` is one of the folders to read.
        MonographError: The extractor can't be loaded, another run writes to `out`, or there is no scheduler.
        OSError: The results can't be written; what is done is kept.
    """
    job = Job(extractor_factory, os.getcwd(), encoding=encoding, max_bytes=max_bytes)
    job = replace(job, fingerprint=fingerprint(extractor_factory, job.shaping()))
    tasks = plan(paths, out=out, fingerprint=job.fingerprint)
    settings = {
        **job.shaping(), "timeout": limits.timeout, "max_memory": limits.max_memory, "formats": list(formats)
    }  # fmt: skip
    inputs = digest_inputs(digest_package(), settings, ((task.doc_id, task.key) for task in tasks))
    with _open_cache(out, fresh=fresh) as cache:
        state = cache / "published.json"
        totals = recall(state, out, inputs)
        if totals is not None:
            return RunSummary(out, totals.done, totals.failed, totals.found, reused=totals.done)
        journal = Journal(cache / "journal")
        try:
            places = _recall_places(journal, tasks)
            left = [task for task, place in zip(tasks, places, strict=True) if place == _NOT_DONE]
            if progress is not None:
                progress.begin(len(left), known=len(tasks) - len(left))
            failures: dict[int, Failure] = {}
            if left:
                with _gather(job, limits, jobs or _default_jobs(len(left)), scheduler) as crew:
                    failures = _do(left, crew, journal, places, progress)
            state.unlink(missing_ok=True)
            totals = _finish(cache, out, journal, places, failures, formats=formats, settings=settings)
            if not failures:
                remember(state, out, inputs)
        finally:
            journal.close()
    return RunSummary(out, totals.done, totals.failed, totals.found, reused=len(tasks) - len(left))


def _recall_places(journal: Journal, tasks: Sequence[Task]) -> array[int]:
    """Return where each task's results begin in the journal, `_NOT_DONE` where they are not there."""
    known = journal.scan()
    return array("q", (_NOT_DONE if task.key is None else known.get(task.key, _NOT_DONE) for task in tasks))


def _gather(job: Job, limits: Limits, jobs: int, scheduler: str | None) -> Crew:
    if scheduler is None:
        return Pool(job, jobs, limits)
    from pipeline.batch.cluster import Cluster  # noqa: PLC0415 - an extra

    return Cluster(job, scheduler, limits)


def _do(
    tasks: Sequence[Task], crew: Crew, journal: Journal, places: array[int], progress: Progress | None
) -> dict[int, Failure]:
    """Do the tasks, note in `places` where their results are in the journal, and return the failures."""
    keys = {task.index: task.key for task in tasks}
    failures: dict[int, Failure] = {}
    for outcome in crew.run(tasks):
        key = keys[outcome.index]
        failure = outcome.value if isinstance(outcome.value, Failure) else None
        if failure is not None:
            failures[outcome.index] = failure
        elif not isinstance(outcome.value, Failure) and key is not None:
            places[outcome.index] = journal.append(key, outcome.value)
        if progress is not None:
            progress.advance(failure)
    return failures


def _finish(
    cache: Path,
    out: Path,
    journal: Journal,
    places: array[int],
    failures: Mapping[int, Failure],
    *,
    formats: Sequence[str],
    settings: Mapping[str, object],
) -> Totals:
    folder = cache / "assembly"
    folder.mkdir()
    totals = assemble(folder, journal, places, failures)
    publish(folder, out, totals, formats=formats, version=installed_version(), settings=settings)
    journal.keep_only(place for place in places if place != _NOT_DONE)
    return totals


def _default_jobs(documents: int) -> int:
    return max(1, min(len(os.sched_getaffinity(0)), documents // 4))


@contextmanager
def _open_cache(out: Path, *, fresh: bool) -> Iterator[Path]:
    """Make the hidden folder in `out` that keeps what is done, for this run alone; clean up what one left.

    Raises:
        MonographError: Another run holds it.
    """
    cache = out / ".monograph"
    out.mkdir(parents=True, exist_ok=True)
    cache.mkdir(exist_ok=True)
    with open(cache / "lock", "wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise MonographError(
                f"{out}: expected no other run with these results, found one; wait for it, or change --out"
            ) from error
        if fresh:
            for name in ("journal", "published.json"):
                (cache / name).unlink(missing_ok=True)
        shutil.rmtree(cache / "assembly", ignore_errors=True)
        try:
            yield cache
        finally:
            shutil.rmtree(cache / "assembly", ignore_errors=True)
