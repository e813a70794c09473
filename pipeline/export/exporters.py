"""The formats that a finished run can be turned into, one line each in `EXPORTERS`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.export.atomic import replacing
from pipeline.export.formats.bioc import write_bioc_json, write_bioc_xml
from pipeline.export.formats.brat import write_brat
from pipeline.export.formats.database import write_duckdb, write_sqlite
from pipeline.export.formats.displacy import write_displacy
from pipeline.export.formats.graphml import write_graphml
from pipeline.export.formats.indra import write_indra
from pipeline.export.formats.kgx import write_kgx
from pipeline.export.formats.parquet import write_parquet
from pipeline.export.formats.rdf import write_jsonld, write_turtle
from pipeline.export.lines import write_triples
from pipeline.export.run import Run
from pipeline.export.tables import write_table


class Exporter(NamedTuple):
    """How to write a run to a file or folder, and what the result is, for the help text."""

    write: Callable[[Run, Path], None]
    description: str

    def export(self, folder: Path, out: Path, *, corpus: Path | None = None) -> None:
        """Write the run in a folder to `out`, all or nothing.

        Args:
            folder: Of the run.
            out: A file; for formats of several files a new folder, or a file whose name ends in .zip.
            corpus: The folder that the run read, for formats that hold the documents' texts.

        Raises:
            MonographError: A library that the format needs is not installed.
            FormatError: A file of the run is missing or broken, a text that the format needs is not at hand,
                or `out` is a folder with files in it.
            ReadError: A text of the corpus can't be read.
            OSError: `out` can't be written.
        """
        self.write(Run(folder, corpus), out)


def _write_table(run: Run, out: Path, *, separator: str) -> None:
    with replacing(out) as stream:
        write_table(run.triples(), stream, separator=separator)


def _write_lines(run: Run, out: Path) -> None:
    with replacing(out) as stream:
        write_triples(run.triples(), stream)


EXPORTERS: Final[dict[str, Exporter]] = {
    "csv": Exporter(partial(_write_table, separator=","), "a table, cells separated by commas"),
    "tsv": Exporter(partial(_write_table, separator="\t"), "a table, cells separated by tabs"),
    "jsonl": Exporter(_write_lines, "one JSON object a line, as in triples.jsonl"),
    "parquet": Exporter(write_parquet, "a Parquet file, evidence as nested columns"),
    "kgx": Exporter(write_kgx, "a folder or .zip of nodes.tsv and edges.tsv in Biolink terms"),
    "turtle": Exporter(write_turtle, "RDF in Turtle, with provenance and text positions"),
    "jsonld": Exporter(write_jsonld, "the same RDF as JSON-LD"),
    "indra": Exporter(write_indra, "INDRA statements in JSON"),
    "bioc-json": Exporter(write_bioc_json, "documents, mentions and relations as BioC JSON"),
    "bioc-xml": Exporter(write_bioc_xml, "documents, mentions and relations as BioC XML"),
    "brat": Exporter(write_brat, "a folder or .zip of brat standoff"),
    "displacy": Exporter(write_displacy, "documents with their entities for spaCy's displaCy"),
    "graphml": Exporter(write_graphml, "a graph of concepts for networkx, Gephi or Cytoscape"),
    "duckdb": Exporter(write_duckdb, "a DuckDB database with views"),
    "sqlite": Exporter(write_sqlite, "an SQLite database with views"),
}

EXTRACT_FORMATS: Final = ("csv", "tsv", "jsonl", "parquet")
"""The formats of one file, of triples alone, that an extraction can write beside its results."""
