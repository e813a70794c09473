"""Who is paired with whom: one-to-one matching of predictions with gold, as many pairs as there can be.

nervaluate is not used: it pairs greedily, and a mention of it has one start and one end, no fragments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.types import Fragment

Edges = Sequence[Sequence[int]]
"""For each prediction, the indices of the gold items it may be paired with, the preferred first."""


def match(*stages: Edges) -> dict[int, int]:
    """Return a maximum bipartite matching {prediction: gold} (augmenting paths, Kuhn 1955).

    Args:
        stages: One or more edge lists over the same predictions. A stage starts from the pairs of the stage
            before and only adds to the gold items that are paired: gold that an early stage can reach (firm
            gold, exact spans) is never given up for gold that only a later one can.

    >>> match([[0, 1], [0]])
    {0: 1, 1: 0}
    """
    owner: dict[int, int] = {}
    for edges in stages:
        paired = set(owner.values())
        for prediction in range(len(edges)):
            if prediction not in paired:
                _augment(prediction, edges, owner)
    return dict(sorted((prediction, gold) for gold, prediction in owner.items()))


def _augment(prediction: int, edges: Edges, owner: dict[int, int]) -> bool:
    """Pair the prediction along an augmenting path, depth first; iterative, so no document is too long."""
    seen: set[int] = set()
    stack: list[tuple[int, Iterator[int]]] = [(prediction, iter(edges[prediction]))]
    path: list[int] = []
    while stack:
        gold = next((candidate for candidate in stack[-1][1] if candidate not in seen), None)
        if gold is None:
            stack.pop()
            if path:
                path.pop()
            continue
        seen.add(gold)
        path.append(gold)
        if gold not in owner:
            owner.update((step, taker) for step, (taker, _) in zip(path, stack, strict=True))
            return True
        stack.append((owner[gold], iter(edges[owner[gold]])))
    return False


def overlap(a: Sequence[Fragment], b: Sequence[Fragment]) -> int:
    """Return how many characters two lists of half-open fragments share.

    >>> overlap([Fragment(0, 5), Fragment(9, 12)], [Fragment(4, 10)])
    2
    """
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
