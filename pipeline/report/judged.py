"""A run's triples beside the gold's, by document: what the further tables of the report are counted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.matching import Edges
from pipeline.evaluation.predictions import load_run
from pipeline.evaluation.reference import load_references, select_split
from pipeline.evaluation.triples import pair_triples
from pipeline.gold.triples import GoldTriple
from pipeline.types import Triple


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """One document.

    Args:
        edges: For each predicted triple, the gold triples that say the same (relaxed names, same polarity).
        firm: The same, without optional gold, which is scored neither way.
    """

    doc: str
    gold: tuple[GoldTriple, ...]
    predicted: tuple[Triple, ...]
    edges: Edges
    firm: Edges

    def is_right(self, at: int) -> bool | None:
        """Tell whether the gold says what a predicted triple says; None where it says so optionally only."""
        return True if self.firm[at] else None if self.edges[at] else False


def judge_run(
    gold_folder: Path, run_folder: Path, *, split: str | None = None, corpus: Path | None = None
) -> tuple[JudgedDocument, ...]:
    """Pair the triples of a run with the gold, as `evaluate` does; documents that the run lacks have none.

    Raises:
        GoldError: The gold folder or a file of it is not what it should be.
        FormatError: The run folder or a file of it is not.
    """
    references = load_references(gold_folder, corpus=corpus)
    chosen = select_split(references, split, gold_folder) if split else references
    run = load_run(run_folder)
    return tuple(
        judge(reference.doc, reference.triples, found.triples if (found := run.find(reference.doc)) else ())
        for reference in chosen
    )


def judge(doc: str, gold: tuple[GoldTriple, ...], predicted: tuple[Triple, ...]) -> JudgedDocument:
    """Compare the triples of one document."""
    edges = pair_triples(gold, predicted, strict=False).edges
    return JudgedDocument(doc, gold, predicted, edges, tuple(_firm(edges, gold)))


def _firm(edges: Edges, gold: tuple[GoldTriple, ...]) -> Iterator[list[int]]:
    return ([j for j in row if not gold[j].optional] for row in edges)
