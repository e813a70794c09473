"""How far a run has come, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Protocol, Self, TextIO

from pipeline.batch.outcome import Failure


class Progress(Protocol):
    """Is told what happens in a run; used as a context around it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def begin(self, total: int, *, known: int = 0) -> None:
        """So many documents will be done; so many more are known from an earlier run."""

    def advance(self, failure: Failure | None) -> None:
        """One more document is done, well or not."""


class PlainProgress:
    """Lines of text: each failure at once, the count every few seconds.

    Args:
        stream: Where to write.
        interval: Seconds between two counts.
        clock: Seconds since any moment.
    """

    def __init__(
        self, stream: TextIO, *, interval: float = 10.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._interval = interval
        self._clock = clock
        self._start = clock()
        self._next = self._start + interval
        self._total = self._done = self._failed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.flush()

    def begin(self, total: int, *, known: int = 0) -> None:
        """Note how many documents there are; say how many are known."""
        self._total = total
        if known:
            print(f"{known} documents unchanged, {total} to do", file=self._stream)

    def advance(self, failure: Failure | None) -> None:
        """Count one document; say why it failed."""
        self._done += 1
        if failure is not None:
            self._failed += 1
            print(describe(failure), file=self._stream)
        now = self._clock()
        if now >= self._next:
            self._next = now + self._interval
            rate = self._done / (now - self._start)
            left = timedelta(seconds=round((self._total - self._done) / rate))
            count = f"{self._done} of {self._total} documents, {self._failed} failed"
            print(f"{count}, {rate:.1f} a second, {left} left", file=self._stream)


class BarProgress:
    """A bar with the rate and the time left, and each failure above it."""

    def __init__(self, stream: TextIO) -> None:
        from rich import progress as rich  # noqa: PLC0415 - only terminals need it
        from rich.console import Console  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        class Rate(rich.ProgressColumn):
            """Documents a second, of the last while."""

            def render(self, task: rich.Task) -> Text:
                return Text("" if task.speed is None else f"{task.speed:.1f}/s")

        columns = (
            rich.TextColumn("documents"),
            rich.BarColumn(),
            rich.MofNCompleteColumn(),
            Rate(),
            rich.TimeRemainingColumn(),
        )
        self._bar = rich.Progress(*columns, console=Console(file=stream), transient=True)
        self._task = self._bar.add_task("documents", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def begin(self, total: int, *, known: int = 0) -> None:
        """Set the length of the bar; say above it how many are known."""
        self._bar.update(self._task, total=total)
        if known:
            self._bar.console.print(f"{known} documents unchanged, {total} to do", highlight=False)

    def advance(self, failure: Failure | None) -> None:
        """Move the bar by one document; say above it why one failed."""
        if failure is not None:
            self._bar.console.print(describe(failure), markup=False, highlight=False)
        self._bar.advance(self._task)


def choose_progress(stream: TextIO) -> Progress:
    """Return a bar for a terminal (where rich is installed), lines for anything else."""
    if stream.isatty():
        try:
            return BarProgress(stream)
        except ImportError:
            pass
    return PlainProgress(stream)


def describe(failure: Failure) -> str:
    """Return the failure on one line."""
    return " ".join(f"failed: {failure.doc_id} ({failure.stage}): {failure.cause}".split())
