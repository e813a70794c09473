"""What a run has to do: its documents, each with a key that says whether results at hand are still true."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.batch.fingerprint import digest_stream
from pipeline.batch.outcome import Task
from pipeline.errors import ReadError
from pipeline.read import Reference, find_documents
from pipeline.read.regular import open_file


def plan(paths: Sequence[Path], *, out: Path, fingerprint: str) -> list[Task]:
    """Return one task a document, in the order of the results.

    Args:
        paths: Files and folders; what lies in `out` is not read.
        out: The folder of the results.
        fingerprint: Digest of all but the documents that results depend on.

    Raises:
        ReadError: A path is missing, there is no document, or `out` is one of the folders to read.
    """
    for path in paths:
        if out.exists() and path.exists() and out.samefile(path):
            raise ReadError(
                f"{out}: expected a folder for the results apart from the documents; choose another"
            )
    references = find_documents(paths, exclude=[out])
    if not references:
        raise ReadError(
            f"{', '.join(map(str, paths))}: expected at least one document, found none; check the folder"
        )
    return list(_make_tasks(references, fingerprint))


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Return a file's size and time of change (ns), or None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _make_tasks(references: Sequence[Reference], fingerprint: str) -> Iterator[Task]:
    last: Path | None = None
    digest: str | None = None
    stamp: tuple[int, int] | None = None
    for index, reference in enumerate(references):
        if reference.path != last:  # the documents of one archive follow one another
            last, stamp = reference.path, stamp_of(reference.path)
            digest = _digest(reference.path)
        yield Task(index, reference, _key(fingerprint, reference, digest), stamp)


def _digest(path: Path) -> str | None:
    try:
        with open_file(path) as stream:
            return digest_stream(stream)
    except ReadError:
        return None  # the worker will say why


def _key(fingerprint: str, reference: Reference, digest: str | None) -> bytes | None:
    if digest is None:
        return None
    return hashlib.sha256(
        "\0".join((fingerprint, reference.doc_id, reference.member or "", digest)).encode()
    ).digest()
