"""Fit the network to pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
from thinc.api import Adam, warmup_linear

from pipeline.scoring.linear import Array
from tools.benchmarks.network import REACH, SIZES, Batch, Drops, Ids, Parameters, differentiate
from tools.benchmarks.network import make_parameters as make
from tools.benchmarks.network import predict as read
from tools.benchmarks.network_input import UNKNOWN, Coder, join
from tools.benchmarks.pair_features import PairTokens
from tools.benchmarks.vectors import WordVectors

EPOCHS: Final = 5
STEP: Final = 64
"""Pairs of a step."""
RATE: Final = 0.002
"""Of learning, at the first step; it falls to nothing at the last."""
UNKNOWN_SHARE: Final = 0.1
"""The share of words that are taken for unknown ones, so that the network learns what to think of those."""
DROPPED_WORDS: Final = 0.2
"""The share of values of words' vectors that are dropped."""
DROPPED_FEATURES: Final = 0.5
"""The share of values that are dropped before the softmax."""
_SPREAD: Final = (0.5, 0.3)
"""Standard deviations of the vectors to begin with: of words with one from raw text, and of others."""
_PREDICTED: Final = 512
"""Pairs that are predicted at once."""


@dataclass(frozen=True, slots=True)
class Network:
    """A fitted network: its classes, the ids of words, and its parameters."""

    classes: tuple[str, ...]
    coder: Coder
    parameters: Parameters

    def predict(self, pairs: Sequence[PairTokens]) -> Array:
        """Return the probability of each class (pairs by classes)."""
        parts = [np.zeros((0, len(self.classes)), dtype=np.float32)]
        for start in range(0, len(pairs), _PREDICTED):
            coded = [self.coder.encode(pair) for pair in pairs[start : start + _PREDICTED]]
            parts.append(read(self.parameters, join(coded)))
        return np.concatenate(parts)


def fit_network(
    pairs: Sequence[PairTokens],
    labels: Sequence[str],
    vectors: WordVectors,
    *,
    seed: int,
    epochs: int = EPOCHS,
) -> Network:
    """Return a network fitted to pairs, the same for the same seed.

    Args:
        pairs: What it sees.
        labels: The class of each.
        vectors: What the words' vectors are to begin with.
        seed: Of all that is drawn.
        epochs: How often it sees each pair.
    """
    rng = np.random.default_rng(seed)
    coder = Coder.of(pairs, vectors.rows)
    classes = tuple(sorted(set(labels)))
    parameters = make(_begin(coder, vectors, rng), len(coder.arcs) + 1, len(classes), rng)
    coded = [coder.encode(pair) for pair in pairs]
    right = np.array([classes.index(label) for label in labels], dtype=np.int32)
    steps = epochs * -(-len(pairs) // STEP)
    rate = cast(Any, warmup_linear(RATE, 0, steps))
    optimizer: Any = Adam(rate, L2=0, grad_clip=0)  # of any type: thinc leaves its methods without types
    for chosen in (chosen for _ in range(epochs) for chosen in _draw(len(pairs), rng)):
        batch = join([coded[place] for place in chosen])
        drops = _draw_drops(batch, len(parameters["classes"]), rng)
        _, gradients = differentiate(parameters, batch, right[chosen], drops)
        for name, gradient in gradients.items():
            parameters[name], _ = optimizer((0, name), parameters[name], gradient)
        optimizer.step_schedules()
    return Network(classes, coder, parameters)


def _begin(coder: Coder, vectors: WordVectors, rng: np.random.Generator) -> Array:
    """Return what the words' vectors are to begin with."""
    known, other = _SPREAD
    table = rng.normal(0, other, (len(coder.words) + 1, SIZES[0])).astype(np.float32)
    for word, row in vectors.rows.items():
        table[coder.words[word]] = vectors.matrix[row] * known
    return table


def _draw(count: int, rng: np.random.Generator) -> Iterator[Ids]:
    """Yield the pairs of each step of an epoch, every pair once."""
    order = rng.permutation(count).astype(np.int32)
    return (order[start : start + STEP] for start in range(0, count, STEP))


def _draw_drops(batch: Batch, features: int, rng: np.random.Generator) -> Drops:
    """Return what is dropped in a step; in the batch itself some words beside both names become unknown."""
    words = len(batch.grid)
    beside = (batch.grid[:, 1:3] != REACH).all(axis=1)
    batch.grid[beside & (rng.random(words) < UNKNOWN_SHARE), 0] = UNKNOWN
    return Drops(
        _drop((words, SIZES[0]), DROPPED_WORDS, rng),
        _drop((len(batch.lengths), features), DROPPED_FEATURES, rng),
    )


def _drop(shape: tuple[int, int], share: float, rng: np.random.Generator) -> Array:
    """Return 0 for a share of values and more than 1 for the others, 1 on average."""
    kept = rng.random(shape, dtype=np.float32) >= share
    return kept.astype(np.float32) / np.float32(1 - share)
