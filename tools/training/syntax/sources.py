"""The public files that a training reads, each checked against its digest in `sources.tsv`."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from pipeline.errors import MonographError


@dataclass(frozen=True, slots=True)
class Source:
    """A file: the source that it belongs to, its path in the data folder, digest, licence and origin."""

    source: str
    path: str
    sha256: str
    licence: str
    where: str


SYNTAX: Final = "tools.training.syntax"


@cache
def read_sources(package: str = SYNTAX) -> tuple[Source, ...]:
    """Return the rows of the `sources.tsv` of a training's package."""
    table = resources.files(package).joinpath("sources.tsv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return tuple(Source(**row) for row in rows)


def check_sources(data: Path, package: str = SYNTAX) -> None:
    """Check that the folder of public corpora holds the files that a training's package records.

    Raises:
        MonographError: If one is missing or another version.
    """
    for source in read_sources(package):
        path = data / source.path
        if not path.is_file():
            raise MonographError(f"{path}: expected a file, found none; get it from {source.where}")
        found = digest(path)
        if found != source.sha256:
            raise MonographError(
                f"{path}: expected sha256 {source.sha256}, got {found}; get the recorded version from "
                f"{source.where}, or record the new one in sources.tsv and train again"
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
