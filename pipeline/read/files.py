"""One input file to its text, by the reader of its suffix."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from pipeline.errors import ReadError
from pipeline.read.decode import decode

DEFAULT_LIMIT: Final = 20 * 1024 * 1024
"""The largest file that is read, in bytes, unless a run says otherwise."""


class Source(NamedTuple):
    """What a file holds: its text, and the SHA-256 (hexadecimal) of its bytes."""

    text: str
    sha256: str


class Reader(Protocol):
    """Turns a file's bytes into text, or raises ReadError naming `where`."""

    def __call__(self, data: bytes, *, where: str, encoding: str | None) -> str: ...


READERS: Final[dict[str, Reader]] = {
    ".txt": decode,
    ".md": decode,
}
"""The reader of each suffix, in lower case. A new format is one function and one line here."""


def read_file(path: Path, *, encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Source:
    """Return the text of a file and the digest of its bytes.

    Line ends stay as they are, so offsets into the text are offsets into the file's decoded content (without
    its byte order mark, where it has one).

    Args:
        path: A regular file with a suffix of `READERS`.
        encoding: The encoding to hold the file to; by default it is found out.
        limit: The largest size that is read, in bytes.

    Raises:
        ReadError: The file can't be turned into text; the message names the file, the cause and the cure.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        found = f"the suffix {path.suffix!r}" if path.suffix else "no suffix"
        raise ReadError(
            f"{path}: expected a file with one of the suffixes {', '.join(READERS)}, found {found}; "
            "convert it to plain text"
        )
    data = _read_bytes(path, limit)
    text = reader(data, where=str(path), encoding=encoding)
    return Source(text, hashlib.sha256(data).hexdigest())


def _read_bytes(path: Path, limit: int) -> bytes:
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):  # opening a pipe would wait for ever
            found = "a folder" if stat.S_ISDIR(mode) else "a pipe, socket or device"
            raise ReadError(f"{path}: expected a regular file, found {found}; give a text file")
        with open(path, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = stream.read() if size <= limit else b""
    except OSError as error:
        found = error.strerror or type(error).__name__
        if path.is_symlink() and not path.exists():
            found = f"a link that leads nowhere ({found})"
        raise ReadError(
            f"{path}: expected a file that can be read, found: {found}; check the path and its permissions"
        ) from error
    if size > limit:
        raise ReadError(
            f"{path}: expected at most {limit} bytes, found {size}; "
            "split the file or raise the limit (--max-bytes)"
        )
    return data
