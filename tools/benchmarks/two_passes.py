"""Reads pairs twice: by themselves, then beside what the first pass read elsewhere in the abstract.

An abstract says one thing several times, once plainly and once in passing; the second model sees how sure the
first was of the other places that name the same chemical and protein, and of the other pairs of each mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipeline.scoring.linear import Array, LinearModel
from tools.benchmarks.pairs import Pair
from tools.relation_model.fit import fit_linear

FOLDS: Final = 3
STRENGTHS: Final = (0.3, 0.1)
"""Inverse regularisation of the first and the second pass: the best on ChemProt's development part after
fitting on its training part."""
_STEPS: Final = (0.1, 0.3, 0.5, 0.7, 0.9)
_OWN_STEPS: Final = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_MANY: Final = 5


@dataclass(frozen=True, slots=True)
class TwoPasses:
    """The models of the first and the second pass; both have the same classes."""

    first: LinearModel
    second: LinearModel

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes, in the order of the columns of what is predicted."""
        return self.second.classes

    def predict(self, pairs: Sequence[Pair]) -> Array:
        """Return the probability of each class (pairs by classes).

        Args:
            pairs: The pairs of whole abstracts; those of one must come together.
        """
        alone = self.first.predict([pair.features for pair in pairs])
        return self.second.predict(_with_context(pairs, alone, self.first.classes))


def fit_two_passes(pairs: Sequence[Pair], labels: Sequence[str]) -> TwoPasses:
    """Fit both models; the second learns from a first pass that never saw the abstract.

    Args:
        pairs: The pairs of whole abstracts.
        labels: The class of each.
    """
    first = _fit([pair.features for pair in pairs], labels, STRENGTHS[0])
    number = {doc: place % FOLDS for place, doc in enumerate(sorted({pair.doc for pair in pairs}))}
    folds = np.array([number[pair.doc] for pair in pairs])
    held = np.zeros((len(pairs), len(first.classes)), dtype=np.float32)
    for fold in sorted(set(folds.tolist())):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        model = _fit([pairs[i].features for i in outside], [labels[i] for i in outside], STRENGTHS[0])
        columns = np.array([first.classes.index(name) for name in model.classes])
        held[inside[:, None], columns] = model.predict([pairs[i].features for i in inside])
    return TwoPasses(first, _fit(_with_context(pairs, held, first.classes), labels, STRENGTHS[1]))


def _fit(features: Sequence[Sequence[str]], labels: Sequence[str], strength: float) -> LinearModel:
    return fit_linear(features, labels, strength=strength)


def _with_context(pairs: Sequence[Pair], alone: Array, classes: Sequence[str]) -> list[list[str]]:
    context = describe_context(pairs, alone, classes)
    return [[*names, *pair.features] for names, pair in zip(context, pairs, strict=True)]


def describe_context(pairs: Sequence[Pair], alone: Array, classes: Sequence[str]) -> Iterator[list[str]]:
    """Yield for each pair how sure a first pass was of it, and at most of others that share a name.

    Args:
        pairs: The pairs of whole abstracts.
        alone: The first pass's probabilities (pairs by classes).
        classes: Its classes.
    """
    shared: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys = [_keys(pair) for pair in pairs]
    for row, own in enumerate(keys):
        for key in own:
            shared[key].append(row)
    for row, own in enumerate(keys):
        names = [
            f"own:{c}>{step}"
            for c, p in zip(classes, alone[row], strict=True)
            for step in _OWN_STEPS
            if p >= step
        ]
        for key in own:
            others = [other for other in shared[key] if other != row]
            names.append(f"{key[0]}:{min(len(others), _MANY)}")
            if others:
                most = alone[others].max(axis=0)
                names += [
                    f"{key[0]}:{c}>{step}"
                    for c, p in zip(classes, most, strict=True)
                    for step in _STEPS
                    if p >= step
                ]
        yield names


def _keys(pair: Pair) -> tuple[tuple[str, ...], ...]:
    """Return what a pair can share with others: both names, one mention, or the chemical's name."""
    chemical, protein = pair.names
    return (
        ("names", pair.doc, chemical, protein),
        ("chemical mention", pair.doc, pair.chemical),
        ("protein mention", pair.doc, pair.protein),
        ("chemical", pair.doc, chemical),
    )
