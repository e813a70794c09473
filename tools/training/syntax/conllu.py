"""Reading of trees in the ten columns of CoNLL-X and CoNLL-U."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.errors import MonographError
from tools.training.syntax.trees import Tree, is_sound

_COLUMNS = 10


def read_trees(lines: Iterable[str], name: str) -> Iterator[Tree]:
    """Yield the sentences of a file, labels as they are, but "root" becomes "ROOT" as in spaCy.

    Args:
        lines: The lines of the file.
        name: Its name, for messages.

    Raises:
        MonographError: If a line has not ten columns or its head is no number.
    """
    rows: list[list[str]] = []
    for number, line in enumerate(lines, start=1):
        stripped = line.rstrip("\n")
        if not stripped:
            yield from _finish(rows)
            rows = []
        elif not stripped.startswith("#"):
            columns = stripped.split("\t")
            if len(columns) != _COLUMNS or not columns[6].isdigit():
                raise MonographError(
                    f"{name}, line {number}: expected {_COLUMNS} columns with a number in the seventh, "
                    f"got {stripped[:60]!r}; unpack the file again"
                )
            rows.append(columns)
    yield from _finish(rows)


def _finish(rows: list[list[str]]) -> Iterator[Tree]:
    if not rows:
        return
    heads = [int(row[6]) - 1 for row in rows]
    tree = Tree(
        words=tuple(row[1] for row in rows),
        spaces=tuple("SpaceAfter=No" not in row[9] for row in rows),
        tags=tuple(row[4] for row in rows),
        heads=tuple(i if head < 0 else head for i, head in enumerate(heads)),
        labels=tuple("ROOT" if row[7] == "root" else row[7] for row in rows),
    )
    if is_sound(tree):
        yield tree
