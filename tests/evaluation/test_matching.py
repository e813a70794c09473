from __future__ import annotations

import sys

import pytest

from pipeline.evaluation.matching import match, overlap
from pipeline.types import Fragment


@pytest.mark.parametrize(
    ("edges", "pairs"),
    [
        ([], {}),
        ([[], []], {}),
        ([[0], [0]], {0: 0}),
        ([[0, 1], [0]], {0: 1, 1: 0}),
        ([[0, 1], [0, 2], [0]], {0: 1, 1: 2, 2: 0}),
    ],
    ids=["nothing", "no edges", "two for one", "one gives way", "two give way"],
)
def test_as_many_pairs_as_there_can_be(edges: list[list[int]], pairs: dict[int, int]) -> None:
    assert match(edges) == pairs


def test_gold_of_an_early_stage_is_never_given_up() -> None:
    """Gold 0 is firm, gold 1 optional: prediction 0 moves to the optional one so that both have one."""
    assert match([[0], [0]], [[0, 1], [0]]) == {0: 1, 1: 0}
    assert match([[0], []], [[0], [0]]) == {0: 0}


def test_an_early_stage_wins_over_the_order() -> None:
    assert match([[1], []], [[0, 1], [0, 1]]) == {0: 1, 1: 0}


def test_a_long_path_needs_no_recursion() -> None:
    """Each prediction first takes what the next one needs; the last one moves all of them."""
    size = sys.getrecursionlimit() + 500
    edges = [[i, i + 1] for i in range(size)] + [[0]]
    pairs = match(edges)
    assert len(pairs) == size + 1
    assert pairs[size] == 0


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ([(0, 5)], [(5, 9)], 0),
        ([(0, 5)], [(4, 9)], 1),
        ([(0, 5), (10, 15)], [(3, 12)], 4),
        ([], [(0, 1)], 0),
    ],
    ids=["touching is no overlap", "one character", "both fragments", "empty"],
)
def test_overlap_counts_characters(a: list[tuple[int, int]], b: list[tuple[int, int]], shared: int) -> None:
    left, right = [Fragment(*pair) for pair in a], [Fragment(*pair) for pair in b]
    assert overlap(left, right) == overlap(right, left) == shared
