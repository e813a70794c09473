"""Files and folders that are whole or not there: written beside their place, then put into it in one step."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.errors import FormatError

_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP file can hold: its files have it, so that equal content is equal bytes."""


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a text file (UTF-8, line ends as written) that takes the place of `path` when the block ends well.

    Where the block raises, or the process dies, what was at `path` stays. A device (`/dev/stdout`) is written
    to as it is.

    Raises:
        OSError: The folder does not exist or can't be written to.
    """
    if _is_device(path):
        with open(path, "w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    with replacing_file(path) as beside, open(beside, "w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Give the path of a file to make, which takes the place of `path` when the block ends well.

    Nothing is at the path given, so that a library can make it. A device gets the file's content at the end.

    Raises:
        OSError: The folder does not exist or can't be written to, or a folder is at `path`.
    """
    if _is_device(path):
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "file"
            yield made
            with open(made, "rb") as source, open(path, "wb") as stream:
                shutil.copyfileobj(source, stream)
        return
    for wrong, code in ((not path.parent.is_dir(), errno.ENOENT), (path.is_dir(), errno.EISDIR)):
        if wrong:  # said here: each library says it in an error of its own
            raise OSError(code, os.strerror(code), str(path))
    beside = _beside(path)
    try:
        yield beside
        with open(beside, "rb") as stream:
            os.fsync(stream.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """Give a new, empty folder that comes to `path` when the block ends well, packed where that ends in .zip.

    Raises:
        FormatError: `path` is a folder that holds files, or a file: neither is deleted.
        OSError: The folder above does not exist or can't be written to.
    """
    packed = path.suffix == ".zip"
    if not packed and path.exists() and (not path.is_dir() or any(path.iterdir())):
        found = "files in it" if path.is_dir() else "a file"
        raise FormatError(
            f"{path}: expected a new or an empty folder, found {found}; name another, or delete it first"
        )
    beside = _beside(path.with_suffix("") if packed else path)
    beside.mkdir()
    try:
        yield beside
        if packed:
            with replacing_file(path) as archive:
                _pack(beside, archive)
        else:
            os.replace(beside, path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _is_device(path: Path) -> bool:
    return path.is_absolute() and len(path.parts) > 1 and path.parts[1] == "dev"


def _beside(path: Path) -> Path:
    return path.parent / f".{path.name}.{os.getpid()}.tmp"


def _pack(folder: Path, archive: Path) -> None:
    with ZipFile(archive, "w", compression=ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                info = ZipInfo(path.relative_to(folder).as_posix(), date_time=_OLDEST)
                info.compress_type = ZIP_DEFLATED
                packed.writestr(info, path.read_bytes())
