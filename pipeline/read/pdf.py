"""PDF files: pages to lines by pypdf, lines to paragraphs by `pdf_lines`."""

from __future__ import annotations

import io
import logging
import time
from typing import TYPE_CHECKING, Final

from pipeline.errors import ReadError
from pipeline.read.builder import TextBuilder
from pipeline.read.pdf_lines import add_pages
from pipeline.read.source import Content

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES: Final = 2000
MAX_SECONDS: Final = 300.0
"""How long the pages of one file may take; checked after each."""
_HYPHENS: Final = str.maketrans("\u00ad\u2010\u2011", "---")
"""What stands for a printed hyphen in PDF files."""


def read_pdf(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of a PDF file, without running heads and page numbers.

    Raises:
        ReadError: The file is damaged, locked, too long, or holds no text (a scan).
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only PDF files need it
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters is raised, or shows as no text
    if b"%PDF-" not in data[:1024]:
        raise ReadError(
            f"{where}: expected a PDF file, found one without its first line %PDF-; "
            "give it the suffix of its true format"
        )
    try:
        reader = PdfReader(io.BytesIO(data))
        count = len(reader.pages)
    except FileNotDecryptedError as error:
        raise ReadError(
            f"{where}: expected a PDF file that can be opened, found one locked by a password; unlock it"
        ) from error
    except DependencyError as error:
        raise ReadError(
            f"{where}: expected a PDF file that can be opened, found one locked in a way that needs another "
            f"library ({error}); install it, or save the file without its lock"
        ) from error
    if count > MAX_PAGES:
        raise ReadError(f"{where}: expected at most {MAX_PAGES} pages, found {count}; split the file")
    builder = TextBuilder()
    add_pages(_read_pages(reader, where), builder)
    content = builder.finish()
    if not content.text:
        raise ReadError(
            f"{where}: expected text, found {count} pages of pictures only (a scan?); run OCR over it first"
        )
    return content


def _read_pages(reader: PdfReader, where: str) -> list[list[str]]:
    """Return the lines of each page; columns are kept apart by blanks."""
    end = time.monotonic() + MAX_SECONDS
    pages = []
    for number, page in enumerate(reader.pages, start=1):
        pages.append(_read_page(page).translate(_HYPHENS).splitlines())
        if time.monotonic() > end:
            raise ReadError(
                f"{where}: expected pages that are read within {MAX_SECONDS:.0f} seconds, found {number} of "
                f"{len(reader.pages)} in that time; split the file or convert it to plain text"
            )
    return pages


def _read_page(page: PageObject) -> str:
    """Return a page's text laid out as printed, or, where pypdf can't lay it out, in its stored order."""
    try:
        return page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
    except Exception:  # fonts and matrices that it can't measure raise all kinds of errors
        return page.extract_text()
