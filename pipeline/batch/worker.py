"""The process that does documents: it loads the extractor once, then takes one task after the other."""

from __future__ import annotations

import io
import os
import signal
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, Protocol

from pipeline.batch.outcome import Failure, Outcome, Results, Stage, Task
from pipeline.batch.plan import stamp_of
from pipeline.errors import MonographError, ReadError
from pipeline.export import write_documents, write_triples
from pipeline.read import DEFAULT_LIMIT, GivenSection, Source, read_document
from pipeline.triples import build_triples
from pipeline.types import Document, Triple


class Extractor(Protocol):
    """Turns a text into a document with its entities and relations."""

    def extract(
        self, text: str, *, doc_id: str, sha256: str, sections: Sequence[GivenSection] = ()
    ) -> Document:
        """Return what the text says, at mention level; `sections` are those that its format states."""
        ...


ExtractorFactory = Callable[[], Extractor]
"""Called once in each process; it has to be importable by name there (no lambda, no local function)."""


def load_extractor(sources: Literal["both", "rules", "model"] = "both") -> Extractor:
    """Return the pipeline's own extractor, with relations from these sources."""
    from pipeline import compose  # noqa: PLC0415 - it loads the language model

    extractor: Extractor = compose.load(sources=sources)
    return extractor


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker of a run is told at its start.

    Args:
        factory: What makes the extractor.
        folder: The folder that relative paths start from.
        fingerprint: Digest of code, rules, models and settings that the run counts on.
        encoding: The encoding to hold all files to; by default it is found out for each.
        max_bytes: The largest document that is read.
    """

    factory: ExtractorFactory
    folder: str
    fingerprint: str = ""
    encoding: str | None = None
    max_bytes: int = DEFAULT_LIMIT

    def shaping(self) -> dict[str, object]:
        """Return the settings that a document's results depend on."""
        return {"encoding": self.encoding, "max_bytes": self.max_bytes}


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
    """Take a `Job` from the connection, then tasks until its end, and answer with messages."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        job: Job = connection.recv()
        with suppress(OSError):  # another machine may lack it: absolute paths work all the same
            os.chdir(job.folder)
        try:
            extractor = job.factory()
        except Exception as error:
            connection.send(NotReady(_describe(error)))
            return
        connection.send(Ready())
        while True:
            connection.send(_do(connection.recv(), job, extractor, connection.send))
    except (EOFError, BrokenPipeError, ConnectionResetError):
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
        source = read_document(task.reference, encoding=job.encoding, limit=job.max_bytes)
        _refuse_changed(task)
        announce(stage := Stage.EXTRACT)
        document = extractor.extract(
            source.text, doc_id=task.doc_id, sha256=source.sha256, sections=source.sections
        )
        _check(document, task, source)
        announce(stage := Stage.TRIPLES)
        triples = build_triples(document)
        announce(stage := Stage.WRITE)
        results = _write(document, triples)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:
        return Outcome(task.index, Failure(task.doc_id, stage, type(error).__name__, _describe(error)))
    return Outcome(task.index, results)


def _refuse_changed(task: Task) -> None:
    """Raise ReadError where a file is not the one that the task's key was made from."""
    path = task.reference.path
    if stamp_of(path) != task.stamp:
        raise ReadError(f"{path}: expected a file that stays as it is, found it changed meanwhile; run again")


def _check(document: Document, task: Task, source: Source) -> None:
    """Raise ValueError where the extractor changed what it was given: offsets would point elsewhere."""
    if (document.doc_id, document.text, document.sha256) != (task.doc_id, source.text, source.sha256):
        raise ValueError(
            "expected the extractor to keep id, text and digest, found at least one of them changed"
        )


def _write(document: Document, triples: tuple[Triple, ...]) -> Results:
    triple_lines, document_lines = io.StringIO(newline=""), io.StringIO(newline="")
    write_triples(triples, triple_lines)
    write_documents([document], document_lines)
    return Results(
        triple_lines.getvalue().encode(), document_lines.getvalue().encode(), _count(document, triples)
    )


def _count(document: Document, triples: tuple[Triple, ...]) -> dict[str, int]:
    counts = Counter(f"triples.{triple.relation}.{triple.polarity}" for triple in triples)
    counts["entities"] = len(document.entities)
    counts["relations"] = len(document.relations)
    return dict(counts)


def _describe(error: Exception) -> str:
    """Return what the error says and, where it was not raised on purpose, which line of code raised it."""
    if isinstance(error, MonographError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}, in {frames[-1].name}" if frames else "?"
    return f"{str(error) or type(error).__name__} (at {place})"
