"""Files that are whole or not there: written beside their place, then put into it in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a text file (UTF-8, line ends as written) that takes the place of `path` when the block ends well.

    Where the block raises, or the process dies, what was at `path` stays. A device (`/dev/stdout`) is written
    to as it is.

    Raises:
        OSError: The folder does not exist or can't be written to.
    """
    if path.is_absolute() and path.parts[1] == "dev":
        with open(path, "w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(beside, "w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
