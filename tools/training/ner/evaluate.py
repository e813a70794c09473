"""Figures of the recognizer over annotated texts: a name counts where its ends and its label are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.entities.columns import make_columns, split_units
from pipeline.entities.lexicon import Lexicon
from pipeline.entities.tagging import find_spans
from pipeline.text.flatten import flatten
from tools.training.ner.annotated import UNKNOWN, Annotated

Predict = Callable[[NDArray[np.uint64]], NDArray[np.float32]]


class Scorer:
    """Scores recognizers over texts of one corpus, whose features are made once.

    Passed over are predicted labels that the corpus does not know, and names over characters of which nothing
    is known. Marks count once for each place.
    """

    def __init__(self, texts: Sequence[Annotated], style: str, lexicon: Lexicon) -> None:
        self._texts = texts
        flat = [flatten(text.text) for text in texts]
        self._units = [split_units(text) for text in flat]
        self._columns = [
            make_columns(text, units, lexicon, style) for text, units in zip(flat, self._units, strict=True)
        ]

    def score(self, predict: Predict) -> dict[str, float]:
        """Return precision, recall and F1 in percent, over all labels ("all") and of each.

        Args:
            predict: Gives the probabilities of tags. Shapes: (units, columns) to (units, tags).
        """
        right: Counter[str] = Counter()
        found: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        for text, units, columns in zip(self._texts, self._units, self._columns, strict=True):
            gold = {(mark.start, mark.end): mark.labels for mark in text.marks if mark.labels != UNKNOWN}
            open_marks = [mark for mark in text.marks if mark.labels == UNKNOWN]
            for labels in gold.values():
                wanted[_name(labels)] += 1
            for span in find_spans(predict(columns)):
                start, end = units[span.start][0], units[span.end - 1][1]
                if span.label not in text.knows or any(m.start < end and start < m.end for m in open_marks):
                    continue
                labels = gold.get((start, end), frozenset())
                name = next(
                    (_name(mark.labels) for mark in text.marks if span.label in mark.labels), span.label
                )
                found[name] += 1
                right[name] += span.label in labels
        figures: dict[str, float] = {}
        for name in (*sorted(wanted), ""):
            sums = [sum(counts.values()) if not name else counts[name] for counts in (right, found, wanted)]
            figures |= {f"{name or 'all'}_{key}": value for key, value in _ratios(*sums).items()}
        return figures


def _name(labels: frozenset[str]) -> str:
    return "/".join(sorted(labels))


def _ratios(right: int, found: int, wanted: int) -> dict[str, float]:
    """Return what a count of right ones makes; an empty side gives 0."""
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * right / max(found + wanted, 1)
    return {"p": round(100 * precision, 2), "r": round(100 * recall, 2), "f": round(100 * f1, 2)}
