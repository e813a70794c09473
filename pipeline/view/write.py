"""The page as a file: templates, style, script and data in one, nothing to load from elsewhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.export import Run, replacing
from pipeline.view.payload import build_payload

_HARMLESS: Final = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\x85\u2028\u2029"}
"""What could end a script element, open a comment in it or end a line: JSON may write them as escapes."""


@dataclass(frozen=True, slots=True)
class Viewed:
    """What the page holds; `texts` is the number of documents whose text was at hand."""

    path: Path
    documents: int
    texts: int
    triples: int


def write_view(folder: Path, out: Path, *, corpus: Path | None = None) -> Viewed:
    """Write the page of the run in a folder, whole or not at all; the same run gives the same bytes.

    Args:
        folder: Of the run: its triples.jsonl and documents.jsonl.
        out: The HTML file.
        corpus: The folder that the run read. Plain texts are not stored in the run: without it, the page
            shows the sentences of the evidence in their place.

    Raises:
        FormatError: A file of the run is missing or broken, or a text is not the one that the run read.
        ReadError: A text of the corpus can't be read.
        OSError: The file can't be written.
    """
    payload = build_payload(Run(folder, corpus))
    with replacing(out) as stream:
        stream.write(render_page(payload))
    documents = payload["documents"]
    texts = sum(document["text"] is not None for document in documents)
    return Viewed(out, len(documents), texts, len(payload["triples"]))


def render_page(payload: dict[str, Any]) -> str:
    """Return the page that shows a payload (see `build_payload`)."""
    environment = Environment(
        loader=PackageLoader("pipeline.view"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    template = environment.get_template("view.html.j2")
    return template.render(data=Markup(embed(payload)))


def embed(value: object) -> str:
    """Return a value as JSON that is safe inside a script element, whatever its strings hold.

    >>> embed("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_HARMLESS)
