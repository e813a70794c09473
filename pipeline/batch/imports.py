"""Which files and libraries a module depends on, read off the import statements of this package's sources."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parents[1]
_ROOT: Final = _FOLDER.name
_INIT: Final = "__init__.py"


@dataclass(frozen=True, slots=True)
class Reach:
    """What some modules depend on.

    Args:
        files: Of this package, sorted: code, and the data that lies beside it.
        libraries: Top-level names of what else they import, the standard library left out; sorted.
    """

    files: tuple[Path, ...]
    libraries: tuple[str, ...]


@cache
def reach_from(*starts: Path) -> Reach:
    """Return all that code in these files can come to run or read.

    Imports are followed wherever they stand in a module, in a function too, but not those for type checkers
    only. A name taken from a package leads to the module that defines it, and to no other that the package
    gathers. Beside a module's code lies its data: every file of its folder, and of the folders below that
    hold no package of their own.

    Raises:
        OSError: A file can't be read.
        SyntaxError: A file is no Python.
    """
    found: set[Path] = set()
    libraries: set[str] = set()
    waiting = list(starts)
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found.add(file)
        for module, name in _imports(file):
            top = module.partition(".")[0]
            if top == _ROOT:
                waiting.append(_find(module, name))
            elif top not in sys.stdlib_module_names:
                libraries.add(top)
    code = {file for file in found if file.is_relative_to(_FOLDER)}
    packages = {above for file in code for above in file.parents if above.is_relative_to(_FOLDER)}
    beside = {data for folder in {file.parent for file in code} for data in _data(folder)}
    inits = {folder / _INIT for folder in packages}
    return Reach(tuple(sorted(found | beside | inits)), tuple(sorted(libraries)))


def _find(module: str, name: str | None) -> Path:
    """Return the file that `from module import name`, or `import module`, is about."""
    path = _FOLDER.joinpath(*module.split(".")[1:])
    if not path.is_dir():
        return path.with_suffix(".py")
    if name is None:
        return path / _INIT
    below = path / name
    if below.is_dir() or below.with_suffix(".py").is_file():
        return _find(f"{module}.{name}", None)
    source = _gathered(path / _INIT).get(name)
    return path / _INIT if source is None else _find(*source)


@cache
def _gathered(init: Path) -> dict[str, tuple[str, str]]:
    """Return where a package takes each name from that it gathers from its modules: module and name there."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in _parse(init).body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{_ROOT}.")
        for alias in node.names
    }


def _imports(file: Path) -> Iterator[tuple[str, str | None]]:
    """Yield each import of a module: the module imported, and the name taken from it."""
    waiting: list[ast.AST] = [_parse(file)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)


def _parse(file: Path) -> ast.Module:
    return ast.parse(file.read_bytes(), filename=str(file))


def _data(folder: Path) -> Iterator[Path]:
    """Yield the files beside a folder's code, at any depth, that belong to no other package."""
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__" and not (entry / _INIT).exists():
                yield from _data(entry)
        elif entry.suffix != ".py":
            yield entry
