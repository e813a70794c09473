"""What a heading says: the kind of section that it opens."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pipeline.rules.load import HeadingRule, load_rules

MARKDOWN: Final = re.compile(r"^\s*(?:#{1,6}\s+|={2,6}\s*(?=[^=]+={2,6}\s*$))")
"""The signs of a heading in Markdown ("## Uses") or wiki text ("== Uses ==")."""
_NUMBER: Final = re.compile(r"^(?:section\s+)?\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+", re.I)


@cache
def heading_rules() -> tuple[HeadingRule, ...]:
    """Return the rules of `sections.yaml`, in order."""
    return load_rules(__package__, "sections.yaml", HeadingRule)


def strip_number(heading: str) -> str:
    """Return a heading without list number, markdown signs and closing colon.

    >>> strip_number("## 12.1 Mechanism of Action:")
    'Mechanism of Action'
    """
    text = MARKDOWN.sub("", heading.strip()).strip("*_= ")
    return _NUMBER.sub("", text).rstrip(": ").strip()


def section_kind(heading: str) -> str | None:
    """Return the kind of section that a heading opens, or None."""
    title = strip_number(heading)
    return next((rule.kind for rule in heading_rules() if rule.regex.search(title)), None)
