"""Every format that is read: its reader, and its splitter where a file holds many documents."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final, NamedTuple

from pipeline.errors import ReadError
from pipeline.read.bioc import read_bioc_json, read_bioc_xml, split_bioc_json, split_bioc_xml
from pipeline.read.collection import Splitter
from pipeline.read.decode import decode
from pipeline.read.docx import read_docx
from pipeline.read.html import read_html
from pipeline.read.pdf import read_pdf
from pipeline.read.pubtator import read_pubtator, split_pubtator
from pipeline.read.records import read_json_line, read_row, split_json_lines, split_table
from pipeline.read.rtf import read_rtf
from pipeline.read.safe_xml import root_name
from pipeline.read.source import Content, Reader
from pipeline.read.spl import read_spl
from pipeline.read.unpack import PACKED


class Format(NamedTuple):
    """How a kind of file is read; ``name`` is what messages call one."""

    name: str
    read: Reader
    split: Splitter | None = None


def _read_text(data: bytes, *, where: str, encoding: str | None) -> Content:
    return Content(decode(data, where=where, encoding=encoding))


_TEXT: Final = Format("a text file", _read_text)
_HTML: Final = Format("an HTML page", read_html)
_SPL: Final = Format("a label in SPL", read_spl)
_BIOC: Final = Format("a BioC collection", read_bioc_xml, split_bioc_xml)
_TABLE: Final = Format("a table", read_row, split_table)
_JSON_LINES: Final = Format("JSON lines", read_json_line, split_json_lines)
FORMATS: Final[dict[str, Format]] = {
    ".txt": _TEXT,
    ".md": _TEXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".xml": _SPL,
    ".pdf": Format("a PDF file", read_pdf),
    ".docx": Format("a Word document", read_docx),
    ".rtf": Format("a rich text file", read_rtf),
    ".json": Format("BioC in JSON", read_bioc_json, split_bioc_json),
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".pubtator": Format("PubTator", read_pubtator, split_pubtator),
}
"""The format of each suffix, in lower case. A new format is one module and one line here."""


def format_of(name: str, head: bytes, *, where: str) -> Format:
    """Return the format of a file by its suffix; BioC and SPL, both .xml, are told apart by their root.

    Raises:
        ReadError: There is none for this suffix.
    """
    lower = name.lower()
    suffix = ".pubtator" if lower.endswith(".pubtator.txt") else PurePath(lower).suffix
    if suffix == ".xml" and root_name(head) == "collection":
        return _BIOC
    found = FORMATS.get(suffix)
    if found is None:
        shown = f"the suffix {suffix!r}" if suffix else "no suffix"
        raise ReadError(
            f"{where}: expected a file with one of the suffixes {', '.join((*FORMATS, *PACKED))}, "
            f"found {shown}; convert it to one of them"
        )
    return found
