"""Mechanism links between triples, kept free of circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def link_triples(wanted: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the links that are kept: each once, none to itself, none that closes a circle with earlier ones.

    Args:
        wanted: For each triple id, in the order of the text, the triples through which it comes about.

    Example:
        >>> link_triples({"a": ["b", "a", "b"], "b": ["a"]})
        {'a': ('b',), 'b': ()}
    """
    kept: dict[str, list[str]] = {triple: [] for triple in wanted}
    for triple, links in wanted.items():
        for link in dict.fromkeys(links):
            if not _reaches(kept, link, triple):
                kept[triple].append(link)
    return {triple: tuple(links) for triple, links in kept.items()}


def _reaches(links: Mapping[str, Sequence[str]], start: str, goal: str) -> bool:
    """Tell whether the links lead from start to goal, which may be the same."""
    waiting, seen = [start], {start}
    while waiting:
        triple = waiting.pop()
        if triple == goal:
            return True
        new = [link for link in links[triple] if link not in seen]
        seen.update(new)
        waiting.extend(new)
    return False
