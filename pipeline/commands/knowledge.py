"""`monograph knowledge RUN`: what the documents of a run say together."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.commands.values import parse_share

if TYPE_CHECKING:
    from pipeline.knowledge.belief import Weights

SUFFIXES: Final = (".jsonl", ".csv")


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `knowledge` to the commands of `monograph`."""
    parser = commands.add_parser(
        "knowledge",
        help="merge a run's triples by concept: support, conflicts, belief",
        description="Merge the triples of all documents of a run into facts, with the documents that affirm "
        "and negate each, the conflicts between documents and a belief (docs/knowledge.md).",
    )
    parser.add_argument("run", type=Path, metavar="RUN", help="the run's results")
    parser.add_argument(
        "--out",
        type=_output,
        metavar="FILE",
        help="write all facts, as JSON lines (.jsonl) or a table (.csv); without it, show some",
    )
    parser.add_argument("--conflicts", action="store_true", help="facts in conflict only")
    parser.add_argument(
        "--reliability",
        type=parse_share,
        metavar="P",
        help="the confidence of a triple that nothing scored, from 0 to 1 (default: 0.8)",
    )
    parser.add_argument(
        "--hedged",
        type=parse_share,
        metavar="P",
        help="what a hedged triple counts beside an asserted one, from 0 to 1 (default: 0.5)",
    )
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from rich.console import Console  # noqa: PLC0415

    from pipeline.export import Run, replacing  # noqa: PLC0415
    from pipeline.knowledge.conflicts import find_conflicts  # noqa: PLC0415
    from pipeline.knowledge.merge import merge_triples  # noqa: PLC0415
    from pipeline.knowledge.write import print_facts, write_csv, write_lines  # noqa: PLC0415

    facts = merge_triples(Run(options.run).triples(), weights=_weights(options))
    conflicts = find_conflicts(facts)
    if options.conflicts:
        facts = tuple(fact for fact in facts if fact.id in conflicts)
    if options.out is None:
        print_facts(facts, conflicts, Console())
        return 0
    write: Callable[..., None] = write_csv if options.out.suffix == ".csv" else write_lines
    with replacing(options.out) as stream:
        write(facts, conflicts, stream)
    print(f"{len(facts)} facts, {len(conflicts)} in conflict: {options.out}")
    return 0


def _weights(options: argparse.Namespace) -> Weights:
    from pipeline.knowledge.belief import Weights  # noqa: PLC0415

    given = {"reliability": options.reliability, "hedged": options.hedged}
    return Weights(**{name: value for name, value in given.items() if value is not None})


def _output(value: str) -> Path:
    path = Path(value)
    if path.suffix not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"expected a name that ends in .jsonl or .csv, found {value!r}")
    return path
