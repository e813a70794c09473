"""The same job on a cluster of dask.distributed: each of its threads keeps a pool of one process."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from pipeline.batch.fingerprint import fingerprint
from pipeline.batch.limits import Limits
from pipeline.batch.outcome import Failure, Outcome, Stage, Task
from pipeline.batch.pool import Pool
from pipeline.batch.worker import Job
from pipeline.errors import MonographError

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD: Final = 3
"""Tasks under way for each thread of the cluster: none waits, and memory stays flat."""
_PATIENCE: Final = 10
"""Seconds to wait for the scheduler, and for a first worker."""

_pools: Final[dict[int, Pool]] = {}
_lock: Final = threading.Lock()


@dataclass(slots=True)
class Cluster:
    """A crew on the workers of a scheduler; a worker that is lost costs no document.

    The documents must lie at the same paths on all machines; results come back over the network.

    Args:
        job: What the workers are told.
        address: Of the scheduler, such as tcp://host:8786.
        limits: What one document may take.

    Raises:
        MonographError: dask.distributed is not installed, or there is no scheduler at the address.
    """

    job: Job
    address: str
    limits: Limits = field(default_factory=Limits)
    _client: Client = field(init=False)

    def __post_init__(self) -> None:
        self._client = _connect(self.address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(Exception):  # what can't be reached any more can't be told to let go
            self._client.run(_release, self.job.fingerprint)
        self._client.close(timeout=_PATIENCE)  # type: ignore[no-untyped-call]

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Yield what came of each task, once each, in the order in which they end.

        Raises:
            MonographError: The extractor can't be loaded there, its code differs from ours, or the scheduler
                is lost.
        """
        from distributed import as_completed  # noqa: PLC0415 - an extra

        waiting = iter(tasks)
        under_way: dict[Any, Task] = {}
        first = list(self._submit(waiting, self._room(), under_way))
        ended: Any = as_completed(first, loop=self._client.loop)  # type: ignore[no-untyped-call]
        for future in ended:
            yield self._result(future, under_way.pop(future.key))
            for following in self._submit(waiting, max(1, self._room() - len(under_way)), under_way):
                ended.add(following)

    def _room(self) -> int:
        """Return how many tasks may be under way: by the threads there are now, as workers come and go."""
        threads: dict[str, int] = self._client.nthreads()  # type: ignore[no-untyped-call]
        return _AHEAD * max(1, sum(threads.values()))

    def _submit(
        self, waiting: Iterator[Task], count: int, under_way: dict[Any, Task]
    ) -> Iterator[Future[Outcome]]:
        for _, task in zip(range(count), waiting, strict=False):
            future = self._client.submit(do_there, self.job, self.limits, task, pure=False)
            under_way[future.key] = task
            yield future

    def _result(self, future: Future[Outcome], task: Task) -> Outcome:
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an extra

        try:
            outcome: Outcome = future.result()
        except KilledWorker as error:
            cause = f"the cluster lost its workers over this document ({' '.join(str(error).split())})"
            return Outcome(task.index, Failure(task.doc_id, Stage.READ, "WorkerDied", cause))
        except (CancelledError, OSError) as error:
            raise MonographError(
                f"{self.address}: expected the scheduler to stay, found it lost ({type(error).__name__}); "
                "run again: what is done is kept"
            ) from error
        finally:
            future.release()  # type: ignore[no-untyped-call]
        return outcome


def do_there(job: Job, limits: Limits, task: Task) -> Outcome:
    """Do one task on a worker of the cluster, in the process that this thread keeps for the job.

    Raises:
        MonographError: The extractor can't be loaded here, or code, rules or models differ from the run's.
    """
    thread = threading.get_ident()
    with _lock:
        pool = _pools.get(thread)
    if pool is None or not _is_for(pool, job, limits):
        if pool is not None:
            pool.close()
        pool = _make_pool(job, limits)
        with _lock:
            _pools[thread] = pool
    [outcome] = pool.run([task])
    return outcome


def _is_for(pool: Pool, job: Job, limits: Limits) -> bool:
    """Whether a pool does this job; by its fingerprint, as a factory that was sent equals no other."""
    known = (pool.job.fingerprint, pool.job.folder, pool.limits)
    return known == (job.fingerprint, job.folder, limits)


def _make_pool(job: Job, limits: Limits) -> Pool:
    if fingerprint(job.factory, job.shaping()) != job.fingerprint:
        raise MonographError(
            "expected the same monograph on all machines, found another code, model or library on a worker; "
            "install the same release everywhere"
        )
    # Dask marks its workers as daemons, which may have no children lest they outlive them. Ours end with
    # their parent of themselves.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    return Pool(job, 1, limits)


def _release(job: str) -> None:
    """End the processes that this worker keeps for the job with this fingerprint."""
    with _lock:
        for thread in [thread for thread, pool in _pools.items() if pool.job.fingerprint == job]:
            _pools.pop(thread).close()


def _connect(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MonographError(
            "--scheduler: expected dask.distributed, found it not installed; "
            "pip install 'monograph[distributed]', or leave --scheduler out"
        ) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise MonographError(
            f"{address}: expected a Dask scheduler with a worker, found none ({error}); "
            "check the address and that workers have joined"
        ) from error
    return client
