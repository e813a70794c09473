"""Results on disk: the files of a run, read and written, and the formats they are exported to."""

from pipeline.export.atomic import replacing, replacing_file, replacing_folder
from pipeline.export.concepts import curie
from pipeline.export.exporters import EXPORTERS, EXTRACT_FORMATS, Exporter
from pipeline.export.lines import (
    document_line,
    dump_line,
    read_documents,
    read_triples,
    triple_line,
    write_documents,
    write_triples,
)
from pipeline.export.opposites import direction
from pipeline.export.run import Run
from pipeline.export.tables import COLUMNS, safe_cell, write_table

__all__ = [
    "COLUMNS",
    "EXPORTERS",
    "EXTRACT_FORMATS",
    "Exporter",
    "Run",
    "curie",
    "direction",
    "document_line",
    "dump_line",
    "read_documents",
    "read_triples",
    "replacing",
    "replacing_file",
    "replacing_folder",
    "safe_cell",
    "triple_line",
    "write_documents",
    "write_table",
    "write_triples",
]
