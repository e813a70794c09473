"""The public files that the benchmarks read, each checked against its digest in `sources.tsv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipeline.errors import MonographError
from tools.training.syntax.sources import Source, digest

TABLE = Path(__file__).with_name("sources.tsv")


@cache
def read_sources() -> dict[str, Source]:
    """Return the rows of `sources.tsv` by path."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return {row["path"]: Source(**row) for row in csv.DictReader(stream, delimiter="\t")}


def check_files(data: Path, paths: Iterable[str]) -> None:
    """Check that the folder of public data holds the recorded version of files.

    Args:
        data: The folder.
        paths: The files, by their paths below it.

    Raises:
        MonographError: If one is not recorded, missing or another version.
    """
    for name in paths:
        source = read_sources().get(name)
        if source is None:
            raise MonographError(
                f"{name}: expected a row of {TABLE.name}, found none; record its digest there"
            )
        path = data / name
        if not path.is_file():
            raise MonographError(f"{path}: expected a file, found none; get it from {source.where}")
        found = digest(path)
        if found != source.sha256:
            raise MonographError(
                f"{path}: expected sha256 {source.sha256}, got {found}; figures of another version are not "
                f"comparable: get the recorded one from {source.where}"
            )
