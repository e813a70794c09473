"""Train the parts of the relation model, each on predictions that never saw their own document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring.combine import describe_model
from pipeline.scoring.judge import NONE
from pipeline.scoring.linear import Array, LinearModel
from pipeline.scoring.model import RelationModel, Settings
from pipeline.vocabulary import RelationType
from tools.relation_model.corpora import WEIGHTS
from tools.relation_model.examples import Example
from tools.relation_model.fit import fit_linear
from tools.relation_model.labelled import UNKNOWN

FOLDS: Final = 6
STRENGTH: Final = {"text": 0.3, "combiner": 0.1, "polarity": 3.0, "certainty": 3.0}
"""Inverse regularisation of each part: of .03 to 1 (.3 to 3 for the last two) the best on dev."""
_STEPS: Final = np.arange(0.50, 0.81, 0.05)
"""Thresholds tried: what only the model finds must be more likely right than wrong."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Examples with the probabilities that a combiner gave them which never saw their document."""

    examples: Sequence[Example]
    both: Array
    classes: tuple[str, ...]


def train(
    train_examples: Sequence[Example], dev_examples: Sequence[Example], more: Sequence[Example] = ()
) -> RelationModel:
    """Return the model.

    Args:
        train_examples: All parts are fitted on them.
        dev_examples: Thresholds are chosen on them and on held-out readings of the above.
        more: Of other corpora: the text model and the combiner learn from them too, at `WEIGHTS`.
    """
    gold = [example for example in train_examples if example.label != UNKNOWN]
    known = [*gold, *more]
    text = fit_text(known)
    dense = describe_model(_cross_text(known))
    combiner = fit_combiner(known, dense)
    said = [example for example in gold if example.label != NONE]
    settings = _choose([
        _Held(gold, _cross_combiner(known, dense)[: len(gold)], combiner.classes),
        _hold(text, combiner, [example for example in dev_examples if example.label != UNKNOWN]),
    ])  # fmt: skip
    return RelationModel(
        text=text,
        combiner=combiner,
        polarity=_fit_attribute(said, [example.polarity for example in said], "polarity"),
        certainty=_fit_attribute(said, [example.certainty for example in said], "certainty"),
        settings=settings,
    )


def fit_text(examples: Sequence[Example]) -> LinearModel:
    """Fit the text model."""
    return fit_linear(
        [e.text for e in examples],
        [e.label for e in examples],
        strength=STRENGTH["text"],
        weights=_weights(examples),
    )


def fit_combiner(examples: Sequence[Example], dense: NDArray[np.float32]) -> LinearModel:
    """Fit the combiner on what the rules say and on the text model's held-out probabilities."""
    return fit_linear(
        [e.rules for e in examples],
        [e.label for e in examples],
        strength=STRENGTH["combiner"],
        weights=_weights(examples),
        dense=dense,
    )


def _weights(examples: Sequence[Example]) -> list[float]:
    return [WEIGHTS.get(example.source, 1.0) for example in examples]


def _fit_attribute(examples: Sequence[Example], values: Sequence[str], part: str) -> LinearModel:
    return fit_linear([e.text for e in examples], values, strength=STRENGTH[part])


def _folds(examples: Sequence[Example]) -> NDArray[np.int64]:
    """Return the fold of each example; a document is in one fold."""
    number = {doc: place % FOLDS for place, doc in enumerate(sorted({e.doc for e in examples}))}
    return np.array([number[e.doc] for e in examples])


def _cross_text(examples: Sequence[Example]) -> Array:
    """Return for each example the probabilities of a text model that never saw its document."""
    folds = _folds(examples)
    parts = {}
    for fold in range(FOLDS):
        model = fit_text([e for e, own in zip(examples, folds, strict=True) if own != fold])
        parts[fold] = (
            model.classes,
            model.predict([e.text for e, own in zip(examples, folds, strict=True) if own == fold]),
        )
    return _gather(folds, parts)


def _cross_combiner(examples: Sequence[Example], dense: NDArray[np.float32]) -> Array:
    folds = _folds(examples)
    parts = {}
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        model = fit_combiner([examples[i] for i in outside], dense[outside])
        parts[fold] = (model.classes, model.predict([examples[i].rules for i in inside], dense[inside]))
    return _gather(folds, parts)


def _gather(folds: NDArray[np.int64], parts: dict[int, tuple[tuple[str, ...], Array]]) -> Array:
    """Put the folds' predictions back in the order of the examples; every fold has seen every class."""
    classes = {names for names, _ in parts.values()}
    if len(classes) != 1:
        raise ValueError(f"expected the same classes in all folds, got {classes}; use fewer folds")
    held = np.zeros((len(folds), len(next(iter(classes)))), dtype=np.float32)
    for fold, (_, predicted) in parts.items():
        held[folds == fold] = predicted
    return held


def _hold(text: LinearModel, combiner: LinearModel, examples: Sequence[Example]) -> _Held:
    dense = describe_model(text.predict([e.text for e in examples]))
    return _Held(examples, combiner.predict([e.rules for e in examples], dense), combiner.classes)


def _choose(parts: Sequence[_Held]) -> Settings:
    """Choose each relation's threshold for what only the model finds (best F1 over candidates), and measure
    the rules where the model can't look."""
    thresholds, alone = {}, {}
    for relation in RelationType:
        thresholds[relation] = _threshold(parts, relation.value)
        claims = [e.label == relation for part in parts for e in part.examples if relation in e.claimed]
        alone[relation] = round(float(np.mean(claims)), 3) if claims else 0.5
    return Settings(thresholds=thresholds, withdraw=0.1, alone=alone)


def _threshold(parts: Sequence[_Held], relation: str) -> float:
    right: list[bool] = []
    scores: list[float] = []
    missed = found = 0
    for part in parts:
        column = part.classes.index(relation)
        best = part.both[:, [i for i, name in enumerate(part.classes) if name != NONE]].max(axis=1)
        for example, row, top in zip(part.examples, part.both, best, strict=True):
            if relation in example.claimed:
                found += example.label == relation
            elif row[column] >= top:
                right.append(example.label == relation)
                scores.append(float(row[column]))
            missed += example.label == relation
    gains = {}
    for step in _STEPS:
        taken = np.array(scores) >= step
        hits = found + int(np.sum(np.array(right) & taken))
        gains[round(float(step), 2)] = 2 * hits / (missed + found + int(taken.sum()) or 1)
    return max(gains, key=lambda step: (round(gains[step], 4), step))
