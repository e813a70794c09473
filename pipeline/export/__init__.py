"""Results on disk: the files of a run, read and written, and the formats they are exported to."""

from pipeline.export.atomic import replacing
from pipeline.export.exporters import EXPORTERS, Exporter
from pipeline.export.lines import (
    document_line,
    read_documents,
    read_triples,
    triple_line,
    write_documents,
    write_triples,
)
from pipeline.export.tables import COLUMNS, write_table

__all__ = [
    "COLUMNS",
    "EXPORTERS",
    "Exporter",
    "document_line",
    "read_documents",
    "read_triples",
    "replacing",
    "triple_line",
    "write_documents",
    "write_table",
    "write_triples",
]
