"""The parent's side of the workers: hands out tasks, and outlives whatever happens to a worker."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from pipeline.batch.outcome import Failure, Outcome, Stage, Task
from pipeline.batch.worker import Job, Message, NotReady, Ready, serve
from pipeline.errors import MonographError


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    task: Task | None = None
    stage: Stage = Stage.READ
    deadline: float | None = None
    done: int = 0


@dataclass(slots=True)
class Pool:
    """Does tasks in `jobs` processes; one that dies or hangs costs its document and is replaced.

    A document whose process dies gets a second try in another one, unless it was the first that its process
    did: so a document pays for no other.

    Args:
        job: What the workers are told at their start.
        jobs: The number of processes.
        timeout: Seconds that one document may take, or None.
    """

    job: Job
    jobs: int
    timeout: float | None = None
    _workers: list[_Worker] = field(default_factory=list)
    _waiting: list[Task] = field(default_factory=list)
    _retried: set[int] = field(default_factory=set)

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Yield what came of each task, in the order in which they end.

        Raises:
            MonographError: No worker could be started.
        """
        self._waiting = list(reversed(tasks))
        left = len(tasks)
        try:
            while left:
                while self._waiting and len(self._workers) < min(self.jobs, left):
                    self._workers.append(_start(self.job))
                for outcome in self._listen():
                    left -= 1
                    yield outcome
        finally:
            for worker in self._workers:
                _end(worker)
            self._workers.clear()

    def _listen(self) -> Iterator[Outcome]:
        """Wait until workers say something, die or run out of time; yield the tasks that this ends."""
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        patience = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
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
                worker.process.kill()
                yield from self._bury(worker, late=True)

    def _take(self, worker: _Worker, message: Message) -> Iterator[Outcome]:
        if isinstance(message, Stage):
            worker.stage = message
        elif isinstance(message, NotReady):
            self._remove(worker, cause=message.cause)
        elif isinstance(message, Ready):
            self._give(worker)
        else:
            worker.task = None
            worker.done += 1
            if message.failure is not None and message.failure.error == MemoryError.__name__:
                _end(worker)  # what is left of its memory is of no use to the next document
                self._workers.remove(worker)
            else:
                self._give(worker)
            yield message

    def _give(self, worker: _Worker) -> None:
        """Give the worker its next task, or let it end where none is left."""
        worker.deadline = None
        if not self._waiting:
            _end(worker)
            self._workers.remove(worker)
            return
        worker.task, worker.stage = self._waiting.pop(), Stage.READ
        if self.timeout is not None:
            worker.deadline = time.monotonic() + self.timeout
        with suppress(OSError):  # it has died: the next round notices and reports the task
            worker.connection.send(worker.task)

    def _bury(self, worker: _Worker, *, late: bool = False) -> Iterator[Outcome]:
        """Remove a dead worker; yield the failure of the task it had."""
        worker.process.join()
        how = _say_exit(worker.process.exitcode)
        task = worker.task
        if task is None:
            self._remove(worker, cause=f"its process {how}")
            return
        self._workers.remove(worker)
        _end(worker)
        if worker.done and not late and task.index not in self._retried:
            self._retried.add(task.index)  # an earlier document may have left the process broken
            self._waiting.append(task)
            return
        error, cause = "WorkerDied", f"the process of this document {how}"
        if late:
            error, cause = "TimeoutError", f"no result after {self.timeout:g} s (limit: --timeout)"
        yield Outcome(task.index, Failure(task.doc_id, worker.stage, error, cause))

    def _remove(self, worker: _Worker, *, cause: str) -> None:
        """Remove a worker that never got ready; give up where it was the last one."""
        self._workers.remove(worker)
        _end(worker)
        if not self._workers:
            raise MonographError(f"expected the extractor to load, found: {cause}")
        self.jobs = len(self._workers)


def _start(job: Job) -> _Worker:
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
