"""What readers take and give: a reference to one document; its text, with the sections its format states."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from pipeline.errors import ReadError

DEFAULT_LIMIT: Final = 20 * 1024 * 1024
"""The largest document that is read, in bytes, unless a run says otherwise."""


class Reference(NamedTuple):
    """One document: its id, the file that holds it, and its name inside that file where it holds several."""

    doc_id: str
    path: Path
    member: str | None = None


class GivenSection(NamedTuple):
    """A section that the format itself states; half-open in characters of the text, `start` at its title.

    ``kind`` is a kind of section (`adverse_reactions`) where the format says it by a code, else None.
    Sections may lie inside one another.
    """

    title: str
    kind: str | None
    start: int
    end: int


class Content(NamedTuple):
    """A text, and the sections that its format states."""

    text: str
    sections: tuple[GivenSection, ...] = ()


class Source(NamedTuple):
    """What a document holds: its text, the SHA-256 (hexadecimal) of its bytes, and its given sections."""

    text: str
    sha256: str
    sections: tuple[GivenSection, ...] = ()


class Reader(Protocol):
    """Turns a document's bytes into text, or raises ReadError naming `where`."""

    def __call__(self, data: bytes, *, where: str, encoding: str | None) -> Content: ...


@contextmanager
def refuse_damage(where: str, kind: str) -> Iterator[None]:
    """Raise whatever a parser of foreign bytes raises as ReadError: damaged files fail in any way there is.

    Args:
        where: The document's name, for the message.
        kind: What it should be ("a PDF file").
    """
    try:
        yield
    except ReadError:
        raise
    except RecursionError as error:
        raise ReadError(
            f"{where}: expected {kind}, found elements nested too deeply; save it anew in a plainer form"
        ) from error
    except Exception as error:
        found = " ".join(f"{type(error).__name__} {error}".split())[:200]
        raise ReadError(
            f"{where}: expected {kind} in good order, found damage ({found}); "
            "open it in its own program and save it anew, or convert it to plain text"
        ) from error
