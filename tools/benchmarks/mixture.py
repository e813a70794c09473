"""Linear models and networks together: the geometric mean of what both say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipeline.scoring.judge import NONE
from pipeline.scoring.linear import Array
from tools.benchmarks.network_fit import EPOCHS, Network, fit_network
from tools.benchmarks.pairs import Pair
from tools.benchmarks.two_passes import TwoPasses, fit_two_passes
from tools.benchmarks.vectors import WordVectors

SEEDS: Final = (0, 1, 2, 3)
"""Of the networks."""
NONE_WEIGHT: Final = 0.4
"""What the odds of no relation are multiplied with: the best on ChemProt's development part after fitting on
its training part."""
_LEAST: Final = 0.001
"""What is added to a probability, so that one model alone can't rule a class out."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """Linear models, whose classes are what is scored, and networks, whose classes are the types of the gold.

    Args:
        groups: What each type is scored as; a type that is not is none.
        linear: The linear models.
        networks: The networks, at least one.
    """

    groups: Mapping[str, str]
    linear: TwoPasses
    networks: tuple[Network, ...]

    def predict(self, pairs: Sequence[Pair], none_weight: float = NONE_WEIGHT) -> Iterator[tuple[Pair, str]]:
        """Yield each pair with its likeliest class, or `NONE`.

        Args:
            pairs: The pairs of whole abstracts; those of one must come together.
            none_weight: What the odds of no relation are multiplied with.
        """
        if not pairs:
            return
        tokens = [pair.tokens for pair in pairs]
        each = [self._group(network, network.predict(tokens)) for network in self.networks]
        odds = np.sqrt((self.linear.predict(pairs) + _LEAST) * (np.mean(each, axis=0) + _LEAST))
        odds[:, self.linear.classes.index(NONE)] *= none_weight
        for pair, best in zip(pairs, np.argmax(odds, axis=1), strict=True):
            yield pair, self.linear.classes[int(best)]

    def _group(self, network: Network, odds: Array) -> Array:
        """Return the probabilities of what is scored: the sums of those of its types."""
        classes = self.linear.classes
        grouped = np.zeros((len(odds), len(classes)), dtype=np.float32)
        for column, name in enumerate(network.classes):
            grouped[:, classes.index(self.groups.get(name, NONE))] += odds[:, column]
        return grouped


def fit_mixture(
    pairs: Sequence[Pair],
    groups: Mapping[str, str],
    vectors: WordVectors,
    *,
    seeds: Sequence[int] = SEEDS,
    epochs: int = EPOCHS,
) -> Mixture:
    """Fit linear models and networks.

    Args:
        pairs: The pairs of whole abstracts.
        groups: What each type is scored as; a type that is not is none.
        vectors: What the networks' words begin with.
        seeds: One for each network.
        epochs: How often each sees every pair.
    """
    types = [choose_type(pair.types, groups) for pair in pairs]
    tokens = [pair.tokens for pair in pairs]
    return Mixture(
        groups,
        fit_two_passes(pairs, [groups.get(name, NONE) for name in types]),
        tuple(fit_network(tokens, types, vectors, seed=seed, epochs=epochs) for seed in seeds),
    )


def choose_type(types: Sequence[str], groups: Mapping[str, str]) -> str:
    """Return the type of a pair that is learned: a scored one before others, then the first by name.

    >>> choose_type(("REGULATOR", "SUBSTRATE"), {"SUBSTRATE": "CPR:9"})
    'SUBSTRATE'
    """
    return min(types, key=lambda name: (name not in groups, groups.get(name, ""), name), default=NONE)
