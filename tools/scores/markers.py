"""Generated parts of a Markdown page, between ``<!-- NAME: begin -->`` and ``<!-- NAME: end -->``."""

from __future__ import annotations

import re

from pipeline.errors import FormatError


def read_part(page: str, name: str) -> str:
    """Return what stands between the markers, without the line breaks next to them.

    Raises:
        FormatError: The page doesn't have the two markers once each, in order.
    """
    start, end = _find(page, name)
    return page[start:end].strip("\n")


def replace_part(page: str, name: str, content: str) -> str:
    """Return the page with this content between the markers.

    >>> replace_part("<!-- a: begin -->old<!-- a: end -->", "a", "new")
    '<!-- a: begin -->\\nnew\\n<!-- a: end -->'

    Raises:
        FormatError: The page doesn't have the two markers once each, in order.
    """
    start, end = _find(page, name)
    return f"{page[:start]}\n{content}\n{page[end:]}"


def _find(page: str, name: str) -> tuple[int, int]:
    begins = [match.end() for match in re.finditer(re.escape(f"<!-- {name}: begin -->"), page)]
    ends = [match.start() for match in re.finditer(re.escape(f"<!-- {name}: end -->"), page)]
    if len(begins) != 1 or len(ends) != 1 or begins[0] > ends[0]:
        raise FormatError(
            f"README: expected '<!-- {name}: begin -->' and then '<!-- {name}: end -->', once each, got "
            f"{len(begins)} and {len(ends)}; put them around the generated part"
        )
    return begins[0], ends[0]
