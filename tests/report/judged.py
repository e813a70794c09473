"""Documents with gold and predictions made by hand."""

from __future__ import annotations

from dataclasses import replace

from pipeline.report.judged import JudgedDocument, judge
from pipeline.types import Triple
from pipeline.vocabulary import Polarity
from tests.evaluation.cases import gold_triple, triple


def scored(relation: str, object_: str, confidence: float | None, *, key: str | None = None) -> Triple:
    return replace(triple("zolax", relation, object_, key=key), confidence=confidence)


GOLD = (
    gold_triple("zolax", "causes", "nausea"),
    gold_triple("zolax", "causes", "rash"),
    gold_triple("zolax", ("decreases", "causes"), "fever"),
    gold_triple("zolax", "causes", "cough", optional=True),
    gold_triple("zolax", "causes", "gout", polarity=Polarity.NEGATED),
)
PREDICTED = (
    scored("causes", "nausea", 0.9),
    scored("causes", "nausea", 0.7, key="again"),  # another wording of the first
    scored("causes", "fever", 0.8),  # a relation that the gold accepts
    scored("treats", "rash", 0.6),  # another relation than the gold's
    scored("causes", "cough", 0.5),  # what optional gold says
    scored("causes", "plague", 0.2),  # nothing of the kind
    scored("causes", "anaemia", None),
    replace(scored("causes", "gout", 0.1), polarity=Polarity.NEGATED),
)


def document() -> JudgedDocument:
    return judge("zolax.txt", GOLD, PREDICTED)
