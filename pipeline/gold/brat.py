"""Exchange a gold document with the brat annotation tool, without loss.

Three files a document, beside one `annotation.conf`:

- `NAME.txt`, the text;
- `NAME.ann`, standoff annotations, as `pipeline.exchange.brat` says; the subject of a relation is the first
  entity of that name, its id is in a note, and further attributes are `Optional` and `OrDecreases` for an
  accepted `decreases`;
- `NAME.header.json`, what the markup's header holds.

Source: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.exchange import configuration, standoff
from pipeline.gold.pages import to_page
from pipeline.gold.schema import GoldDocument

HEADER_FIELDS = ("format", "doc", "sha256", "drug", "style", "split", "names")


def write_brat(document: GoldDocument, text: str, folder: Path) -> list[Path]:
    """Write a document and its text as brat files, with `annotation.conf`; returns the files written."""
    base = folder / Path(document.doc).with_suffix("")
    base.parent.mkdir(parents=True, exist_ok=True)
    header = {
        name: value for name, value in document.model_dump(mode="json").items() if name in HEADER_FIELDS
    }
    files = {
        base.with_name(base.name + ".txt"): text,
        base.with_name(base.name + ".ann"): "".join(
            f"{line}\n" for line in standoff(to_page(document, text))
        ),
        base.with_name(base.name + ".header.json"): json.dumps(header, ensure_ascii=False, indent=1) + "\n",
        folder / "annotation.conf": configuration(),
    }
    for path, content in files.items():
        path.write_text(content, encoding="utf-8", newline="")
    return list(files)
