"""Score the splits of the gold one by one; a look at the test split is logged before anything is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluation import Evaluation, evaluate
from pipeline.evaluation.counts import Counts
from pipeline.gold.schema import Split
from pipeline.report import collect_extras, summarise, write_report
from tools.scores.openings import log_opening

SEED = "amitriptyline.txt"
"""The given text that the work began with; its scores are shown apart."""


def evaluate_splits(splits: Sequence[str], gold: Path, run: Path, out: Path) -> Iterator[str]:
    """Score each split into the folder `out`/SPLIT and yield its summary.

    Raises:
        GoldError: A name that is no split, or a broken gold set.
        FormatError: The run is not what it should be.
    """
    unknown = [name for name in splits if name not in set(Split)]
    if unknown:
        raise GoldError([f"expected splits among {', '.join(Split)}, got {', '.join(unknown)}; name others"])
    for split in splits:
        if split == Split.TEST:
            log_opening(gold / "test_openings.log", run, now=datetime.now(UTC))
        evaluation = evaluate(gold, run, split=split)
        extras = collect_extras(gold, run, split=split, ablation=out / "ablation.json")
        report = write_report(evaluation, out / split, extras=extras)
        yield "\n".join([summarise(evaluation, report), *_seed_lines(evaluation)])


def _seed_lines(evaluation: Evaluation) -> Iterator[str]:
    for document in evaluation.documents:
        if document.doc == SEED:
            scores = (("core", document.core), ("extended", document.extended), ("all", document.all))
            yield f"Seed text    F1 {', '.join(f'{name} {show_f1(counts)}' for name, counts in scores)}"


def show_f1(counts: Counts) -> str:
    """Return the F1 with two places, an undefined one as a dash."""
    return "–" if counts.f1 is None else f"{counts.f1:.2f}"
