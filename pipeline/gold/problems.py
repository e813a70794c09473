"""Collects the problems of one markup file, so that one pass reports them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import GoldError


@dataclass(slots=True)
class Problems:
    """Collects what is wrong in one file, each with its line."""

    path: Path
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, message: str) -> None:
        """Note one problem: expected, got and cure, at that line."""
        self.found.append((line, message))

    def check(self) -> None:
        """Raise GoldError with all problems in the order of their lines, if there are any."""
        if self.found:
            raise GoldError([f"{self.path}:{line}: {message}" for line, message in sorted(self.found)])
