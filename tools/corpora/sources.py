"""The public files that trainings and benchmarks read: each package records its own in a `sources.tsv`."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from pipeline.errors import MonographError


@dataclass(frozen=True, slots=True)
class Source:
    """A file: the source that it belongs to, its path in the data folder, digest, licence and origin."""

    source: str
    path: str
    sha256: str
    licence: str
    where: str


@cache
def read_sources(package: str) -> tuple[Source, ...]:
    """Return the rows of a package's `sources.tsv`."""
    table = resources.files(package).joinpath("sources.tsv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return tuple(Source(**row) for row in rows)


def check_sources(data: Path, package: str, paths: Iterable[str] | None = None) -> None:
    """Check that the folder of public data holds the versions of files that a package records.

    Args:
        data: The folder.
        package: The package, by its full name.
        paths: The files to check, by their paths below the folder; all that are recorded, if None.

    Raises:
        MonographError: If one is not recorded, missing or another version.
    """
    recorded = {source.path: source for source in read_sources(package)}
    for name in recorded if paths is None else paths:
        source = recorded.get(name)
        if source is None:
            raise MonographError(
                f"{name}: expected a row in the sources.tsv of {package}, found none; record its digest there"
            )
        path = data / name
        if not path.is_file():
            raise MonographError(f"{path}: expected a file, found none; get it from {source.where}")
        found = digest(path)
        if found != source.sha256:
            raise MonographError(
                f"{path}: expected sha256 {source.sha256}, got {found}; get the recorded version from "
                f"{source.where}, or record the new one in the sources.tsv of {package} and run it anew"
            )


def digest(path: Path) -> str:
    """Return the sha256 of a file, or of all files of a folder with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    whole = hashlib.sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            whole.update(f"{file.relative_to(path)}\0{digest(file)}\n".encode())
    return whole.hexdigest()
