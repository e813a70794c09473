"""One document to its text, by the reader of its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.read.builder import clean
from pipeline.read.containers import read_packed
from pipeline.read.source import DEFAULT_LIMIT, Content, Reference, Source, refuse_damage


def read_document(reference: Reference, *, encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Source:
    """Return the text of a document, the digest of its bytes and the sections that its format states.

    Of a plain text the line ends stay as they are, so offsets into the text are offsets into the file's
    decoded content (without its byte order mark, where it has one).

    Args:
        reference: The document, as `find_documents` gives it.
        encoding: The encoding to hold it to, where its format does not state one; by default it is found out.
        limit: The largest size that is read, in bytes.

    Raises:
        ReadError: The document can't be turned into text; the message names it, the cause and the cure.
    """
    path, member = reference.path, reference.member
    where = str(path) if member is None else f"{path}/{member}"
    packed = read_packed(path, member, limit=limit)
    with refuse_damage(where, packed.format.name):
        content = packed.format.read(packed.data, where=where, encoding=encoding)
    text = _storable(content.text, where)
    _check_sections(content, where)
    return Source(text, hashlib.sha256(packed.data).hexdigest(), content.sections)


def read_file(path: Path, *, encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Source:
    """Return the text of one document by its path, which may lead on into an archive or a collection
    ("labels.zip/a.txt"); see `read_document`."""
    file = next((above for above in path.parents if above.is_file()), path)
    member = None if file is path else path.relative_to(file).as_posix()
    return read_document(Reference(path.name, file, member), encoding=encoding, limit=limit)


def _storable(text: str, where: str) -> str:
    """Return the text with half characters (lone surrogates), which no file can hold, as blanks.

    Raises:
        ReadError: The text is blank.
    """
    if not text.strip():
        raise ReadError(f"{where}: expected text, found only white space; leave it out")
    try:
        text.encode()
    except UnicodeEncodeError:
        return clean(text)
    return text


def _check_sections(content: Content, where: str) -> None:
    for section in content.sections:
        if not 0 <= section.start <= section.end <= len(content.text):
            raise AssertionError(f"{where}: section {section} lies outside the text of {len(content.text)}")
