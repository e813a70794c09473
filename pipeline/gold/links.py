"""Rings among `via` links: a relation may not come about through itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def find_ring(links: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids along one ring of links, its first id at both ends, or []. Unknown ids are passed over.

    >>> find_ring({"a": ["b"], "b": ["a"]})
    ['a', 'b', 'a']
    """
    done: set[str] = set()

    def walk(node: str, path: list[str]) -> list[str]:
        if node in path:
            return [*path[path.index(node) :], node]
        if node in done or node not in links:
            return []
        for target in links[node]:
            ring = walk(target, [*path, node])
            if ring:
                return ring
        done.add(node)
        return []

    for node in links:
        ring = walk(node, [])
        if ring:
            return ring
    return []
