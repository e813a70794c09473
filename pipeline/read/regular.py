"""Open regular files only: a pipe would wait for ever."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import ReadError


def stat_file(path: Path) -> os.stat_result:
    """Return a file's state.

    Raises:
        ReadError: There is none, or it is no regular file.
    """
    with _say_cause(path):
        found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe, socket or device"
        raise ReadError(f"{path}: expected a regular file, found {kind}; give a text file")
    return found


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for its bytes.

    Raises:
        ReadError: It can't be opened or read; the message says why.
    """
    stat_file(path)
    with _say_cause(path), open(path, "rb") as stream:
        yield stream


@contextmanager
def _say_cause(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        found = error.strerror or str(error) or type(error).__name__
        if path.is_symlink() and not path.exists():
            found = f"a link that leads nowhere ({found})"
        raise ReadError(
            f"{path}: expected a file that can be read, found: {found}; check the path and its permissions"
        ) from error
