"""Digests of what results depend on besides the documents: code, rules, models, libraries, settings."""

from __future__ import annotations

import hashlib
import json
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO, Final

from pipeline.batch.imports import reach_from
from pipeline.models import models_folder

_PACKAGE: Final = Path(__file__).parents[1]
_WORKER: Final = Path(__file__).with_name("worker.py")
_DISTRIBUTION: Final = "monograph"
_PART: Final = 1 << 20
_NAME: Final = re.compile(r"[\w.-]+")
_NO_RESULT: Final = frozenset({".md", ".pyc"})
"""Suffixes of files beside code and models on which no result depends: what is said about them, byte code."""


def installed_version() -> str:
    """Return the version of the installed distribution, or "unknown" where only the sources are there."""
    try:
        return metadata.version(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "unknown"


def fingerprint(factory: Callable[[], Any], settings: Mapping[str, object]) -> str:
    """Return a digest (hexadecimal) that changes when a document's results could.

    It covers the code that a document can come to run, as the import statements tell, with the rules and
    lexicons beside it; the models; the releases of Python and of the libraries which that code imports, and
    of theirs; what makes the extractor; and the settings. Where in doubt it changes: work done once too often
    is better than a stale result.

    Args:
        factory: What makes the extractor: a function of a module, or a `functools.partial` of one.
        settings: Those that results depend on; what JSON can hold.

    Raises:
        OSError: A file of the package or of the models can't be read.
    """
    code = reach_from(_WORKER, *_files_of(factory))
    parts = [
        digest_files(code.files),
        digest_files(_files_below(models_folder())),
        platform.python_version(),
        *_releases(code.libraries),
        *_describe_factory(factory),
        json.dumps(settings, sort_keys=True),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def digest_package() -> str:
    """Return a digest (hexadecimal) of the whole package, on which the files of a run depend, exports too."""
    return digest_files(_files_below(_PACKAGE))


def digest_files(files: Iterable[Path]) -> str:
    """Return a digest of the names and bytes of files, wherever their folder lies."""
    total = hashlib.sha256()
    for path in files:
        place = path.relative_to(_PACKAGE.parent) if path.is_relative_to(_PACKAGE.parent) else path.name
        total.update(f"{place}\0{digest_file(path)}\0".encode())
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


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _NO_RESULT)


@cache
def _releases(libraries: tuple[str, ...]) -> tuple[str, ...]:
    """Return name and version of the distributions that hold these top-level names, and of all they need.

    Only what the distribution `monograph` asks for is looked through: no result may rest on anything else.
    """
    wanted = set(libraries)
    waiting = [name for name in _requirements(_DISTRIBUTION) if wanted & _top_level_names(name)]
    seen: dict[str, str] = {}
    while waiting:
        name = waiting.pop()
        if name not in seen:
            try:
                seen[name] = metadata.version(name)
            except metadata.PackageNotFoundError:
                seen[name] = "missing"
            waiting += _requirements(name)
    return tuple(f"{name} {release}" for name, release in sorted(seen.items()))


def _requirements(distribution: str) -> list[str]:
    """Return the names of what a distribution asks for, its extras left out."""
    try:
        found = metadata.requires(distribution) or []
    except metadata.PackageNotFoundError:
        return []
    names = (_NAME.match(requirement) for requirement in found if "extra ==" not in requirement)
    return [re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name]


def _top_level_names(distribution: str) -> frozenset[str]:
    """Return what can be imported from a distribution."""
    try:
        files = metadata.files(distribution) or []
    except metadata.PackageNotFoundError:
        return frozenset()
    return frozenset(file.parts[0].removesuffix(".py") for file in files)


def _files_of(factory: Callable[[], Any]) -> Iterator[Path]:
    """Yield the file that holds a factory."""
    function = factory.func if isinstance(factory, partial) else factory
    file = getattr(sys.modules.get(function.__module__), "__file__", None)
    if file is not None:
        yield Path(file)


def _describe_factory(factory: Callable[[], Any]) -> Iterator[str]:
    """Yield the name of a factory and what it is given."""
    if isinstance(factory, partial):
        yield repr((factory.args, sorted(factory.keywords.items())))
        yield from _describe_factory(factory.func)
    else:
        yield f"{factory.__module__}.{factory.__qualname__}"
