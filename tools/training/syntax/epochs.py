"""What one epoch reads: a sample of each source, the same trees with other names, made clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from tools.training.syntax.augment import name_subjects, swap_drugs
from tools.training.syntax.clauses import make_clauses
from tools.training.syntax.settings import Settings
from tools.training.syntax.trees import Tree

_MOST_SENTENCES = 4
_BLANK_SHARE = 0.1


def draw_epoch(sources: Mapping[str, Sequence[Tree]], settings: Settings, rng: Random) -> list[list[Tree]]:
    """Return the documents of an epoch, one to four sentences each, in random order.

    Args:
        sources: The trees of each source that the settings name.
        settings: How much of what.
        rng: The source of chance; the same state gives the same epoch.
    """
    trees: list[Tree] = []
    for name, repeats in settings.repeats.items():
        pool = list(sources[name])
        whole, part = divmod(repeats, 1)
        trees += pool * int(whole) + rng.sample(pool, int(len(pool) * part))
    plain = len(trees)
    named = list(name_subjects(rng.sample(trees, plain), rng))[: int(plain * settings.named_subjects)]
    swapped = list(swap_drugs(rng.sample(trees, plain), rng))[: int(plain * settings.swapped_drugs)]
    trees += named + swapped + list(make_clauses(settings.clauses, rng))
    rng.shuffle(trees)
    return list(_group(trees, rng))


def batch_words(documents: Sequence[list[Tree]], size: int) -> Iterator[list[list[Tree]]]:
    """Yield documents in batches of about so many words."""
    batch: list[list[Tree]] = []
    words = 0
    for document in documents:
        batch.append(document)
        words += sum(len(tree) for tree in document)
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _group(trees: Sequence[Tree], rng: Random) -> Iterator[list[Tree]]:
    """Yield the sentences one to four at a time, as in a text, some with blank tokens behind."""
    position = 0
    while position < len(trees):
        size = rng.randint(1, _MOST_SENTENCES)
        group = trees[position : position + size]
        yield [_with_blank(tree, rng) if rng.random() < _BLANK_SHARE else tree for tree in group]
        position += size


def _with_blank(tree: Tree, rng: Random) -> Tree:
    """Return the tree with a token of white space at its end, as texts with line breaks have them."""
    return replace(
        tree,
        words=(*tree.words, rng.choice((" ", "\n", "  "))),
        spaces=(*tree.spaces, False),
        tags=(*tree.tags, "_SP"),
        heads=(*tree.heads, len(tree) - 1),
        labels=(*tree.labels, "dep"),
    )
