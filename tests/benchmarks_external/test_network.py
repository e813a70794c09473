"""The network over the words of a pair: its gradient, and that pairs of a batch don't mix."""

from __future__ import annotations

import numpy as np
import pytest

from tools.benchmarks.network import SIZES, Batch, Drops, Parameters, differentiate, make_parameters, predict
from tools.benchmarks.network_input import MARGIN, UNKNOWN, Coder, join
from tools.benchmarks.pair_features import PairTokens

LONG = PairTokens(
    words=("in", "rats", "SUBJECT", "potently", "inhibits", "OBJECT", "."),
    arcs=("case", "nmod", "nsubj", "advmod", "ROOT", "dobj", "punct"),
    chemical=(2,),
    protein=(5,),
    path=(2, 4, 5),
    chemical_name=("xol",),
    protein_name=("abc", "1"),
)
SHORT = PairTokens(("OBJECT", "SUBJECT"), ("dobj", "nsubj"), (1,), (0,), (0, 1), ("yam",), ("abc",))
STEP = 0.002
"""How far the parameters are moved along a gradient: not so far that another word has the largest value."""
CODER = Coder.of([LONG, SHORT, LONG], ["blocks"])


def read(*pairs: PairTokens) -> Batch:
    return join([CODER.encode(pair) for pair in pairs])


@pytest.fixture
def parameters() -> Parameters:
    rng = np.random.default_rng(1)
    vectors = rng.normal(0, 0.5, (len(CODER.words) + 1, SIZES[0])).astype(np.float32)
    return make_parameters(vectors, len(CODER.arcs) + 1, 3, rng, filters=6)


def test_words_of_few_pairs_are_unknown_unless_they_have_vectors() -> None:
    assert {"inhibits", "abc", "blocks"} <= set(CODER.words)
    assert "yam" not in CODER.words
    assert UNKNOWN not in CODER.words.values()
    assert CODER.encode(SHORT).names[0].tolist() == [UNKNOWN]


def test_distances_are_counted_from_the_nearer_end_of_a_name() -> None:
    grid = CODER.encode(LONG).grid
    assert (grid[:, 1] - grid[2, 1]).tolist() == [-2, -1, 0, 1, 2, 3, 4]
    assert (grid[:, 2] - grid[5, 2]).tolist() == [-5, -4, -3, -2, -1, 0, 1]


def test_words_far_from_both_names_are_not_read() -> None:
    far = PairTokens(
        words=("in",) * 50 + ("SUBJECT", "OBJECT") + ("rats",) * 50,
        arcs=("case",) * 102,
        chemical=(50,),
        protein=(51,),
        path=(50, 51),
        chemical_name=("xol",),
        protein_name=("abc",),
    )
    coded = CODER.encode(far)
    assert len(coded.grid) == 2 + 2 * MARGIN
    assert coded.ends == (MARGIN, MARGIN + 1)
    assert np.flatnonzero(coded.on_path).tolist() == [MARGIN, MARGIN + 1]


def test_the_pieces_are_before_between_and_behind_the_names_and_the_path() -> None:
    batch = read(SHORT, LONG)
    assert batch.lengths.tolist() == [2, 7]
    assert [piece.tolist() for piece in batch.pieces] == [
        [0, 2, 3, 4],
        [0, 1, 4, 5, 6, 7],
        [1, 7, 8],
        [0, 1, 4, 6, 7],
    ]
    assert batch.piece_lengths.tolist() == [[1, 3], [2, 4], [1, 2], [2, 3]]


def test_a_pair_reads_the_same_alone_and_beside_others(parameters: Parameters) -> None:
    together = predict(parameters, read(SHORT, LONG, SHORT))
    np.testing.assert_allclose(together.sum(axis=1), 1, atol=1e-6)
    for row, pair in enumerate((SHORT, LONG, SHORT)):
        np.testing.assert_allclose(together[row], predict(parameters, read(pair))[0], atol=1e-6)
    assert abs(together[0] - together[1]).max() > 0.01


@pytest.mark.parametrize(
    "name",
    ["word", "chemical", "protein", "arc", "filters", "filters bias", "classes", "classes bias"],
)
@pytest.mark.parametrize("dropped", [False, True])
def test_the_gradient_is_the_slope_of_the_loss(parameters: Parameters, name: str, dropped: bool) -> None:
    batch = read(LONG, SHORT)
    classes = np.array([2, 0], dtype=np.int32)
    rng = np.random.default_rng(2)
    drops = Drops(
        rng.choice(np.array([0, 1.25], dtype=np.float32), (len(batch.grid), SIZES[0])),
        rng.choice(np.array([0, 2], dtype=np.float32), (2, len(parameters["classes"]))),
    )
    used = drops if dropped else None
    _, gradients = differentiate(parameters, batch, classes, used)
    assert set(gradients) == set(parameters)
    gradient = gradients[name]
    norm = float(np.sqrt((gradient**2).sum()))
    assert norm > 1e-4
    losses = []
    for sign in (1, -1):
        moved = {**parameters, name: parameters[name] + np.float32(sign * STEP / norm) * gradient}
        losses.append(differentiate(moved, batch, classes, used)[0])
    assert (losses[0] - losses[1]) / (2 * STEP) == pytest.approx(norm, rel=0.03)
