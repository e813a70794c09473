"""The few lines that end a run on the terminal."""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluation import Evaluation
from pipeline.evaluation.ledger import Table
from pipeline.report.view import figure


def summarise(evaluation: Evaluation, report: Path | None = None) -> str:
    """Return a few lines of text: documents, triples by relation, F1 with its interval, where the report is.

    Args:
        report: The page that `write_report` wrote, if it did.
    """
    lines = [f"Documents    {_documents(evaluation)}", f"Triples      {_triples(evaluation)}"]
    table = evaluation.table(Table.TRIPLES_RELAXED)
    for name in ("core", "extended", "all"):
        score = table.row(name) if table else None
        if score:
            f1 = figure(score.f1)
            interval = f" (95 % {f1.interval})" if f1.interval else ""
            rest = f"precision {figure(score.precision).text}, recall {figure(score.recall).text}"
            lines.append(f"F1 {name:<9} {f1.text}{interval}, {rest}")
    if report:
        lines.append(f"Report       {report}")
    return "\n".join(lines)


def _documents(evaluation: Evaluation) -> str:
    parts = [f"{len(evaluation.documents)} scored"]
    if evaluation.split:
        parts[0] += f" (split {evaluation.split})"
    if evaluation.missing:
        parts.append(f"{len(evaluation.missing)} missing in the run: {_some(evaluation.missing)}")
    if evaluation.unscored:
        parts.append(f"{len(evaluation.unscored)} without gold: {_some(evaluation.unscored)}")
    return "; ".join(parts)


def _triples(evaluation: Evaluation) -> str:
    counts = evaluation.predicted_triples
    listed = ", ".join(f"{relation} {count}" for relation, count in counts.items())
    return f"{sum(counts.values())}" + (f" ({listed})" if listed else "")


def _some(docs: tuple[str, ...]) -> str:
    return ", ".join(docs[:3]) + (" and others" if len(docs) > 3 else "")
