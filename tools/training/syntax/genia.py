"""The trees of GENIA, converted to the labels of spaCy's English models."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tools.training.syntax.conllu import read_trees
from tools.training.syntax.stanford import convert
from tools.training.syntax.trees import Tree

FILE = "genia/sd/{part}.sd.conllx.gz"
_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", ")", "]", "%", "?", "!", "'s", "'"})
_NO_SPACE_AFTER = frozenset({"(", "["})
_MOST_UNNAMED = 1


def read_genia(data: Path, part: str) -> Iterator[Tree]:
    """Yield the sentences of a part (train, dev, test), less those whose conversion is not sure.

    The treebank tells no spaces: they are set as print has them. A sentence with more than one relation that
    the conversion from phrases could not name ("dep") is left out.
    """
    name = FILE.format(part=part)
    with gzip.open(data / name, "rt", encoding="utf-8") as lines:
        for tree in read_trees(lines, name):
            if tree.labels.count("dep") > _MOST_UNNAMED:
                continue
            converted = convert(_set_spaces(tree))
            if converted is not None:
                yield converted


def _set_spaces(tree: Tree) -> Tree:
    """Return the tree with the spaces of print, and straight quotes."""
    words = tuple('"' if word in ("``", "''") else word for word in tree.words)
    spaces = [
        word not in _NO_SPACE_AFTER and following not in _NO_SPACE_BEFORE
        for word, following in zip(words, (*words[1:], "."), strict=True)
    ]
    inside = False
    for place, word in enumerate(words):
        if word == '"':
            inside = not inside
            if inside:
                spaces[place] = False
            elif place:
                spaces[place - 1] = False
    return replace(tree, words=words, spaces=tuple(spaces))
