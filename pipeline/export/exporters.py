"""The formats that the triples of a finished run can be turned into, one line each in `EXPORTERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from pipeline.export.atomic import replacing
from pipeline.export.lines import read_triples, write_triples
from pipeline.export.tables import write_table
from pipeline.types import Triple


class Exporter(NamedTuple):
    """How to write triples to an open text file, and what the result is, for the help text."""

    write: Callable[[Iterable[Triple], TextIO], None]
    description: str

    def export(self, run: Path, out: Path) -> None:
        """Write the triples of a run's folder to the file `out`, all or nothing.

        Raises:
            FormatError: `triples.jsonl` is missing or broken.
            OSError: `out` can't be written.
        """
        with replacing(out) as stream:
            self.write(read_triples(run / "triples.jsonl"), stream)


EXPORTERS: Final[dict[str, Exporter]] = {
    "csv": Exporter(write_table, "a table, cells separated by commas"),
    "tsv": Exporter(partial(write_table, separator="\t"), "a table, cells separated by tabs"),
    "jsonl": Exporter(write_triples, "one JSON object a line, as in triples.jsonl"),
}
