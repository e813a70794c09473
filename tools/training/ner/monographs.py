"""Texts about drugs: sections of product labels with their adverse reactions, and the own gold."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.entities.tagging import LABELS
from pipeline.vocabulary import TARGETS
from tools.training.ner.annotated import UNKNOWN, Annotated, Mark

_LABELS: Final[dict[str, str]] = {
    "DRUG": "DRUG",
    "DRUG_CLASS": "DRUG_CLASS",
    "PROCESS": "PROCESS",
    "EFFECT": "FINDING",
    "CONDITION": "FINDING",
    **{str(label): "TARGET" for label in TARGETS},
}
_OFFSETS: Final = re.compile(r"(\d+),(\d+)\|")
_TEXTS: Final = "MetaMapFiles/Txt/"


def read_labels(archive: Path) -> Iterator[Annotated]:
    """Yield the sections of the product labels of an archive; their adverse reactions are findings."""
    with tarfile.open(archive) as files:
        content = {
            member.name: file.read().decode("utf-8", errors="replace")
            for member in files.getmembers()
            if member.isfile() and (file := files.extractfile(member)) is not None
        }
    for name in sorted(content):
        if not name.startswith(_TEXTS):
            continue
        section = name.removeprefix(_TEXTS).removesuffix(".txt")
        found = _OFFSETS.findall(content.get(f"MetaMapFiles/Gold/{section}.offsets", ""))
        marks = {Mark(int(start), int(end), frozenset({"FINDING"})) for start, end in found}
        ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        yield Annotated(section, content[name], tuple(ordered), frozenset({"FINDING"}))


def read_gold(root: Path, split: str) -> Iterator[Annotated]:
    """Yield the own documents of a split; the parts of a name in several pieces are marked as unknown.

    Args:
        root: The repository, with `gold` and `corpus`.
        split: Its name; "test" is for no training.
    """
    for path in sorted((root / "gold").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if document.get("split") != split:
            continue
        marks = [
            Mark(
                start, end, UNKNOWN if len(entity["fragments"]) > 1 else frozenset({_LABELS[entity["label"]]})
            )
            for entity in document["entities"]
            for start, end in entity["fragments"]
        ]
        text = (root / "corpus" / document["doc"]).read_text(encoding="utf-8")
        ordered = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
        yield Annotated(document["doc"], text, ordered, frozenset(LABELS))
