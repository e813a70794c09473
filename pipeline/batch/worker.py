"""The process that does documents: it loads the extractor once, then takes one task after the other."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from pipeline.batch.outcome import Failure, Outcome, Stage, Task, part_paths
from pipeline.errors import MonographError
from pipeline.export import write_documents, write_triples
from pipeline.read import DEFAULT_LIMIT, Source, read_file
from pipeline.triples import build_triples
from pipeline.types import Document, Triple


class Extractor(Protocol):
    """Turns a text into a document with its entities and relations."""

    def extract(self, text: str, *, doc_id: str, sha256: str) -> Document:
        """Return what the text says, at mention level."""
        ...


ExtractorFactory = Callable[[], Extractor]
"""Called once in each process; it has to be importable by name there (no lambda, no local function)."""


def load_extractor() -> Extractor:
    """Return the pipeline's own extractor."""
    from pipeline import compose  # noqa: PLC0415 - it loads the language model

    extractor: Extractor = compose.load()
    return extractor


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker of a run is told at its start."""

    factory: ExtractorFactory
    spool: Path
    encoding: str | None = None
    max_bytes: int = DEFAULT_LIMIT


@dataclass(frozen=True, slots=True)
class Ready:
    """Sent by a worker that can take tasks."""


@dataclass(frozen=True, slots=True)
class NotReady:
    """Sent by a worker whose extractor can't be loaded."""

    cause: str


Message = Ready | NotReady | Stage | Outcome
"""What a worker says: that it stands ready or not, the stage it enters, what came of the task."""


def serve(connection: Connection) -> None:
    """Take a `Job` from the connection, then tasks until None or its end, and answer with messages."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    threading.Thread(target=_die_with_parent, daemon=True).start()
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # before numpy is loaded: the same sums for any number of jobs
    try:
        job: Job = connection.recv()
        try:
            extractor = job.factory()
        except Exception as error:
            connection.send(NotReady(_describe(error)))
            return
        connection.send(Ready())
        while (task := connection.recv()) is not None:
            connection.send(_do(task, job, extractor, connection.send))
    except (EOFError, BrokenPipeError):
        return  # the parent is gone


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(task: Task, job: Job, extractor: Extractor, announce: Callable[[Stage], None]) -> Outcome:
    stage = Stage.READ
    try:
        announce(stage)
        source = read_file(task.path, encoding=job.encoding, limit=job.max_bytes)
        announce(stage := Stage.EXTRACT)
        document = extractor.extract(source.text, doc_id=task.doc_id, sha256=source.sha256)
        _check(document, task, source)
        announce(stage := Stage.TRIPLES)
        triples = build_triples(document)
        announce(stage := Stage.WRITE)
        _write_parts(document, triples, part_paths(job.spool, task.index))
    except BrokenPipeError:
        raise
    except Exception as error:
        for part in part_paths(job.spool, task.index).values():
            part.unlink(missing_ok=True)
        return Outcome(task.index, Failure(task.doc_id, stage, type(error).__name__, _describe(error)))
    return Outcome(task.index, counts=_count(document, triples))


def _check(document: Document, task: Task, source: Source) -> None:
    """Raise ValueError where the extractor changed what it was given: offsets would point elsewhere."""
    if (document.doc_id, document.text, document.sha256) != (task.doc_id, source.text, source.sha256):
        raise ValueError(
            "expected the extractor to keep id, text and digest, found at least one of them changed"
        )


def _write_parts(document: Document, triples: tuple[Triple, ...], parts: dict[str, Path]) -> None:
    with open(parts["triples.jsonl"], "w", encoding="utf-8", newline="") as stream:
        write_triples(triples, stream)
    with open(parts["documents.jsonl"], "w", encoding="utf-8", newline="") as stream:
        write_documents([document], stream)


def _count(document: Document, triples: tuple[Triple, ...]) -> Counter[str]:
    counts = Counter(f"triples.{triple.relation}.{triple.polarity}" for triple in triples)
    counts["entities"] = len(document.entities)
    counts["relations"] = len(document.relations)
    return counts


def _describe(error: Exception) -> str:
    """Return what the error says and, where it was not raised on purpose, which line of code raised it."""
    if isinstance(error, MonographError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}, in {frames[-1].name}" if frames else "?"
    return f"{str(error) or type(error).__name__} (at {place})"
