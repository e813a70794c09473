"""Texts for XML, which can't hold every character."""

from __future__ import annotations

import re
from typing import Final

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """Return the text with U+FFFD for each character that XML 1.0 can't hold: its length stays.

    >>> xml_safe("page 1\\x0cpage 2")
    'page 1\ufffdpage 2'
    """
    return _NOT_XML.sub("\ufffd", text)
