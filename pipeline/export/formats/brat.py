"""`brat`: a folder (or .zip) of `NAME.txt` and `NAME.ann` for each document, with `annotation.conf`.

Laid out as `pipeline.exchange.brat` says; a relation's note holds the id of its triple, section, confidence
and what found it. NAME is the document's id without `.txt`. A carriage return in a text is a space before a
line feed and a line feed elsewhere, so that all offsets stay.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path, PurePosixPath

from pipeline.errors import FormatError
from pipeline.exchange import configuration, standoff
from pipeline.export.atomic import replacing_folder
from pipeline.export.formats.pages import read_pages
from pipeline.export.run import Run


def write_brat(run: Run, out: Path) -> None:
    """Write the run's documents as brat standoff, packed where `out` ends in .zip.

    Raises:
        FormatError: The run is broken, a text is not at hand, or a document's id is no path below a folder.
        ReadError: A text can't be read.
    """
    with replacing_folder(out) as folder:
        _write(folder / "annotation.conf", configuration())
        for page in read_pages(run):
            base = folder / _name(page.doc_id)
            text = page.text.replace("\r\n", " \n").replace("\r", "\n")
            base.parent.mkdir(parents=True, exist_ok=True)
            _write(base.with_name(base.name + ".txt"), text)
            lines = standoff(dataclasses.replace(page, text=text))
            _write(base.with_name(base.name + ".ann"), "".join(f"{line}\n" for line in lines))


def _name(doc_id: str) -> PurePosixPath:
    path = PurePosixPath(doc_id)
    if path.is_absolute() or not path.name or ".." in path.parts:
        raise FormatError(
            f"{doc_id!r}: expected a document's path below the folder of the run; run the extraction again"
        )
    return path.with_suffix("") if path.suffix == ".txt" else path


def _write(path: Path, content: str) -> None:
    with open(path, "x", encoding="utf-8", newline="") as stream:
        stream.write(content)
