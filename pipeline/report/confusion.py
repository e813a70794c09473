"""Which relation a run reads where the gold has another: triples of the same drug, object and polarity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evaluation.matching import match
from pipeline.evaluation.names import similar
from pipeline.gold.triples import GoldTriple
from pipeline.report.judged import JudgedDocument
from pipeline.types import Triple
from pipeline.vocabulary import RelationType

NOTHING: Final = "–"
"""Stands for the gold of a triple that the gold lacks, and for the prediction of one that the run lacks."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts of triples by the gold's relation (rows) and the run's (columns); the last is `NOTHING`."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]


def confuse(documents: Sequence[JudgedDocument]) -> Confusion:
    """Count firm gold and predictions by relation; a relation that the gold accepts counts as its own.

    Predictions that word a paired triple again, and those that only optional gold says, are left out.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for one in documents:
        pairs = match(one.firm)
        counts.update((one.gold[j].relation[0].value,) * 2 for j in pairs.values())
        missed = [g for j, g in enumerate(one.gold) if not g.optional and j not in set(pairs.values())]
        alarms = [p for i, p in enumerate(one.predicted) if not one.edges[i]]
        other = match([[j for j, g in enumerate(missed) if _speak_of_the_same(p, g)] for p in alarms])
        counts.update((missed[j].relation[0].value, alarms[i].relation.value) for i, j in other.items())
        found = set(other.values())
        counts.update((g.relation[0].value, NOTHING) for j, g in enumerate(missed) if j not in found)
        counts.update((NOTHING, p.relation.value) for i, p in enumerate(alarms) if i not in other)
    names = (*(relation.value for relation in RelationType), NOTHING)
    return Confusion(names, tuple(tuple(counts[row, column] for column in names) for row in names))


def _speak_of_the_same(p: Triple, g: GoldTriple) -> bool:
    return (
        p.polarity == g.polarity
        and similar((p.object.name, p.object.text), g.object, strict=False)
        and similar((p.subject.name, p.subject.text), g.subject, strict=False)
    )
