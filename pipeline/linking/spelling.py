"""Whether two names are one but for a slip of spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 6
"""Letters that a word must have before another may differ from it by one letter."""


def alike(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two names have the same words, but that one long word may be spelled with one letter more, less
    or other, or end in another way.

    >>> alike(("hypertension", "pulmonary"), ("hypertension",))
    False
    >>> alike(("thrombocytopaenia",), ("thrombocytopenia",)), alike(("hypertension",), ("hypotension",))
    (True, False)
    """
    ours, theirs = Counter(left), Counter(right)
    only, others = sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
    if len(only) != len(others) or len(only) > 1:
        return False
    return all(_is_slip(one, other) for one, other in zip(only, others, strict=True))


_OPPOSED: Final = ("hyper", "hypo", "anti", "pro", "pre", "post", "in", "un", "endo", "exo", "inter", "intra")


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter inside: not in the first three, not in a digit."""
    if min(len(one), len(other)) < SHORTEST or one[:3] != other[:3] or not (one + other).isalpha():
        return False
    if [one.startswith(part) for part in _OPPOSED] != [other.startswith(part) for part in _OPPOSED]:
        return False
    short, long = sorted((one, other), key=len)
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    rest = long[start + 1 :]
    return rest == short[start:] if len(long) == len(short) + 1 else rest == short[start + 1 :]
