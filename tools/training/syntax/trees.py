"""A sentence with its tags and its tree, as words rather than as spaCy objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence: words, whether a space follows each, Penn tags, heads (the root is its own), labels."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def text(self) -> str:
        """The sentence, without the space after it."""
        pairs = zip(self.words, self.spaces, strict=True)
        return "".join(word + " " * space for word, space in pairs).rstrip(" ")

    @property
    def root(self) -> int:
        """The index of the root."""
        return next(i for i, head in enumerate(self.heads) if head == i)

    def children(self, index: int) -> list[int]:
        """Return the indices of a word's children, left to right."""
        return [i for i, head in enumerate(self.heads) if head == index and i != index]

    def rename(self, index: int, word: str, tag: str) -> Tree:
        """Return the tree with another word at a place."""
        words, tags = list(self.words), list(self.tags)
        words[index], tags[index] = word, tag
        return replace(self, words=tuple(words), tags=tuple(tags))


def is_sound(tree: Tree) -> bool:
    """Whether the tree has one root, no circle and no empty word."""
    if not tree.words or sum(head == i for i, head in enumerate(tree.heads)) != 1 or not all(tree.words):
        return False
    for start in range(len(tree)):
        place, steps = start, 0
        while tree.heads[place] != place:
            place, steps = tree.heads[place], steps + 1
            if steps > len(tree):
                return False
    return True


def to_doc(trees: Sequence[Tree], vocab: Vocab) -> Doc:
    """Return sentences as one `Doc`, with sentence starts, tags, heads and labels."""
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    heads: list[int] = []
    labels: list[str] = []
    for tree in trees:
        offset = len(words)
        words += tree.words
        spaces += [*tree.spaces[:-1], True]
        tags += tree.tags
        heads += [offset + head for head in tree.heads]
        labels += tree.labels
    return Doc(vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=labels)


def from_span(span: Span) -> Tree | None:
    """Return the tree of a parsed sentence, or None where its root is not the only one."""
    first = span.start
    tree = Tree(
        words=tuple(t.text for t in span),
        spaces=tuple(bool(t.whitespace_) for t in span),
        tags=tuple(t.tag_ for t in span),
        heads=tuple(t.head.i - first for t in span),
        labels=tuple(t.dep_ or "dep" for t in span),
    )
    inside = all(0 <= head < len(tree) for head in tree.heads)
    return tree if inside and is_sound(tree) else None
