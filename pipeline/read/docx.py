"""Word documents (.docx): headings, paragraphs, lists and tables in their order.

The body's XML is walked here, since python-docx leaves out text in content controls, tracked insertions and
nested tables; python-docx opens the package and knows the styles.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from pipeline.errors import ReadError
from pipeline.read.builder import BULLET, TextBuilder
from pipeline.read.safe_zip import check_zip
from pipeline.read.source import Content

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MAX_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes that the parts of a document, its pictures too, may unpack to."""
_HEADING: Final = re.compile(r"heading\s*(\d)", re.I)
_PARAGRAPH: Final = f"{_W}p"
_TABLE: Final = f"{_W}tbl"
_ROW: Final = f"{_W}tr"
_CELL: Final = f"{_W}tc"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}


def read_docx(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of a Word document's body; page headers, footers, notes and comments are no part of it.

    Raises:
        ReadError: The file is no Word document, unpacks to more than it may, or holds no text.
    """
    with check_zip(io.BytesIO(data), where=where, max_total=MAX_UNPACKED) as archive:
        if any(b"<!ENTITY" in archive.read(name) for name in archive.namelist() if name.endswith(".xml")):
            raise ReadError(
                f"{where}: expected a Word document, found XML entities in it; get it from its source again"
            )
    import docx  # noqa: PLC0415 - only Word documents need it

    document = docx.Document(io.BytesIO(data))
    styles = {style.style_id: str(style.name or "") for style in document.styles}
    builder = TextBuilder()
    for element in _blocks(document.element.body):
        if element.tag == _TABLE:
            _add_table(element, builder)
        else:
            _add_paragraph(element, styles, builder)
    content = builder.finish()
    if not content.text:
        raise ReadError(f"{where}: expected a text, found an empty document; leave it out")
    return content


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables in an element, those in content controls too, outermost only."""
    for child in element:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        else:
            yield from _blocks(child)


def _add_paragraph(paragraph: etree._Element, styles: Mapping[str, str], builder: TextBuilder) -> None:
    properties = paragraph.find(f"{_W}pPr")
    named = properties.find(f"{_W}pStyle") if properties is not None else None
    style = styles.get(str(named.get(f"{_W}val"))) or "" if named is not None else ""
    listed = properties is not None and properties.find(f"{_W}numPr") is not None
    text = _text(paragraph)
    heading = _HEADING.match(style)
    if (heading or style == "Title") and text.strip():
        builder.add_heading(text, int(heading[1]) + 1 if heading else 1)
    elif listed or style.startswith("List"):
        builder.add_item(text, marker=BULLET)
    else:
        builder.add_paragraph(text)


def _add_table(table: etree._Element, builder: TextBuilder) -> None:
    """Add the rows of a table; a cell that continues the one above it is empty."""
    for row in table.iterchildren(_ROW):
        cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW), None) is row]
        builder.add_row([" ".join(map(_text, cell.iter(_PARAGRAPH))) for cell in cells])
    builder.end_table()


def _text(paragraph: etree._Element) -> str:
    parts = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            inside = next(element.iterancestors(_FALLBACK, _PARAGRAPH), None)
            parts.append("" if inside is not None and inside.tag == _FALLBACK else element.text or "")
        else:
            parts.append(_SIGNS.get(str(element.tag), ""))
    return "".join(parts)
