"""One run: find the documents, do them in workers, collect the results."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from pipeline.batch.collect import Collector
from pipeline.batch.outcome import Task
from pipeline.batch.pool import Pool
from pipeline.batch.progress import Progress
from pipeline.batch.worker import ExtractorFactory, Job, load_extractor
from pipeline.errors import ReadError
from pipeline.read import DEFAULT_LIMIT, find_files

DEFAULT_TIMEOUT = 600.0
"""Seconds that one document may take, unless a run says otherwise."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did; `found` counts `entities`, `relations` and `triples.RELATION.POLARITY`."""

    out: Path
    done: int
    failed: int
    found: Mapping[str, int]


def run(
    paths: Sequence[Path],
    out: Path,
    *,
    jobs: int | None = None,
    extractor_factory: ExtractorFactory = load_extractor,
    formats: Sequence[str] = (),
    encoding: str | None = None,
    max_bytes: int = DEFAULT_LIMIT,
    timeout: float | None = DEFAULT_TIMEOUT,
    progress: Progress | None = None,
) -> RunSummary:
    """Extract every document under the paths into the folder `out`.

    A document that fails is listed in `failures.jsonl` and costs no other. Files come to their places at the
    end, each in one step, and are the same bytes for any number of jobs.

    Args:
        paths: Files and folders; what lies in `out` is not read.
        out: The folder of the results, made where it is missing.
        jobs: Processes; by default one for every four documents, at most one a processor.
        extractor_factory: Called once in each process; importable by name there.
        formats: Names of `EXPORTERS` to write as well, as `triples.NAME`.
        encoding: The encoding to hold all files to; by default it is found out for each.
        max_bytes: The largest file that is read.
        timeout: Seconds that one document may take, or None.
        progress: Is told how far the run has come.

    Raises:
        ReadError: A path is missing, there is no document, or `out` is one of the folders to read.
        MonographError: The extractor can't be loaded.
        OSError: The results can't be written.
    """
    _refuse_same(paths, out)
    tasks = [Task(index, *found) for index, found in enumerate(find_files(paths, exclude=[out]))]
    if not tasks:
        raise ReadError(
            f"{', '.join(map(str, paths))}: expected at least one document, found none; check the folder"
        )
    out.mkdir(parents=True, exist_ok=True)
    settings = {"encoding": encoding, "max_bytes": max_bytes, "timeout": timeout, "formats": list(formats)}
    with _spool_folder(out) as spool:
        job = Job(extractor_factory, spool, encoding=encoding, max_bytes=max_bytes)
        pool = Pool(job, jobs or _default_jobs(len(tasks)), timeout=timeout)
        collector = Collector(spool)
        if progress is not None:
            progress.begin(len(tasks))
        for outcome in pool.run(tasks):
            collector.add(outcome)
            if progress is not None:
                progress.advance(outcome.failure)
        collector.publish(out, formats=formats, version=installed_version(), settings=settings)
    return RunSummary(out, collector.done, collector.failed, dict(sorted(collector.counts.items())))


def installed_version() -> str:
    """Return the version of the installed distribution, or "unknown" where only the sources are there."""
    try:
        return metadata.version("monograph")
    except metadata.PackageNotFoundError:
        return "unknown"


def _refuse_same(paths: Sequence[Path], out: Path) -> None:
    for path in paths:
        if out.exists() and path.exists() and out.samefile(path):
            raise ReadError(
                f"{out}: expected a folder for the results apart from the documents; choose another"
            )


def _default_jobs(documents: int) -> int:
    return max(1, min(len(os.sched_getaffinity(0)), documents // 4))


@contextmanager
def _spool_folder(out: Path) -> Iterator[Path]:
    """Make a hidden folder in `out` for what is not finished; it goes at the end, however that comes."""
    folder = Path(tempfile.mkdtemp(prefix=".run-", dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
