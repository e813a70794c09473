"""Text of documents in a page of Markdown."""

from __future__ import annotations


def escape_cell(text: str) -> str:
    """Return text that is on one line, within one cell of a table, and no markup.

    >>> escape_cell("a|b <i>")
    'a\\\\|b \\\\<i\\\\>'
    """
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())
