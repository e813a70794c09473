"""MkDocs hook: the help of every command, as the command itself prints it, at `<!-- command help -->`."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from unittest import mock

MARK = "<!-- command help -->"
_WIDTH = "80"
"""Columns that a block of code has room for on the page."""


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the help in the place of the mark."""
    return markdown.replace(MARK, "\n".join(_sections())) if MARK in markdown else markdown


def _sections() -> Iterator[str]:
    for name in re.findall(r"^    (\w+) {2,}\S", _help(), re.MULTILINE):
        yield f"## {name}\n\n```text\n{_help(name)}\n```\n"


def _help(*command: str) -> str:
    """Return what `monograph COMMAND --help` prints."""
    from pipeline.cli import main  # noqa: PLC0415

    printed = io.StringIO()
    with (
        mock.patch.dict(os.environ, COLUMNS=_WIDTH),  # argparse wraps at the width of the terminal
        contextlib.redirect_stdout(printed),
        contextlib.suppress(SystemExit),
    ):
        main([*command, "--help"])
    return printed.getvalue().rstrip()
