"""One digest of what results depend on besides the documents: code, rules, lexicons, models, settings."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO, Final

import pipeline
from pipeline.models import models_folder

_PACKAGE: Final = Path(pipeline.__file__).parent
_DISTRIBUTION: Final = "monograph"
_PART: Final = 1 << 20


def installed_version() -> str:
    """Return the version of the installed distribution, or "unknown" where only the sources are there."""
    try:
        return metadata.version(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "unknown"


def fingerprint(factory: Callable[[], Any], settings: Mapping[str, object]) -> str:
    """Return a digest (hexadecimal) that changes when a document's results could.

    It covers every file of the package (code, rules, lexicons) and of the models, the releases of Python and
    of the libraries (the parser is one), what makes the extractor, and the settings. Where in doubt it
    changes: work done once too often is better than a stale result.

    Args:
        factory: What makes the extractor: a function of a module, or a `functools.partial` of one.
        settings: Those that results depend on; what JSON can hold.

    Raises:
        OSError: A file of the package or of the models can't be read.
    """
    parts = [
        *map(digest_folder, code_folders()),
        platform.python_version(),
        *_releases(),
        *_describe_factory(factory),
        json.dumps(settings, sort_keys=True),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def code_folders() -> Sequence[Path]:
    """Return the folders that hold code, rules, lexicons and models."""
    return (_PACKAGE, models_folder())


def digest_folder(folder: Path) -> str:
    """Return a digest of the names and bytes of all files below a folder, byte code left out."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(f"{path.relative_to(folder).as_posix()}\0{digest_file(path)}\0".encode())
    return total.hexdigest()


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal."""
    with open(path, "rb") as stream:
        return digest_stream(stream)


def digest_stream(stream: BinaryIO) -> str:
    """Return the SHA-256 of what is left in a stream, hexadecimal."""
    total = hashlib.sha256()
    while part := stream.read(_PART):
        total.update(part)
    return total.hexdigest()


def _releases() -> Iterator[str]:
    """Yield name and version of every library that the distribution asks for and that is there."""
    try:
        requirements = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        requirements = []
    for requirement in sorted(requirements):
        if "extra ==" not in requirement:
            name = "".join(letter if letter.isalnum() or letter in "-_." else " " for letter in requirement)
            try:
                yield f"{name.split()[0]} {metadata.version(name.split()[0])}"
            except metadata.PackageNotFoundError:
                yield f"{name.split()[0]} missing"


def _describe_factory(factory: Callable[[], Any]) -> Iterator[str]:
    """Yield the name of a factory, what it is given, and a digest of the file that holds it."""
    if isinstance(factory, partial):
        yield repr((factory.args, sorted(factory.keywords.items())))
        yield from _describe_factory(factory.func)
        return
    yield f"{factory.__module__}.{factory.__qualname__}"
    file = getattr(sys.modules.get(factory.__module__), "__file__", None)
    if file is not None:
        yield digest_file(Path(file))
