"""What one document may take, and how its process is held to it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import MonographError

MEGABYTE: Final = 1024 * 1024
_PROCESSES: Final = Path("/proc")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a document may take and megabytes that its process may hold; None for no limit.

    Raises:
        MonographError: A limit of memory where the system does not tell what a process holds.
    """

    timeout: float | None = None
    max_memory: int | None = None

    def __post_init__(self) -> None:
        if self.max_memory is not None and not can_measure():
            raise MonographError(
                "--max-memory: expected a system that tells a process's memory in /proc (Linux), found none; "
                "give --max-memory 0 and limit the memory from outside"
            )


def can_measure() -> bool:
    """Whether this system tells how much memory a process holds."""
    return (_PROCESSES / "self" / "statm").exists()


def resident_memory(process: int) -> int:
    """Return the memory (bytes) that a process holds, 0 where it is gone."""
    try:
        fields = (_PROCESSES / str(process) / "statm").read_text().split()
    except OSError:
        return 0
    return int(fields[1]) * _PAGE if len(fields) > 1 else 0
