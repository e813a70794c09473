"""BioC, in XML and JSON: texts in passages with offsets, as the corpora of the field come.

Where the passages' offsets are in order, the text keeps them: an offset of an annotation in the file is an
offset into our text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple

from lxml import etree

from pipeline.errors import ReadError
from pipeline.read.builder import clean
from pipeline.read.collection import Collection, gather, read_collection
from pipeline.read.decode import decode
from pipeline.read.safe_xml import parse_xml
from pipeline.read.source import Content, GivenSection

_MAX_GAP: Final = 64
_TITLE_TYPE: Final = re.compile(
    r"^(?:front|title|(?:sub)?section_?title|title_\d|abstract_title_\d|heading)$", re.I
)
_KINDS: Final = {
    "REF": "boilerplate",
    "ACK_FUND": "boilerplate",
    "AUTH_CONT": "boilerplate",
    "METHODS": "trials",
}


class _Passage(NamedTuple):
    offset: int | None
    text: str
    type: str
    section: str


def split_bioc_xml(stream: BinaryIO, *, where: str) -> Collection:
    """Return the documents of a collection, each as XML of its own in UTF-8.

    Raises:
        ReadError: The file is not XML, or declares entities.
    """
    documents = parse_xml(read_collection(stream, where=where), where=where).iterfind("document")
    return gather(
        (
            (document.findtext("id") or "").strip() or f"document-{number}",
            etree.tostring(document, encoding="utf-8", with_tail=False),
        )
        for number, document in enumerate(documents, start=1)
    )


def read_bioc_xml(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of one document element.

    Raises:
        ReadError: It has no passage with text.
    """
    root = parse_xml(data, where=where)
    return _join([_xml_passage(passage) for passage in root.iterfind("passage")], where)


def _xml_passage(passage: etree._Element) -> _Passage:
    infons = {str(infon.get("key", "")): infon.text or "" for infon in passage.iterfind("infon")}
    text = passage.findtext("text")
    if text is None:
        text = " ".join(sentence.findtext("text") or "" for sentence in passage.iterfind("sentence"))
    return _passage(passage.findtext("offset"), text, infons)


def split_bioc_json(stream: BinaryIO, *, where: str) -> Collection:
    """Return the documents of a collection, or of a list of collections or documents, each as its own JSON.

    Raises:
        ReadError: The file is no BioC JSON.
    """
    documents = _json_documents(read_collection(stream, where=where), where)
    return gather(
        (_json_name(document) or f"document-{number}", json.dumps(document, sort_keys=True).encode("ascii"))
        for number, document in enumerate(documents, start=1)
    )


def read_bioc_json(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of one document.

    Raises:
        ReadError: It has no passage with text.
    """
    document = json.loads(data)
    return _join([_json_passage(passage) for passage in document["passages"]], where)


def _json_documents(data: bytes, where: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(decode(data, where=where))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where}: expected BioC in JSON, found: {error}; write it anew") from error
    documents: list[dict[str, Any]] = []
    waiting = [found]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value
        elif isinstance(value, dict) and isinstance(value.get("documents"), list):
            waiting[:0] = value["documents"]
        elif isinstance(value, dict) and isinstance(value.get("passages"), list):
            documents.append(value)
        else:
            raise ReadError(
                f"{where}: expected BioC in JSON (an object with 'documents', each with 'passages'), found "
                f"{list(value)[:8] if isinstance(value, dict) else type(value).__name__}; "
                "write other JSON as JSON lines (.jsonl) with a field 'text'"
            )
    return documents


def _json_name(document: dict[str, Any]) -> str:
    return str(document.get("id") or document.get("pmid") or "").strip()


def _json_passage(passage: dict[str, Any]) -> _Passage:
    text = passage.get("text")
    if not text:
        text = " ".join(str(sentence.get("text") or "") for sentence in passage.get("sentences") or [])
    infons = passage.get("infons")
    return _passage(passage.get("offset"), str(text), infons if isinstance(infons, dict) else {})


def _passage(offset: object, text: str, infons: dict[str, Any]) -> _Passage:
    try:
        place = int(str(offset))
    except ValueError:
        place = None
    kind = str(infons.get("type") or infons.get("section") or "")
    return _Passage(place, clean(text).rstrip(), kind, str(infons.get("section_type") or "").upper())


def _join(passages: list[_Passage], where: str) -> Content:
    passages = [passage for passage in passages if passage.text.strip()]
    if not passages:
        raise ReadError(f"{where}: expected passages with text, found none; leave the document out")
    keeps = _offsets_fit(passages)
    text = ""
    starts: list[int] = []
    for passage in passages:
        gap = (passage.offset or 0) - len(text) if keeps else 2 if text else 0
        text += "\n" * gap
        starts.append(len(text))
        text += passage.text
    return Content(text + "\n", tuple(_sections(passages, starts, len(text) + 1)))


def _offsets_fit(passages: list[_Passage]) -> bool:
    """Whether every passage lies behind the one before it, hardly apart from it."""
    end = -1
    for passage in passages:
        if passage.offset is None or not 1 <= passage.offset - end <= _MAX_GAP:
            return False
        end = passage.offset + len(passage.text)
    return True


def _sections(passages: list[_Passage], starts: list[int], length: int) -> Iterator[GivenSection]:
    """Yield a section for each title, up to the next; a kind is given only where BioC states one we have."""
    heads = [index for index, passage in enumerate(passages) if _TITLE_TYPE.match(passage.type)]
    for index, following in zip(heads, [*heads[1:], None], strict=True):
        end = length if following is None else starts[following]
        title = " ".join(passages[index].text.split())
        yield GivenSection(title, _KINDS.get(passages[index].section), starts[index], end)
