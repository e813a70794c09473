"""Measure whether memory grows over a long run of documents that are each about a drug of its own.

`python -m tests.batch.growth --documents 2500 --source corpus` takes the pipeline's own extractor;
`--cheap` takes the one of the tests, which shows what the batch itself holds.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pipeline.batch import Failure, run
from pipeline.batch.limits import MEGABYTE, resident_memory
from pipeline.batch.worker import ExtractorFactory, load_extractor
from tests.batch import fakes

_SYLLABLES: Final = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
_ENDINGS: Final = ("mab", "pril", "sartan", "statin", "tinib", "zepam", "olol", "azine")


@dataclass(slots=True)
class MemoryLog:
    """A progress that notes the memory (bytes) of the largest worker, and of this process."""

    workers: list[int] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def begin(self, total: int, *, known: int = 0) -> None:
        """Nothing is known before the first document."""

    def advance(self, failure: Failure | None) -> None:
        """Look at the memory of all processes."""
        children = multiprocessing.active_children()
        self.workers.append(max((resident_memory(child.pid or 0) for child in children), default=0))
        self.parent.append(resident_memory(os.getpid()))
        if failure is not None:
            self.failures.append(failure)


def write_renamed(source: Path, folder: Path, count: int) -> Path:
    """Write so many documents: the texts of a folder in turn, each time with another name for its drug."""
    folder.mkdir()
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(source.glob("*.txt"))]
    for (stem, text), name in zip(itertools.cycle(texts), itertools.islice(_names(), count), strict=False):
        renamed = re.sub(re.escape(stem), lambda found, name=name: _like(found[0], name), text, flags=re.I)  # type: ignore[misc]
        (folder / f"{name}.txt").write_text(renamed, encoding="utf-8")
    return folder


def _names() -> Iterator[str]:
    for parts in itertools.product(_SYLLABLES, _SYLLABLES, _SYLLABLES, _ENDINGS):
        yield "".join(parts)


def _like(found: str, name: str) -> str:
    return name.capitalize() if found[:1].isupper() else name


def tenths(values: Sequence[int]) -> list[float]:
    """Return the medians of ten equal parts of a series."""
    size = len(values) // 10
    return [statistics.median(values[size * part : size * (part + 1)]) for part in range(10)]


def main() -> None:
    """Print the memory in each tenth of a run, and how long a run takes that finds nothing changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2500)
    parser.add_argument("--source", type=Path, default=Path("corpus"))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--cheap", action="store_true")
    options = parser.parse_args()
    factory: ExtractorFactory = fakes.load if options.cheap else load_extractor
    with tempfile.TemporaryDirectory() as folder:
        docs = write_renamed(options.source, Path(folder, "docs"), options.documents)
        log = MemoryLog()
        for label, progress in (("first run", log), ("unchanged run", MemoryLog())):
            start = time.monotonic()
            summary = run(
                [docs], Path(folder, "out"), jobs=options.jobs, extractor_factory=factory, progress=progress
            )
            seconds = time.monotonic() - start
            counts = f"{summary.done} done, {summary.failed} failed, {summary.reused} reused"
            print(f"{label}: {seconds:.1f} s, {counts}")
    for label, values in (("worker", log.workers), ("parent", log.parent)):
        parts = tenths(values)
        shown = " ".join(f"{part / MEGABYTE:.0f}" for part in parts)
        print(f"{label}, MB by tenths: {shown}; peak {max(values) / MEGABYTE:.0f}")
        print(f"{label}, last tenth to second: {parts[-1] / parts[1]:.3f}")


if __name__ == "__main__":
    sys.path[0] = os.getcwd()
    main()
