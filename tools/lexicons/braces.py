"""Expands the shorthand of the curated lists."""

from __future__ import annotations

import re

_BRACES = re.compile(r"\{([^{}]*)\}")


def expand_braces(text: str) -> list[str]:
    """Return all the strings that ``{a,b}`` groups stand for, in order; groups do not nest.

    >>> expand_braces("{5-HT,serotonin }2A receptor")
    ['5-HT2A receptor', 'serotonin 2A receptor']
    """
    match = _BRACES.search(text)
    if match is None:
        return [text]
    return [
        expanded
        for choice in match[1].split(",")
        for expanded in expand_braces(text[: match.start()] + choice + text[match.end() :])
    ]
