"""Fit linear models with scikit-learn, and keep them in the product's own form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from pipeline.scoring.linear import LinearModel


def fit_linear(
    features: Sequence[Sequence[str]],
    labels: Sequence[str],
    *,
    strength: float,
    weights: Sequence[float] | None = None,
    dense: NDArray[np.float32] | None = None,
    least: int = 2,
) -> LinearModel:
    """Return a multinomial logistic regression.

    Args:
        features: The names of the features of each input.
        labels: The class of each.
        strength: Inverse of the regularisation (scikit-learn's ``C``).
        weights: What each counts; 1 where none are given.
        dense: Real-valued inputs beside them (inputs by columns).
        least: In how many inputs a feature must stand to count.
    """
    columns = _columns(features, least)
    inputs = _matrix(features, columns)
    if dense is not None:
        inputs = hstack([csr_matrix(dense), inputs]).tocsr()
    fitted = LogisticRegression(C=strength, max_iter=500, tol=1e-4).fit(inputs, list(labels), weights)
    coefficients, intercept = fitted.coef_.T, fitted.intercept_
    if len(fitted.classes_) == 2:  # one column stands for both
        coefficients = np.hstack([np.zeros_like(coefficients), coefficients])
        intercept = np.array([0.0, intercept[0]])
    offset = 0 if dense is None else dense.shape[1]
    return LinearModel(
        tuple(map(str, fitted.classes_)),
        {name: offset + column for name, column in columns.items()},
        coefficients.astype(np.float32),
        np.asarray(intercept, dtype=np.float32),
    )


def _columns(features: Iterable[Sequence[str]], least: int) -> dict[str, int]:
    counts = Counter(name for names in features for name in set(names))
    return {name: column for column, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}


def _matrix(features: Sequence[Sequence[str]], columns: dict[str, int]) -> csr_matrix:
    rows = [sorted({columns[name] for name in names if name in columns}) for names in features]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.array([column for row in rows for column in row], dtype=np.int32)
    return csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(rows), len(columns)))
