"""How far a claim can be believed, given the documents that affirm and that negate it.

Each document is one witness, as good as its best triple: ``w = c`` where that asserts the claim and
``w = c * h`` where it only hedges, with its confidence ``c`` (a default where nothing scored it) and the
weight of hedges ``h``. Witnesses of one side count as independent (noisy-or), and the two sides can't both be
right::

    P(side) = 1 - (1 - w1) (1 - w2) ...
    belief  = P(affirmed) (1 - P(negated))

Source: the belief of INDRA, which has error rates of sources in place of confidences and a systematic error
besides: Gyori et al. (2017), doi:10.15252/msb.20177651; indra/belief, `SimpleScorer`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.types import Triple
from pipeline.vocabulary import Certainty

DEFAULT_RELIABILITY: Final = 0.8
"""The confidence of a triple that nothing scored."""

DEFAULT_HEDGE_WEIGHT: Final = 0.5
"""What a hedged triple counts, beside an asserted one."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The two numbers that the belief depends on besides the triples; both from 0 to 1."""

    reliability: float = DEFAULT_RELIABILITY
    hedged: float = DEFAULT_HEDGE_WEIGHT

    def __post_init__(self) -> None:
        """Check the numbers.

        Raises:
            ValueError: One is not from 0 to 1.
        """
        for name in ("reliability", "hedged"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name}: expected a number from 0 to 1, found {getattr(self, name)!r}")


def believe(affirmed: Iterable[Triple], negated: Iterable[Triple], weights: Weights) -> float:
    """Return the belief in a claim, from 0 to 1, rounded to 6 places.

    Args:
        affirmed: The triples that affirm it, of any number of documents.
        negated: Those that negate it.
        weights: What unscored and hedged triples count.

    >>> believe([], [], Weights())
    0.0
    """
    return round(_together(affirmed, weights) * (1 - _together(negated, weights)), 6)


def _together(triples: Iterable[Triple], weights: Weights) -> float:
    """Return the chance that at least one document is right."""
    best: dict[str, float] = {}
    for triple in triples:
        best[triple.doc_id] = max(best.get(triple.doc_id, 0.0), _weigh(triple, weights))
    return 1 - math.prod((1 - weight for weight in best.values()), start=1.0)


def _weigh(triple: Triple, weights: Weights) -> float:
    confidence = weights.reliability if triple.confidence is None else triple.confidence
    return confidence * (weights.hedged if triple.certainty is Certainty.HEDGED else 1)
