"""The files of a run, put together in the order of the documents while these end in any order."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from pipeline.batch.outcome import Outcome, part_paths
from pipeline.export import EXPORTERS
from pipeline.export.lines import dump_line

FORMAT: Final = 1
"""The version of `run.json`."""

_LINES: Final = ("triples.jsonl", "documents.jsonl", "failures.jsonl")


class Collector:
    """Appends each document's lines to the run's files once those before it are there.

    Only outcomes wait in memory, never lines: these wait in the spool folder. Nothing is at its final place
    before `publish`.

    Args:
        spool: A folder of its own, on the same file system as the results.
    """

    def __init__(self, spool: Path) -> None:
        self._spool = spool
        self._early: dict[int, Outcome] = {}
        self._next = 0
        self.counts: Counter[str] = Counter()
        self.done = 0
        self.failed = 0
        for name in _LINES:
            (spool / name).touch()

    def add(self, outcome: Outcome) -> None:
        """Take one document's outcome, in any order."""
        self._early[outcome.index] = outcome
        while self._next in self._early:
            self._append(self._early.pop(self._next))
            self._next += 1

    def _append(self, outcome: Outcome) -> None:
        if outcome.failure is not None:
            self.failed += 1
            with open(self._spool / "failures.jsonl", "a", encoding="utf-8", newline="") as stream:
                stream.write(dump_line(asdict(outcome.failure)) + "\n")
            return
        self.done += 1
        self.counts.update(outcome.counts or {})
        for name, part in part_paths(self._spool, outcome.index).items():
            with open(self._spool / name, "ab") as whole, open(part, "rb") as lines:
                shutil.copyfileobj(lines, whole)
            part.unlink()

    def publish(
        self, out: Path, *, formats: Sequence[str], version: str, settings: Mapping[str, object]
    ) -> None:
        """Export the formats, write `run.json` and put all files into the folder `out`, each in one step.

        `run.json` comes last and holds the digests of the others. Exports that an earlier run left behind and
        this one does not make are removed: they would not match.
        """
        for name in dict.fromkeys(formats):
            if f"triples.{name}" not in _LINES:
                EXPORTERS[name].export(self._spool, self._spool / f"triples.{name}")
        names = [*_LINES, *(f"triples.{name}" for name in EXPORTERS if f"triples.{name}" not in _LINES)]
        made = [name for name in names if (self._spool / name).exists()]
        manifest = {
            "format": FORMAT,
            "monograph": version,
            "settings": dict(settings),
            "documents": {"done": self.done, "failed": self.failed},
            "found": dict(sorted(self.counts.items())),
            "files": {name: _digest(self._spool / name) for name in made},
        }
        (self._spool / "run.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        for name in (*made, "run.json"):
            _sync(self._spool / name)
        for name in (*made, "run.json"):
            os.replace(self._spool / name, out / name)
        for name in set(names) - set(made):
            (out / name).unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    with open(path, "rb") as stream:
        os.fsync(stream.fileno())
