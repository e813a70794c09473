"""Sections of 100 FDA labels with their adverse reactions marked.

Source: the training labels of TAC 2017 (Demner-Fushman and others 2018), from the NLM; public domain.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.types import Fragment, Fragments

ARCHIVE: Final = "fda_ars_labels/fda_ars_txt_gold.tar.gz"
_PIECE: Final = re.compile(r"(\d+),(\d+)")


@dataclass(frozen=True, slots=True)
class LabelSection:
    """A section: `DRUG_section_of_label` as its id, its text, and its marks in the order of the file.

    A mark has several pieces where its words stand apart; each is half-open characters of the text.
    """

    id: str
    text: str
    marks: tuple[Fragments, ...]


def read_sections(data: Path) -> Iterator[LabelSection]:
    """Yield the sections in the order of their ids; nothing of the archive is unpacked."""
    texts: dict[str, str] = {}
    marks: dict[str, tuple[Fragments, ...]] = {}
    with tarfile.open(data / ARCHIVE) as archive:
        for member in archive:
            path, stream = Path(member.name), archive.extractfile(member)
            if stream is None or path.suffix not in (".txt", ".offsets"):
                continue
            content = stream.read().decode("utf-8", errors="replace")
            if path.suffix == ".txt":
                texts[path.stem] = content
            else:
                marks[path.stem] = tuple(map(_pieces, content.splitlines()))
    for name in sorted(texts):
        yield LabelSection(name, texts[name], marks.get(name, ()))


def _pieces(line: str) -> Fragments:
    """Return the places of a line, such as `419,429;484,496|C0858702|name|10013687`."""
    return tuple(Fragment(int(start), int(end)) for start, end in _PIECE.findall(line.partition("|")[0]))
