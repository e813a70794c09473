"""Linear models and networks together, fitted to a rule that each can see."""

from __future__ import annotations

import numpy as np

from tools.benchmarks.mixture import Mixture, fit_mixture
from tools.benchmarks.network_fit import fit_network
from tools.benchmarks.pair_features import PairTokens
from tools.benchmarks.pairs import Pair
from tools.benchmarks.proteins import found_types
from tools.benchmarks.vectors import WordVectors

GROUPS = {"INHIBITOR": "CPR:4", "DOWNREGULATOR": "CPR:4"}
NO_VECTORS = WordVectors({}, np.zeros((0, 100), dtype=np.float32))
TYPES = {"blocks": ("INHIBITOR",), "lowers": ("DOWNREGULATOR",), "holds": ("COFACTOR",), "meets": ()}


def tokens(verb: str) -> PairTokens:
    return PairTokens(
        ("SUBJECT", verb, "OBJECT"), ("nsubj", "ROOT", "dobj"), (0,), (2,), (0, 1, 2), ("xol",), ("abc",)
    )


def make_pair(doc: int, verb: str) -> Pair:
    return Pair(str(doc), "T1", f"T{verb}", ("xol", "abc"), (f"in={verb}",), tokens(verb), TYPES[verb])


PAIRS = [make_pair(doc, verb) for doc in range(20) for verb in TYPES]


def fit() -> Mixture:
    return fit_mixture(PAIRS, GROUPS, NO_VECTORS, seeds=(0,), epochs=30)


def test_scored_types_are_found_as_their_groups_and_others_are_none() -> None:
    found = found_types(fit().predict(PAIRS, none_weight=1.0))
    assert found == {
        (str(doc), "CPR:4", "T1", f"T{verb}") for doc in range(20) for verb in ("blocks", "lowers")
    }
    assert list(fit().predict([])) == []


def test_the_odds_of_no_relation_decide() -> None:
    model = fit()
    assert not found_types(model.predict(PAIRS[:1], none_weight=1e6))
    assert len(found_types(model.predict(PAIRS[:4], none_weight=1e-6))) == 4


def test_a_network_learns_the_types_that_are_one_group() -> None:
    seen = [tokens(verb) for verb in TYPES] * 20
    labels = [min(types, default="none") for types in TYPES.values()] * 20
    network = fit_network(seen, labels, NO_VECTORS, seed=3, epochs=30)
    best = [network.classes[row] for row in network.predict(seen[:4]).argmax(axis=1)]
    assert best == labels[:4]
    assert network.predict([]).shape == (0, 4)


def test_a_seed_gives_the_same_network_and_another_another() -> None:
    seen = [pair.tokens for pair in PAIRS]
    labels = [min(pair.types, default="none") for pair in PAIRS]
    first, again, other = (
        fit_network(seen, labels, NO_VECTORS, seed=seed, epochs=2).predict(seen) for seed in (1, 1, 2)
    )
    assert (first == again).all()
    assert (first != other).any()
