"""Vectors of words from raw text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tools.benchmarks import raw_words
from tools.benchmarks.raw_words import read_words
from tools.benchmarks.vectors import learn_vectors


def test_words_that_stand_beside_the_same_words_have_like_vectors() -> None:
    frames = ["{} the enzyme of rats", "{} an enzyme in mice", "we {} this enzyme slowly"]
    others = ["a {} ran over grass", "the {} slept on straw", "one {} ate some hay"]
    texts = [frame.format(word).split() for word in ("blocks", "inhibits") for frame in frames]
    texts += [frame.format(word).split() for word in ("horse", "cow") for frame in others]
    vectors = learn_vectors(texts, 5, least=2)
    rows = vectors.matrix / np.linalg.norm(vectors.matrix, axis=1, keepdims=True)

    def likeness(first: str, second: str) -> float:
        return float(rows[vectors.rows[first]] @ rows[vectors.rows[second]])

    assert likeness("blocks", "inhibits") > 0.9
    assert likeness("horse", "cow") > 0.9
    assert likeness("blocks", "horse") < 0.5
    assert vectors.matrix.shape == (len(vectors.rows), 5)
    assert vectors.matrix.std() == pytest.approx(1, abs=1e-3)


def test_rare_words_have_none_and_equal_texts_give_equal_vectors() -> None:
    texts = [f"a b c d e {n}".split() for n in range(3)]
    first, second = (learn_vectors(texts, 2, least=2) for _ in range(2))
    assert set(first.rows) == set("abcde")
    assert (first.matrix == second.matrix).all()


def test_scored_abstracts_are_left_out_and_others_come_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [("1", "Xol-2 lowered\nIL-6 by 40 %."), ("2", "Yam."), ("1", "Xol-2 again.")]
    monkeypatch.setattr(raw_words, "_read_texts", lambda _: iter(texts))
    (words,) = read_words(Path(), {"2"})
    assert words == ["xol-2", "lowered", "il-6", "by", "0", "%", "."]
