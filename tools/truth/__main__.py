"""Reports how plausible a run's drug targets are: ``python -m tools.truth --run OUT --data DIR``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from pipeline.concepts import load_base
from pipeline.export import Run, replacing
from tools.truth.compare import Compared, Verdict, compare_triples
from tools.truth.known import read_known

VERDICTS: tuple[Verdict, ...] = ("same action", "another action", "not known")


def main() -> int:
    """Write the report."""
    parser = argparse.ArgumentParser(prog="python -m tools.truth", description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="the folder of a finished run")
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument("--out", type=Path, default=Path("/dev/stdout"), help="the Markdown file")
    options = parser.parse_args()
    base = load_base()
    compared = compare_triples(Run(options.run).triples(), read_known(options.data, base), base)
    with replacing(options.out) as stream:
        stream.write(report(compared))
    return 0


def report(compared: list[Compared]) -> str:
    """Return the report as Markdown: counts by relation, then every contradiction."""
    counts = Counter((each.triple.relation.value, each.verdict) for each in compared)
    lines = [
        "# Drug targets beside DrugCentral 2016 and the Guide to Pharmacology",
        "",
        "Affirmed triples of a drug and a linked target. What the databases don't know is not wrong.",
        "",
        f"| relation | {' | '.join(VERDICTS)} |",
        f"|{' --- |' * (len(VERDICTS) + 1)}",
    ]
    for relation in sorted({relation for relation, _ in counts}):
        lines.append(f"| {relation} | {' | '.join(str(counts[relation, each]) for each in VERDICTS)} |")
    for verdict in VERDICTS[1:]:
        lines += ["", f"## {verdict.capitalize()}", ""]
        for each in compared:
            if each.verdict == verdict:
                triple = each.triple
                told = f"{triple.subject.name} {triple.relation} {triple.object.name}"
                facts = f": known {'; '.join(each.facts)}" if each.facts else ""
                lines.append(f"- {triple.doc_id}: {told} ({', '.join(each.genes[:8])}){facts}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
