"""The parent's side of the workers: hands out tasks, and outlives whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Final, Protocol, Self

from pipeline.batch.limits import MEGABYTE, Limits, resident_memory
from pipeline.batch.outcome import Failure, Outcome, Stage, Task
from pipeline.batch.worker import Job, Message, NotReady, Ready, serve
from pipeline.errors import MonographError

_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Set to 1 for workers where they are not set: one core each, and the same sums for any number of jobs."""
_LOOK: Final = 0.2
"""Seconds between two looks at the memory of the workers."""
MOST_GROWTH: Final = 512
"""Megabytes: a worker that holds so much more after a document than when it stood ready does no other."""


class Crew(Protocol):
    """Does the tasks of a run, wherever its processes are; used as a context around them."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Yield what came of each task, once each, in the order in which they end.

        Raises:
            MonographError: The extractor can't be loaded, or there is nothing left to run on.
        """
        ...


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    ready_memory: int = 0
    task: Task | None = None
    stage: Stage = Stage.READ
    deadline: float | None = None
    done: int = 0


@dataclass(slots=True)
class Pool:
    """A crew of `jobs` processes on this machine; one that dies or hangs costs its document and is replaced.

    A document whose process dies gets a second try in another one, unless it was the first that its process
    did: so a document pays for no other. Workers stay for the next `run` until the context ends, but for
    those that a large document has left with too much memory (`MOST_GROWTH`).

    Args:
        job: What the workers are told at their start.
        jobs: The number of processes.
        limits: What one document may take.
    """

    job: Job
    jobs: int
    limits: Limits = field(default_factory=Limits)
    _workers: list[_Worker] = field(default_factory=list)
    _waiting: list[Task] = field(default_factory=list)
    _retried: set[int] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Yield what came of each task, once each, in the order in which they end.

        Raises:
            MonographError: No worker could be started.
        """
        self._waiting = list(reversed(tasks))
        self._retried.clear()
        for worker in self._workers:
            if worker.ready:
                self._give(worker)
        left = len(tasks)
        while left:
            while self._waiting and len(self._workers) < min(self.jobs, left):
                self._workers.append(_start(self.job))
            for outcome in self._listen():
                left -= 1
                yield outcome

    def _listen(self) -> Iterator[Outcome]:
        """Wait until workers say something, die or break a limit; yield the tasks that this ends."""
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        patience = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        if self.limits.max_memory is not None:
            patience = _LOOK if patience is None else min(patience, _LOOK)
        speaking = wait([worker.connection for worker in self._workers], patience)
        for worker in list(self._workers):
            if worker.connection in speaking:
                try:
                    message: Message = worker.connection.recv()
                except (EOFError, OSError):
                    yield from self._bury(worker)
                else:
                    yield from self._take(worker, message)
            elif worker.deadline is not None and time.monotonic() >= worker.deadline:
                yield from self._stop_late(worker)
            elif worker.task is not None and self._is_too_large(worker):
                yield from self._stop_large(worker)

    def _take(self, worker: _Worker, message: Message) -> Iterator[Outcome]:
        if isinstance(message, Stage):
            worker.stage = message
        elif isinstance(message, NotReady):
            self._remove(worker, cause=message.cause)
        elif isinstance(message, Ready):
            worker.ready = True
            worker.ready_memory = _memory_of(worker)
            self._give(worker)
        else:
            worker.task = worker.deadline = None
            worker.done += 1
            if _is_spent(worker, message):
                self._drop(worker)
            else:
                self._give(worker)
            yield message

    def _give(self, worker: _Worker) -> None:
        """Give the worker its next task, where one is left."""
        if not self._waiting:
            return
        worker.task, worker.stage = self._waiting.pop(), Stage.READ
        if self.limits.timeout is not None:
            worker.deadline = time.monotonic() + self.limits.timeout
        with suppress(OSError):  # it has died: the next round notices and reports the task
            worker.connection.send(worker.task)

    def _stop_late(self, worker: _Worker) -> Iterator[Outcome]:
        self._drop(worker)
        if worker.task is not None:
            cause = f"no result after {self.limits.timeout:g} s (limit: --timeout)"
            yield _fail(worker.task, worker.stage, TimeoutError.__name__, cause)

    def _is_too_large(self, worker: _Worker) -> bool:
        limit = self.limits.max_memory
        return limit is not None and _memory_of(worker) > limit * MEGABYTE

    def _stop_large(self, worker: _Worker) -> Iterator[Outcome]:
        self._drop(worker)
        limit = self.limits.max_memory
        cause = f"its process held more than {limit} MB (limit: --max-memory)"
        yield from self._retry_or_fail(worker, MemoryError.__name__, cause)

    def _bury(self, worker: _Worker) -> Iterator[Outcome]:
        """Remove a dead worker; yield the failure of the task it had."""
        worker.process.join()
        how = _say_exit(worker.process.exitcode)
        if worker.ready:
            self._drop(worker)
            yield from self._retry_or_fail(worker, "WorkerDied", f"the process of this document {how}")
        else:
            self._remove(worker, cause=f"its process {how}")

    def _retry_or_fail(self, worker: _Worker, error: str, cause: str) -> Iterator[Outcome]:
        """Give the task of a worker that is gone a second try where an earlier one may have broken it."""
        task = worker.task
        if task is None:
            return
        if worker.done and task.index not in self._retried:
            self._retried.add(task.index)
            self._waiting.append(task)
        else:
            yield _fail(task, worker.stage, error, cause)

    def _remove(self, worker: _Worker, *, cause: str) -> None:
        """Remove a worker that never got ready; give up where it was the last one."""
        self._drop(worker)
        if not self._workers:
            raise MonographError(f"expected the extractor to load, found: {cause}")
        self.jobs = len(self._workers)

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        _end(worker)


def _is_spent(worker: _Worker, outcome: Outcome) -> bool:
    """Whether a document left a worker with memory that is of no use to the next one."""
    failed = isinstance(outcome.value, Failure) and outcome.value.error == MemoryError.__name__
    return failed or _memory_of(worker) > worker.ready_memory + MOST_GROWTH * MEGABYTE


def _memory_of(worker: _Worker) -> int:
    return resident_memory(worker.process.pid or 0)


def _fail(task: Task, stage: Stage, error: str, cause: str) -> Outcome:
    return Outcome(task.index, Failure(task.doc_id, stage, error, cause))


def _start(job: Job) -> _Worker:
    for variable in _THREADS:  # numpy reads them when it is loaded, which is before a worker's first line
        os.environ.setdefault(variable, "1")
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    with suppress(BrokenPipeError):  # it has died: waiting for it will tell
        ours.send(job)
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.connection.close()


def _say_exit(code: int | None) -> str:
    if code is None or code >= 0:
        return f"ended with exit status {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    return f"was killed by {name}" + (" (perhaps for lack of memory)" if name == "SIGKILL" else "")
