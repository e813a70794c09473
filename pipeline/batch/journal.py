"""The documents done, on disk at once and for good: a file that only grows, each record with a checksum.

A record is a line of its own (key, lengths in bytes, checksum, counts) and then the document's lines as they
stand in the results. A process killed while it writes leaves half a record at the end, which the next one
cuts off.
"""

from __future__ import annotations

import errno
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from pipeline.batch.outcome import Results

_HEADER: Final = re.compile(rb"([0-9a-f]{64}) (\d{1,12}) (\d{1,12}) ([0-9a-f]{8}) (\{.*\})\n")
_LONGEST_HEADER: Final = 1 << 16


class _Record(NamedTuple):
    key: bytes
    results: Results


class Journal:
    """One writer's journal.

    Args:
        path: The file, made where it is missing.

    Raises:
        OSError: It can't be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open()

    def _open(self) -> None:
        self._stream = open(self._path, "ab", buffering=0)  # noqa: SIM115 - `close` does
        self._reader = open(self._path, "rb")  # noqa: SIM115 - `close` does
        self._end = os.fstat(self._stream.fileno()).st_size

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        self._reader.close()

    def scan(self) -> dict[bytes, int]:
        """Return where the record of each key begins, and cut off what is damaged, to the end.

        Raises:
            OSError: The file can't be read or shortened.
        """
        places: dict[bytes, int] = {}
        place = 0
        self._reader.seek(0)
        while (record := _read(self._reader)) is not None:
            places[record.key] = place
            place = self._reader.tell()
        self._cut(place)
        return places

    def append(self, key: bytes, results: Results) -> int:
        """Add a document's results and return where the record begins.

        Raises:
            OSError: It can't be written; the journal is as it was before.
        """
        place = self._end
        left = memoryview(_pack(key, results))
        try:
            while left:
                left = left[self._stream.write(left) :]
        except OSError:
            with suppress(OSError):
                self._cut(place)
            raise
        self._end = self._stream.tell()
        return place

    def read(self, place: int) -> Results:
        """Return the results of the record that begins there.

        Raises:
            OSError: There is no whole record: something else has changed the file.
        """
        self._reader.seek(place)
        record = _read(self._reader)
        if record is None:
            damage = f"expected a whole record at byte {place}, found damage; run again"
            raise OSError(errno.EIO, damage, str(self._path))
        return record.results

    def keep_only(self, places: Iterable[int]) -> None:
        """Drop all records but those that begin at these places, where they are less than half of the file.

        The smaller file comes in one step, so a process that dies here leaves the old one or the new one.

        Raises:
            OSError: It can't be written.
        """
        spans = sorted(self._spans(places))
        if 2 * sum(length for _, length in spans) >= self._end:
            return
        smaller = self._path.with_suffix(".new")
        with open(smaller, "wb") as stream:
            for start, length in spans:
                self._reader.seek(start)
                stream.write(self._reader.read(length))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(smaller, self._path)
        self.close()
        self._open()

    def _spans(self, places: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield start and length (bytes) of each record."""
        for place in places:
            self._reader.seek(place)
            header = self._reader.readline(_LONGEST_HEADER)
            match = _HEADER.fullmatch(header)
            if match is not None:
                yield place, len(header) + int(match[2]) + int(match[3])

    def _cut(self, place: int) -> None:
        self._stream.truncate(place)
        self._stream.seek(place)
        self._end = place


def _pack(key: bytes, results: Results) -> bytes:
    counts = json.dumps(results.counts, sort_keys=True).encode()
    body = results.triples + results.documents
    check = zlib.crc32(key + counts + body)
    sizes = f"{len(results.triples)} {len(results.documents)}"
    return f"{key.hex()} {sizes} {check:08x} ".encode() + counts + b"\n" + body


def _read(stream: BinaryIO) -> _Record | None:
    """Return the record at the stream's place, or None where none is whole there."""
    header = _HEADER.fullmatch(stream.readline(_LONGEST_HEADER))
    if header is None:
        return None
    key, counts = bytes.fromhex(header[1].decode()), header[5]
    triples = stream.read(int(header[2]))
    documents = stream.read(int(header[3]))
    if (len(triples), len(documents)) != (int(header[2]), int(header[3])):
        return None
    if zlib.crc32(key + counts + triples + documents) != int(header[4], 16):
        return None
    return _Record(key, Results(triples, documents, json.loads(counts)))
