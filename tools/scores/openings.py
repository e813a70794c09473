"""The log of looks at the test split: texts that were scored often are no longer unseen."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import datetime
from pathlib import Path

from pipeline.errors import FormatError


def log_opening(log: Path, run: Path, *, now: datetime) -> str:
    """Append a line to the log, and return it: time, commit, clean or changed, digest of the triples.

    Args:
        log: The file, made where it is missing; git is asked in its folder.
        run: The folder of the run that is going to be scored.
        now: The time, with its zone.

    Raises:
        FormatError: The run has no triples.jsonl; nothing is written then, as nothing will be seen.
    """
    triples = run / "triples.jsonl"
    if not triples.is_file():
        raise FormatError(f"{triples}: expected a run's triples, found no such file; run `monograph extract`")
    digest = hashlib.sha256(triples.read_bytes()).hexdigest()
    line = f"{now.isoformat(timespec='seconds')}\t{_commit(log)}\ttriples sha256:{digest}\n"
    with log.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(line)
    return line


def _commit(log: Path) -> str:
    """Return the commit and whether tracked files, but for the log, differ from it."""
    head = _git(log.parent, "rev-parse", "HEAD")
    if head is None:
        return "no commit\tunknown"
    changed = _git(log.parent, "status", "--porcelain", "--untracked-files=no", ":/", f":(exclude){log.name}")
    return f"{head.strip()}\t{'changed' if changed else 'clean'}"


def _git(folder: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
