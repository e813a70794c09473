"""Which documents a run reads, and the name that each has in its results."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.read.collection import printable
from pipeline.read.containers import member_names
from pipeline.read.source import Reference


def find_files(paths: Sequence[Path], *, exclude: Iterable[Path] = ()) -> list[tuple[str, Path]]:
    """Return (doc_id, path) of every document under the paths, sorted by doc_id.

    A document's id is its path below the folder given, with `/` between parts; for a single file, its name.
    Hidden files and folders are skipped unless they are named outright. Links to folders are followed where
    they lead out of the folder given, and each folder is visited once, so a loop of links ends.

    Args:
        paths: Files and folders.
        exclude: Folders that are not searched (a run's own output).

    Raises:
        ReadError: A path does not exist, or two documents would have the same id (all in one message).

    Example:
        >>> find_files([Path("no/such/folder")])
        Traceback (most recent call last):
        pipeline.errors.ReadError: no/such/folder: expected a file or a folder, found nothing; check the path
    """
    left_out = frozenset(_identity(folder) for folder in exclude if folder.is_dir())
    found: dict[str, Path] = {}
    problems: list[str] = []
    for path in paths:
        if not os.path.lexists(path):
            problems.append(f"{path}: expected a file or a folder, found nothing; check the path")
        for doc_id, file in _documents(path, left_out):
            if doc_id in found:
                problems.append(
                    f"{file}: expected a document id of its own, found {doc_id!r} also for {found[doc_id]}; "
                    "give each document once, or the folder above both"
                )
            else:
                found[doc_id] = file
    if problems:
        raise ReadError("\n".join(problems))
    return sorted(found.items())


def find_documents(paths: Sequence[Path], *, exclude: Iterable[Path] = ()) -> list[Reference]:
    """Return every document under the paths, sorted by its id.

    Files are found as `find_files` finds them. An archive or a collection gives one document for each that it
    holds, with the id "file's id/member"; where that can't be made out, the file itself, whose reading then
    says why.

    Args:
        paths: Files and folders.
        exclude: Folders that are not searched (a run's own output).

    Raises:
        ReadError: A path does not exist, or two documents would have the same id (all in one message).
    """
    found: dict[str, Reference] = {}
    problems: list[str] = []
    for doc_id, path in find_files(paths, exclude=exclude):
        for reference in _expand(doc_id, path):
            known = found.setdefault(reference.doc_id, reference)
            if known is not reference:
                problems.append(
                    f"{reference.path}: expected a document id of its own, found {reference.doc_id!r} "
                    f"also in {known.path}; rename one of the two"
                )
    if problems:
        raise ReadError("\n".join(problems))
    return [found[doc_id] for doc_id in sorted(found)]


def _expand(doc_id: str, path: Path) -> list[Reference]:
    try:
        members = member_names(path)
    except ReadError:
        members = None
    if members is None:
        return [Reference(doc_id, path)]
    return [Reference(f"{doc_id}/{printable(member)}", path, member) for member in members]


def _documents(path: Path, left_out: frozenset[tuple[int, int]]) -> Iterator[tuple[str, Path]]:
    if path.is_dir():
        for file in _walk(path, left_out):
            yield _printable("/".join(file.relative_to(path).parts)), file
    elif os.path.lexists(path):
        yield _printable(path.name), path


def _walk(root: Path, left_out: frozenset[tuple[int, int]]) -> Iterator[Path]:
    real_root = os.path.realpath(root)
    seen = set(left_out) - {_identity(root)}
    folders = [root]
    while folders:
        folder = folders.pop()
        identity = _identity(folder)
        if identity in seen:
            continue
        seen.add(identity)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            raise ReadError(
                f"{folder}: expected a folder that can be listed, found: {error.strerror}; "
                "check its permissions"
            ) from error
        below: list[Path] = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if not _is_folder(entry):
                yield folder / entry.name
            elif not entry.is_symlink() or not _is_below(os.path.realpath(entry.path), real_root):
                below.append(folder / entry.name)
        folders.extend(reversed(below))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself: reading it will say so
        return False


def _is_below(real_path: str, real_root: str) -> bool:
    return os.path.commonpath((real_path, real_root)) == real_root


def _identity(folder: Path) -> tuple[int, int]:
    stat = folder.stat()
    return stat.st_dev, stat.st_ino


def _printable(name: str) -> str:
    """Return the name with bytes that are not UTF-8 written out (`\\xff`), so that it can be stored."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
