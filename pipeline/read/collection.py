"""Files that hold many documents: where each lies in its file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final, NamedTuple, Protocol

from pipeline.errors import ReadError

COLLECTION_LIMIT: Final = 200 * 1024 * 1024
"""The largest collection that is unpacked or parsed as a whole, in bytes."""


class Part(NamedTuple):
    """One document of a collection: its name, its bytes from `start` to before `end`, and how many bytes of
    the file's beginning (a table's header) belong to it as well."""

    name: str
    start: int
    end: int
    header: int = 0


class Collection(NamedTuple):
    """The parts of a collection by name; they lie in `data`, or, where that is None, in the file itself."""

    parts: dict[str, Part]
    data: bytes | None = None


class Splitter(Protocol):
    """Finds the documents of a collection, in their order, or raises ReadError naming `where`."""

    def __call__(self, stream: BinaryIO, *, where: str) -> Collection: ...


def name_apart(parts: Iterable[Part]) -> dict[str, Part]:
    """Return the parts by name; a name that came before gets a number ("x#2"), so that none is lost."""
    named: dict[str, Part] = {}
    counts: dict[str, int] = {}
    for part in parts:
        base = name = printable(part.name)
        while name in named:
            counts[base] = counts.get(base, 1) + 1
            name = f"{base}#{counts[base]}"
        named[name] = part
    return named


def printable(name: str) -> str:
    """Return a name fit for a document's id: no control characters, no path that leads elsewhere."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name[:200])
    return "/".join("_" if part in (".", "..") else part for part in shown.strip("/").split("/")) or "_"


def cut_part(stream: BinaryIO, part: Part) -> bytes:
    """Return the bytes of a part."""
    header = b""
    if part.header:
        stream.seek(0)
        header = stream.read(part.header)
        header = header if header.endswith(b"\n") else header + b"\n"
    stream.seek(part.start)
    return header + stream.read(part.end - part.start)


def gather(documents: Iterable[tuple[str, bytes]]) -> Collection:
    """Return a collection of documents whose bytes are not one stretch of their file."""
    data = bytearray()
    parts = []
    for name, document in documents:
        parts.append(Part(name, len(data), len(data) + len(document)))
        data += document
    return Collection(name_apart(parts), bytes(data))


def read_collection(stream: BinaryIO, *, where: str) -> bytes:
    """Return all bytes of a collection that is parsed as a whole.

    Raises:
        ReadError: They are more than `COLLECTION_LIMIT`.
    """
    data = stream.read(COLLECTION_LIMIT + 1)
    if len(data) > COLLECTION_LIMIT:
        raise ReadError(
            f"{where}: expected at most {COLLECTION_LIMIT} bytes, found more; split the collection"
        )
    return data
