"""`bioc-json` and `bioc-xml`: the run's documents as one BioC collection, with mentions and relations.

Laid out as `pipeline.exchange.bioc` says. An annotation's infon `found_by` lists rules and models; a
relation's infons are besides `triple` (the id of its document-level triple), `section`, `confidence` and
`found_by` and, if any, `contradicted_by`. In XML, a character that XML can't hold is U+FFFD, so that all
offsets stay.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from pipeline.exchange import make_collection
from pipeline.export.atomic import replacing
from pipeline.export.formats.pages import read_pages
from pipeline.export.formats.xml_text import xml_safe
from pipeline.export.libraries import require
from pipeline.export.run import Run

_KEY = "docs/exports.md"


def write_bioc_json(run: Run, out: Path) -> None:
    """Write the run's documents as BioC JSON."""
    library = require("bioc.biocjson", purpose="export to bioc-json")
    with replacing(out) as stream:
        stream.write(library.dumps(_collection(run), ensure_ascii=False, indent=1) + "\n")


def write_bioc_xml(run: Run, out: Path) -> None:
    """Write the run's documents as BioC XML."""
    library = require("bioc.biocxml", purpose="export to bioc-xml")
    with replacing(out) as stream:
        stream.write(library.dumps(_collection(run, xml=True)) + "\n")


def _collection(run: Run, *, xml: bool = False) -> Any:
    pages = read_pages(run)
    if xml:
        pages = (dataclasses.replace(page, text=xml_safe(page.text)) for page in pages)
    return make_collection(pages, source="Monograph", key=_KEY)
