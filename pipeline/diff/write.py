"""A comparison as a file: a self-contained HTML page, Markdown or JSON, by the name's ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from pipeline.diff.result import RunDiff
from pipeline.diff.view import View, build_view
from pipeline.export import replacing
from pipeline.report.templating import make_environment


def write_diff(diff: RunDiff, path: Path) -> None:
    """Write the comparison, whole or not at all; the same comparison gives the same bytes.

    Raises:
        KeyError: The name ends in none of `WRITERS`.
        OSError: The file can't be written.
    """
    text = WRITERS[path.suffix](diff)
    with replacing(path) as stream:
        stream.write(text)


def render_html(view: View) -> str:
    """Return the page; every text in it is escaped, nothing in it needs a network."""
    return make_environment("pipeline.diff", escape=True).get_template("diff.html.j2").render(view=view)


def render_markdown(view: View) -> str:
    """Return the tables and the changes as Markdown."""
    return make_environment("pipeline.diff", escape=False).get_template("diff.md.j2").render(view=view)


WRITERS: Final[Mapping[str, Callable[[RunDiff], str]]] = {
    ".html": lambda diff: render_html(build_view(diff)),
    ".md": lambda diff: render_markdown(build_view(diff)),
    ".json": RunDiff.to_json,
}
