"""Bytes to text: byte order marks, UTF-8, the encodings of older Western files, then a guess at the rest.

Western encodings come before charset-normalizer because its guess needs more than the one micro sign or dash
that sets an old English text apart from ASCII (it reads "5 µg" in Windows-1252 as Chinese).
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from pipeline.errors import ReadError

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and what they announce."""

SIGNATURES: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x7fELF", "a program"),
)
"""The first bytes of formats that are often given a wrong suffix."""

WESTERN: Final = ("cp1252", "mac_roman", "cp850")
"""Encodings of Western European text from before UTF-8, the commonest first."""

_FOREIGN: Final = re.compile(
    "[^\x00-\x7f\xa0¡£§©ª«\xad®°±²³´µ¶·¹º»¼½¾¿×÷ßàáâãäåæçèéêëìíîïñòóôõöøùúûüœš€–—‘’“”„†‡•…‰™ÄÅÉÖØÜ≤≥]"
)
"""A character that an English text (or a Western name in it) hardly uses: a sign of the wrong encoding."""

_SAMPLE: Final = 1 << 18
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE: Final = "\ufeff\u200b\u200c\u200d\u2060\x00"


def decode(data: bytes, *, where: str, encoding: str | None = None) -> str:
    """Return the text that the bytes stand for; line ends stay as they are, a byte order mark goes.

    Args:
        data: A whole file.
        where: Its name, for the message.
        encoding: The encoding to hold it to; by default it is found out.

    Raises:
        ReadError: The bytes are empty, blank, binary, or text in no encoding that fits.

    Example:
        >>> decode("5 µg".encode("cp1252"), where="dose.txt")
        '5 µg'
    """
    if not data:
        raise ReadError(f"{where}: expected text, found an empty file; leave it out")
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"{where}: expected text, found {name}; convert it to plain text")
    text = _decode(data, where, encoding)
    if not text.strip().strip(_INVISIBLE).strip():
        raise ReadError(f"{where}: expected text, found only white space; leave it out")
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls * 100 > len(text):
        found = "NUL characters" if "\x00" in text else f"{controls} control characters"
        raise ReadError(f"{where}: expected text, found {found}: a binary file; convert it to plain text")
    return text


def _decode(data: bytes, where: str, encoding: str | None) -> str:
    for mark, announced in MARKS:
        if data.startswith(mark) and (encoding is None or _same(encoding, announced)):
            return _decode_as(data[len(mark) :], announced, where)
    if encoding is not None:
        return _decode_as(data, encoding, where)
    if b"\x00" in data:
        text = _decode_wide(data)
        found = "NUL bytes: a binary file"
    else:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            _refuse_damaged(data, error, where)
        text = _decode_western(data) or _guess(data)
        found = "bytes of no known encoding"
    if text is None:
        raise ReadError(f"{where}: expected text, found {found}; convert it to UTF-8")
    return text


def _same(encoding: str, announced: str) -> bool:
    """Tell whether the encoding asked for is the announced one, with or without its byte order ("utf-16")."""
    name = _canonical(encoding)
    return name is not None and announced.startswith(name.removesuffix("-sig").replace("_", "-"))


def _canonical(encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return None


def _decode_as(data: bytes, encoding: str, where: str) -> str:
    try:
        text = data.decode(encoding)
        text.encode()  # a lone surrogate, which some decoders let through, can't be stored
    except LookupError as error:
        raise ReadError(
            f"{where}: expected the name of a text encoding, found {encoding!r}; "
            "say one such as utf-8 or cp1252"
        ) from error
    except UnicodeError as error:
        place = f"byte {error.start}, which is not" if isinstance(error, UnicodeDecodeError) else str(error)
        raise ReadError(f"{where}: expected {encoding} text, found {place}; say its true encoding") from error
    return text


def _refuse_damaged(data: bytes, error: UnicodeDecodeError, where: str) -> None:
    """Raise ReadError where most bytes above ASCII are UTF-8 and a few are not: it is damaged."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - damaged
    if sound > damaged:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"{where}: expected UTF-8 text as in the rest of the file, found {damaged} damaged place(s), "
            f"the first at byte {error.start} (line {line}); repair it, or say its encoding (--encoding)"
        ) from error


def _decode_wide(data: bytes) -> str | None:
    """Return the text of UTF-16 without a mark, known by its NULs in every other place, or None."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or max(even, odd) * 4 < len(data) or min(even, odd) * 20 > max(even, odd):
        return None
    try:
        return data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None


def _decode_western(data: bytes) -> str | None:
    """Return the text in the first Western encoding in which it looks like Western text, or None."""
    for encoding in WESTERN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        high = len(text) - len(text.encode("ascii", "ignore"))
        if high * 4 <= len(text) and len(_FOREIGN.findall(text)) * 20 <= high:
            return text
    return None


def _guess(data: bytes) -> str | None:
    """Return the text in the likeliest encoding in which all of it can be read, or None."""
    first = next((match.start() for match in re.finditer(rb"[^\x00-\x7f]", data)), 0)
    start = data.rfind(b"\n", 0, first) + 1
    for match in from_bytes(data[start : start + _SAMPLE]):
        try:
            text = data.decode(match.encoding)
            text.encode()
        except UnicodeError:
            continue
        return text
    return None
