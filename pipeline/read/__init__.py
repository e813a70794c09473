"""From files on disk to text: which documents a run reads, and what their bytes say."""

from pipeline.read.decode import decode
from pipeline.read.files import read_document, read_file
from pipeline.read.find import find_documents
from pipeline.read.formats import FORMATS
from pipeline.read.source import DEFAULT_LIMIT, GivenSection, Reference, Source

__all__ = [
    "DEFAULT_LIMIT",
    "FORMATS",
    "GivenSection",
    "Reference",
    "Source",
    "decode",
    "find_documents",
    "read_document",
    "read_file",
]
