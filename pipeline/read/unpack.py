"""The bytes of a file as it is, of a .gz unpacked, or of an entry of a .zip; every size has a bound."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final

from pipeline.errors import ReadError
from pipeline.read.regular import open_file, stat_file
from pipeline.read.safe_zip import MAX_TOTAL, check_zip, read_member

PACKED: Final = (".zip", ".gz")
"""Suffixes of the archives that are read, one level deep."""
HEAD: Final = 1 << 16
"""How many bytes of a file's beginning tell one XML format from another."""
_CHUNK: Final = 1 << 20


def is_zip(path: Path) -> bool:
    """Whether a file is an archive with entries, by its suffix."""
    return path.suffix.lower() == ".zip"


def place_of(path: Path, entry: str | None) -> str:
    """Return what messages call an entry of a file, or the file."""
    return str(path) if entry is None else f"{path}/{entry}"


def list_entries(path: Path) -> frozenset[str]:
    """Return the names of all files in an archive.

    Raises:
        ReadError: It can't be opened, or is not harmless.
    """
    return frozenset(info.filename for info in _archive(path).infolist() if not info.is_dir())


def unpack(path: Path, entry: str | None, *, limit: int) -> bytes:
    """Return all bytes of a file, or of an entry of an archive.

    Raises:
        ReadError: They can't be read, or are more than `limit`.
    """
    where = place_of(path, entry)
    if entry is not None:
        data = read_member(_archive(path), entry, where=where)(min(limit, MAX_TOTAL) + 1)
        found = "more"
    else:
        size = stat_file(path).st_size
        packed = path.suffix.lower() == ".gz"
        found = "more" if packed else str(size)
        with open_file(path) as stream:
            data = _gunzip(stream, where, limit + 1) if packed else _read_up_to(stream, limit + 1)
    if len(data) > limit:
        raise ReadError(
            f"{where}: expected at most {limit} bytes, found {found}; "
            "split the file or raise the limit (--max-bytes)"
        )
    return data


def unpack_head(path: Path, entry: str | None) -> bytes:
    """Return the first bytes of a file, or of an entry.

    Raises:
        ReadError: They can't be read.
    """
    if entry is not None:
        return read_member(_archive(path), entry, where=place_of(path, entry))(HEAD)
    with open_file(path) as stream:
        return _gunzip(stream, str(path), HEAD) if path.suffix.lower() == ".gz" else stream.read(HEAD)


def _archive(path: Path) -> zipfile.ZipFile:
    found = stat_file(path)
    return _open_archive(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1)
def _open_archive(path: Path, changed: int, size: int) -> zipfile.ZipFile:
    """Open an archive once for all its entries; the last two arguments tell versions of it apart."""
    with open_file(path):  # says why it can't be opened
        return check_zip(path, where=str(path))


def _read_up_to(stream: BinaryIO | gzip.GzipFile, count: int) -> bytes:
    """Return at most so many bytes, without making room for all of them first."""
    data = bytearray()
    while len(data) < count and (chunk := stream.read(min(_CHUNK, count - len(data)))):
        data += chunk
    return bytes(data)


def _gunzip(stream: BinaryIO, where: str, count: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=stream, mode="rb") as unpacked:
            return _read_up_to(unpacked, count)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(
            f"{where}: expected a gzip archive, found damage ({error}); get it from its source again"
        ) from error
