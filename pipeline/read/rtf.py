"""Rich text (RTF)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from pipeline.errors import ReadError
from pipeline.read.builder import BULLET, CELL, TextBuilder
from pipeline.read.source import Content

_BULLET: Final = re.compile(r"^\s*[·•▪\uf0b7]\s*")


def read_rtf(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of a rich text file; rows come with tabs between their cells.

    Raises:
        ReadError: The file is not RTF, or holds no text.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError(
            f"{where}: expected a rich text file, found one that does not begin with {{\\rtf; "
            "give it the suffix of its true format"
        )
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only rich text needs it

    convert: Callable[..., str] = rtf_to_text
    text = convert(data.decode("latin-1"), encoding=encoding or "cp1252", errors="replace")
    builder = TextBuilder()
    for line in text.splitlines():
        if not line.strip():
            builder.end_table()
        elif line.rstrip().endswith("|"):
            builder.add_row(line.rstrip().rstrip("|").split("|"))
        elif bullet := _BULLET.match(line):
            builder.add_item(line[bullet.end() :], marker=BULLET)
        else:
            builder.add_paragraph(line.replace(CELL, " "))
    content = builder.finish()
    if not content.text:
        raise ReadError(f"{where}: expected a text, found only formatting; leave it out")
    return content
