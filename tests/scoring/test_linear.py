"""A linear model predicts what its weights say, and comes back from its file as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import FormatError
from pipeline.scoring.linear import LinearModel
from tools.relation_model.fit import fit_linear


def _model() -> LinearModel:
    weights = np.array([[0.5, 0.0], [0.0, 2.0], [1.0, 0.0]], np.float32)
    return LinearModel(("no", "yes"), {"block": 1, "cold": 2}, weights, np.array([0.0, -1.0], np.float32))


def test_the_probability_is_the_softmax_of_the_weights() -> None:
    [[no, yes]] = _model().predict([["block", "unheard of"]], np.array([[2.0]], np.float32))
    scores = np.exp([0.5 * 2, 2.0 - 1.0])
    assert [no, yes] == pytest.approx(list(scores / scores.sum()), abs=1e-6)


def test_a_feature_counts_once() -> None:
    once, twice = _model().predict([["block"], ["block", "block"]])
    assert once.tolist() == twice.tolist()


def test_reasons_are_the_features_that_speak_for_a_class() -> None:
    assert [name for name, _ in _model().reasons(["cold", "block"], "yes")] == ["block", "cold"]


def test_a_saved_model_predicts_the_same(tmp_path: Path) -> None:
    _model().save(tmp_path / "model.npz")
    again = LinearModel.load(tmp_path / "model.npz")
    inputs, dense = [["block"], ["cold"], []], np.array([[1.0], [0.0], [0.5]], np.float32)
    assert again.classes == ("no", "yes")
    assert again.predict(inputs, dense) == pytest.approx(_model().predict(inputs, dense), abs=1e-3)


@pytest.mark.parametrize("content", [b"", b"not an archive", None])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "model.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FormatError, match=r"model\.npz"):
        LinearModel.load(path)


@pytest.mark.parametrize("labels", [["a", "b", "a", "b"], ["a", "b", "a", "c"]])
def test_fitting_gives_the_probabilities_of_scikit_learn(labels: list[str]) -> None:
    features = [["x", "y"], ["y", "z"], ["x", "y"], ["z", "y"]]
    model = fit_linear(features, labels, strength=10.0)
    assert model.classes == tuple(sorted(set(labels)))
    assert model.predict(features).sum(axis=1) == pytest.approx(np.ones(4), abs=1e-6)
    assert model.best(["x", "y"]) == "a"
    assert model.best(["z", "y"]) != "a"


def test_a_rare_feature_is_left_out() -> None:
    model = fit_linear([["x", "once"], ["x"], ["z"], ["z"]], ["a", "a", "b", "b"], strength=1.0)
    assert set(model.rows) == {"x", "z"}
