"""Facts as JSON lines, as a table in a file and as a table to read."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Final, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.export import dump_line, safe_cell
from pipeline.knowledge.conflicts import Conflict
from pipeline.knowledge.merge import Concept, Fact, Support

Conflicts = Mapping[str, tuple[Conflict, ...]]

COLUMNS: Final = (
    "subject",
    "subject_label",
    "subject_id",
    "relation",
    "object",
    "object_label",
    "object_id",
    "belief",
    "affirmed_documents",
    "affirmed_asserted",
    "affirmed_hedged",
    "affirmed_evidence",
    "negated_documents",
    "negated_asserted",
    "negated_hedged",
    "negated_evidence",
    "conflicts",
    "affirmed_in",
    "negated_in",
    "id",
)

SHOWN: Final = 30
"""How many facts are printed."""


def fact_line(fact: Fact, conflicts: Sequence[Conflict]) -> dict[str, object]:
    """Return a fact as it stands in JSON lines (docs/knowledge.md)."""
    return {
        "id": fact.id,
        "subject": asdict(fact.subject),
        "relation": fact.relation,
        "object": asdict(fact.object),
        "belief": fact.belief,
        "affirmed": asdict(fact.affirmed),
        "negated": asdict(fact.negated),
        "effect_kinds": dict(fact.effect_kinds),
        "conflicts": [asdict(conflict) for conflict in conflicts],
    }


def write_lines(facts: Sequence[Fact], conflicts: Conflicts, stream: TextIO) -> None:
    """Write one JSON object a line."""
    for fact in facts:
        stream.write(dump_line(fact_line(fact, conflicts.get(fact.id, ()))) + "\n")


def write_csv(facts: Sequence[Fact], conflicts: Conflicts, stream: TextIO) -> None:
    """Write a table with the header `COLUMNS`; a cell that would run as a formula gets an apostrophe."""
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for fact in facts:
        writer.writerow(_cells(fact, conflicts.get(fact.id, ())))


def _cells(fact: Fact, conflicts: Sequence[Conflict]) -> dict[str, object]:
    return {
        **_concept_cells("subject", fact.subject),
        "relation": fact.relation,
        **_concept_cells("object", fact.object),
        "belief": fact.belief,
        **_support_cells("affirmed", fact.affirmed),
        **_support_cells("negated", fact.negated),
        "conflicts": ";".join(_name(conflict) for conflict in conflicts),
        "id": fact.id,
    }


def _concept_cells(side: str, concept: Concept) -> dict[str, object]:
    return {
        side: safe_cell(concept.name),
        f"{side}_label": concept.label,
        f"{side}_id": safe_cell(concept.id),
    }


def _support_cells(side: str, support: Support) -> dict[str, object]:
    return {
        f"{side}_documents": len(support.documents),
        f"{side}_asserted": support.asserted,
        f"{side}_hedged": support.hedged,
        f"{side}_evidence": support.evidence,
        f"{side}_in": safe_cell(";".join(support.documents)),
    }


def _name(conflict: Conflict) -> str:
    return f"{conflict.kind}:{conflict.relation}"


def print_facts(facts: Sequence[Fact], conflicts: Conflicts, console: Console) -> None:
    """Print how much there is, then the facts with most documents, those in conflict first."""
    several = sum(len(fact.affirmed.documents) > 1 for fact in facts)
    documents = {name for fact in facts for side in (fact.affirmed, fact.negated) for name in side.documents}
    console.print(
        f"{len(facts)} facts of {len(documents)} documents: {several} affirmed by several, "
        f"{len(conflicts)} in conflict",
        highlight=False,
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("subject", "relation", "object"):
        table.add_column(name, overflow="fold")
    for name in ("belief", "affirmed", "hedged", "negated"):
        table.add_column(name, justify="right")
    table.add_column("conflicts", overflow="fold")
    ranked = sorted(facts, key=lambda fact: _rank(fact, conflicts))
    for fact in islice(ranked, SHOWN):
        table.add_row(
            *map(Text, (fact.subject.name, fact.relation, fact.object.name)),
            f"{fact.belief:.2f}",
            *(
                str(n)
                for n in (len(fact.affirmed.documents), fact.affirmed.hedged, len(fact.negated.documents))
            ),
            ", ".join(map(_name, conflicts.get(fact.id, ()))),
        )
    console.print(table)
    if len(facts) > SHOWN:
        console.print(f"… and {len(facts) - SHOWN} more: --out FILE writes all", highlight=False)


def _rank(fact: Fact, conflicts: Conflicts) -> tuple[bool, int, float, str, str]:
    documents = len(fact.affirmed.documents) + len(fact.negated.documents)
    return fact.id not in conflicts, -documents, -fact.belief, fact.subject.name, fact.object.name
