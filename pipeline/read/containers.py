"""Which documents a file holds, and the bytes of each.

A member is called by its name in the archive, by its id in the collection, or by both with "/" between.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from pipeline.errors import ReadError
from pipeline.read.collection import COLLECTION_LIMIT, Collection, cut_part
from pipeline.read.formats import Format, format_of
from pipeline.read.regular import open_file, stat_file
from pipeline.read.source import refuse_damage
from pipeline.read.unpack import HEAD, PACKED, is_zip, list_entries, place_of, unpack, unpack_head

_COMPANIONS: Final = frozenset(
    {f".{name}" for name in ("bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff")}
    | {f".{name}" for name in ("css", "js", "woff", "woff2", "xsd", "xsl", "xslt")}
)
"""Suffixes of what accompanies documents in an archive and is passed over: pictures, styles, scripts."""


class Packed(NamedTuple):
    """The bytes of one document and the format that reads them."""

    data: bytes
    format: Format


def member_names(path: Path) -> list[str] | None:
    """Return the names of the documents that a file holds, or None where it is a document itself.

    Raises:
        ReadError: It should hold documents, and holds none or can't be opened.
    """
    if is_zip(path):
        names = [name for entry in sorted(list_entries(path)) for name in _entry_members(path, entry)]
    else:
        collection = _collection(path, None)
        if collection is None:
            return None
        names = list(collection.parts)
    if not names:
        raise ReadError(f"{path}: expected a file with documents in it, found none; leave it out")
    return names


def read_packed(path: Path, member: str | None, *, limit: int) -> Packed:
    """Return the bytes of one document.

    Args:
        path: The file that holds it.
        member: Its name there, or None where the file is the document.
        limit: The largest size that is read, in bytes.

    Raises:
        ReadError: It is not there, too large, damaged, or an archive inside an archive.
    """
    if member is None:
        if member_names(path) is not None:
            raise ReadError(f"{path}: expected one document, found a file of several; name the one to read")
        return _read_whole(path, None, limit)
    for entry, name in _meanings(path, member):
        collection = _collection(path, entry)
        if name is None:
            if collection is not None:
                raise ReadError(f"{path}/{member}: expected documents in it, found none; leave it out")
            return _read_whole(path, entry, limit)
        part = collection.parts.get(name) if collection else None
        if collection is None or part is None:
            continue
        if part.end - part.start > limit:
            raise ReadError(
                f"{path}/{member}: expected at most {limit} bytes, found {part.end - part.start}; "
                "raise the limit (--max-bytes)"
            )
        if collection.data is not None:
            return Packed(cut_part(io.BytesIO(collection.data), part), _format(path, entry))
        with open_file(path) as stream:
            return Packed(cut_part(stream, part), _format(path, entry))
    raise ReadError(f"{path}: expected a document {member!r} in it, found none; run the extraction anew")


def _read_whole(path: Path, entry: str | None, limit: int) -> Packed:
    found = _format(path, entry)
    return Packed(unpack(path, entry, limit=limit), found)


def _meanings(path: Path, member: str) -> Iterator[tuple[str | None, str | None]]:
    """Yield (name in the archive, name in the collection) that a member's name may stand for."""
    if not is_zip(path):
        yield None, member
        return
    entries = list_entries(path)
    if member in entries:
        yield member, None
    slashes = (at for at, char in enumerate(member) if char == "/")
    yield from ((member[:at], member[at + 1 :]) for at in slashes if member[:at] in entries)


def _entry_members(path: Path, entry: str) -> list[str]:
    """Return the members that an archive's entry gives: none for a picture, several for a collection."""
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in entry.split("/"))
    if hidden or PurePath(entry).suffix.lower() in _COMPANIONS:
        return []
    try:
        collection = _collection(path, entry)
    except ReadError:
        return [entry]  # reading it will say why
    if collection is None or not collection.parts:
        return [entry]
    return [f"{entry}/{name}" for name in collection.parts]


def _collection(path: Path, entry: str | None) -> Collection | None:
    """Return the documents of a collection; None where the file, or the archive's entry, is no collection."""
    found = stat_file(path)
    return _split(path, entry, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=2)
def _split(path: Path, entry: str | None, changed: int, size: int) -> Collection | None:
    """Split a file once for all its documents; the last two arguments tell versions of it apart."""
    try:
        found = _format(path, entry)
    except ReadError:
        return None  # reading it will say why
    if found.split is None:
        return None
    where = place_of(path, entry)
    with refuse_damage(where, found.name):
        if path.suffix.lower() not in PACKED:
            with open_file(path) as stream:
                return found.split(stream, where=where)
        data = unpack(path, entry, limit=COLLECTION_LIMIT)
        collection = found.split(io.BytesIO(data), where=where)
        return collection if collection.data is not None else collection._replace(data=data)


def _format(path: Path, entry: str | None) -> Format:
    """Return the format of a file, or of an entry, by its name and, for XML, its beginning."""
    name = entry or (path.stem if path.suffix.lower() == ".gz" else path.name)
    where = place_of(path, entry)
    if PurePath(name).suffix.lower() in PACKED:
        raise ReadError(f"{where}: expected a document, found an archive inside an archive; unpack it")
    head = unpack_head(path, entry)[:HEAD] if name.lower().endswith(".xml") else b""
    return format_of(name, head, where=where)
