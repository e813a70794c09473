"""Folders of documents, good and bad, for runs."""

from __future__ import annotations

import os
from pathlib import Path

GOOD = {
    "a.txt": b"Aspirin blocks the sodium channel. Aspirin spares the calcium channel.",
    "sub/b.md": b"Foo blocks the potassium channel\r\n",
    "sub/c.txt": b"Caf\xe9 blocks the potassium channel\r\n",
    "z.txt": "\ufeffZed blocks the sodium channel".encode(),
}
"""Documents that come out, with their triples: 4 affirmed, 1 negated."""

BAD = {
    "binary.txt": (b"words\x00\x01\x02", "read", "ReadError", "NUL"),
    "blank.txt": (b" \r\n\t", "read", "ReadError", "only white space"),
    "change.txt": (b"!CHANGE\r\n", "extract", "ValueError", "expected the extractor to keep id, text"),
    "damaged.txt": (b"\xc2\xb5 \xe2\x80\x93 \xff", "read", "ReadError", "damaged place"),
    "empty.md": (b"", "read", "ReadError", "empty file"),
    "exit.txt": (b"!EXIT", "extract", "WorkerDied", "ended with exit status 3"),
    "kill.txt": (b"!KILL", "extract", "WorkerDied", "was killed by SIGKILL"),
    "large.txt": (b"words " * 1000, "read", "ReadError", "expected at most 5000 bytes, found 6000"),
    "memory.txt": (b"!MEMORY", "extract", "MemoryError", "MemoryError (at fakes.py:"),
    "orphan.txt": (
        b"!ORPHAN A blocks the sodium channel",
        "triples",
        "ValueError",
        "entities of relation r0",
    ),
    "other.xyz": (b"words", "read", "ReadError", "found the suffix '.xyz'; convert it to one of them"),
    "pdf.txt": (b"%PDF-1.4", "read", "ReadError", "a PDF file"),
    "raise.txt": (b"!RAISE", "extract", "ValueError", "told to fail (at fakes.py:"),
    "recurse.txt": (b"!RECURSE", "extract", "RecursionError", "maximum recursion depth"),
    "sleep.txt": (b"!SLEEP", "extract", "TimeoutError", "no result after 2 s"),
}
"""Documents that fail: their bytes, and the stage, error and part of the cause to be reported."""

SPECIAL = {
    "link.txt": ("read", "ReadError", "a link that leads nowhere"),
    "pipe.txt": ("read", "ReadError", "a pipe, socket or device"),
}
"""Entries that are no regular files."""


def write_files(root: Path, files: dict[str, bytes]) -> Path:
    """Write the files below the folder and return it."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def write_mixed(root: Path) -> Path:
    """Write good, bad and special entries, a hidden file and a loop of links below the folder; return it."""
    write_files(root, GOOD | {name: bad[0] for name, bad in BAD.items()} | {".hidden.txt": b"!EXIT"})
    (root / "link.txt").symlink_to("nowhere.txt")
    os.mkfifo(root / "pipe.txt")
    (root / "sub" / "loop").symlink_to(root)
    return root


def write_many(root: Path, count: int) -> Path:
    """Write so many short documents below the folder and return it."""
    return write_files(
        root, {f"{number:05}.txt": b"Drug%d blocks the sodium channel" % number for number in range(count)}
    )


def results_of(out: Path) -> dict[str, bytes]:
    """Return the bytes of all files of results in a folder."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
