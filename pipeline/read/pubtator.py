"""PubTator: a title line, an abstract line, and annotations, which are left out."""

from __future__ import annotations

import re
from typing import BinaryIO, Final

from pipeline.errors import ReadError
from pipeline.read.builder import clean
from pipeline.read.collection import Collection, Part, name_apart, read_collection
from pipeline.read.decode import decode
from pipeline.read.source import Content

_LINE: Final = re.compile(rb"^([^|\t\r\n]{1,100})\|([ta])\|", re.MULTILINE)


def split_pubtator(stream: BinaryIO, *, where: str) -> Collection:
    """Return a part for each title line ("ID|t|…"), up to the next one.

    Raises:
        ReadError: There is no title line.
    """
    data = read_collection(stream, where=where)
    titles = [match for match in _LINE.finditer(data) if match[2] == b"t"]
    if not titles:
        raise ReadError(
            f"{where}: expected PubTator, found no line of the form ID|t|TITLE; write the file anew"
        )
    ends = [*(match.start() for match in titles[1:]), len(data)]
    return Collection(
        name_apart(
            Part(match[1].decode("utf-8", "replace").strip(), match.start(), end)
            for match, end in zip(titles, ends, strict=True)
        )
    )


def read_pubtator(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return title and abstract with one line break between, so that the file's offsets stay true.

    Raises:
        ReadError: Title and abstract are both missing.
    """
    lines = dict.fromkeys("ta", "")
    for line in decode(data, where=where, encoding=encoding).splitlines():
        found = re.match(r"[^|\t]*\|([ta])\|(.*)", line)
        if found and not lines[found[1]]:
            lines[found[1]] = clean(found[2])
    if not "".join(lines.values()).strip():
        raise ReadError(f"{where}: expected a title or an abstract, found neither; leave the document out")
    return Content(f"{lines['t']}\n{lines['a']}\n")
