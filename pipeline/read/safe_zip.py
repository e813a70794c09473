"""ZIP archives from strangers: bounds on what they unpack to, and no name that leads out of them."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from pipeline.errors import ReadError

MAX_MEMBERS: Final = 100_000
MAX_TOTAL: Final = 4 * 1024**3
"""Bytes that all members together may unpack to."""
MAX_RATIO: Final = 200
"""How many times its packed size a member of over a megabyte may unpack to."""
_SMALL: Final = 1 << 20


def check_zip(file: Path | IO[bytes], *, where: str, max_total: int = MAX_TOTAL) -> zipfile.ZipFile:
    """Open an archive and look over its list of members; the caller closes it.

    Args:
        file: The archive.
        where: Its name, for the message.
        max_total: Bytes that all members together may unpack to.

    Raises:
        ReadError: It is no ZIP archive, holds too much, or holds names that lead out of it or occur twice.
    """
    try:
        archive = zipfile.ZipFile(file)
    except Exception as error:  # damage shows as errors of zipfile, struct, codecs and the system
        raise ReadError(
            f"{where}: expected a ZIP archive, found damage ({error}); get it from its source again"
        ) from error
    for problem in _problems(archive, max_total):
        archive.close()
        raise ReadError(f"{where}: expected a harmless ZIP archive, found {problem}")
    return archive


def read_member(archive: zipfile.ZipFile, name: str, *, where: str) -> Callable[[int], bytes]:
    """Return a function that reads the first bytes of a member, so many as it is told.

    Raises:
        ReadError: It is missing, encrypted or a link; when it is read: it is damaged.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise ReadError(f"{where}: expected a member {name!r}, found none; run the extraction anew") from None
    if info.flag_bits & 0x1:
        raise ReadError(f"{where}: expected a member without password, found an encrypted one; unpack it")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ReadError(f"{where}: expected a file, found a link; unpack the archive")

    def read(count: int) -> bytes:
        try:
            with archive.open(info) as stream:
                return stream.read(count)
        except Exception as error:  # zlib, lzma, bz2, zipfile and struct each have errors of their own
            raise ReadError(
                f"{where}: expected a member that unpacks, found damage ({type(error).__name__}: {error}); "
                "get the archive from its source again"
            ) from error

    return read


def _problems(archive: zipfile.ZipFile, max_total: int) -> Iterator[str]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        yield f"{len(members)} members, more than {MAX_MEMBERS}; split it"
    total = sum(member.file_size for member in members)
    if total > max_total:
        yield f"members of {total} bytes together, more than {max_total}; split it"
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:2]:
            yield f"the name {name!r}, which leads out of it; don't unpack it"
        if "\x00" in name or not name.strip():
            yield f"the name {name!r}; pack it anew"
        if member.filename in seen:
            yield f"the name {name!r} twice; pack it anew"
        seen.add(member.filename)
        if member.file_size > max(_SMALL, MAX_RATIO * member.compress_size):
            yield (
                f"{name!r}, which unpacks to over {MAX_RATIO} times its size (a ZIP bomb?); "
                "unpack it by hand if you trust it"
            )
