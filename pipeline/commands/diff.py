"""`monograph diff OLD NEW`: what changed from one run to another."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.commands.values import parse_share

if TYPE_CHECKING:
    from pipeline.diff.result import RunDiff

SUFFIXES: Final = (".html", ".md", ".json")
FIELDS: Final = (
    "polarity",
    "certainty",
    "effect_kind",
    "subject_id",
    "object_id",
    "subject_label",
    "object_label",
    "via",
    "confidence",
)
"""The values of `Field`, here so that help needs nothing heavy (a test compares them)."""

SAME, DIFFERENT, USAGE = 0, 1, 2

WIDTH: Final = 110
"""Columns of the output where it goes to no terminal."""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `diff` to the commands of `monograph`."""
    parser = commands.add_parser(
        "diff",
        help="show which triples two runs do not share",
        description="Compare two runs: triples lost, gained and changed, with their sentences and rules side "
        "by side, and against gold which changes were right. Exit status: 0 done; 1 there are differences "
        "that --fail-on names; 2 the request can't be carried out.",
    )
    parser.add_argument("old", type=Path, metavar="OLD", help="the results of the run before")
    parser.add_argument("new", type=Path, metavar="NEW", help="the results of the run after")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="judge the changes by these gold files")
    parser.add_argument(
        "--split",
        action="append",
        default=[],
        metavar="NAME",
        help="use the gold of this split; may be repeated",
    )
    parser.add_argument(
        "--out",
        type=_output,
        action="append",
        default=[],
        metavar="FILE",
        help="write all of it, as .html, .md or .json; may be repeated",
    )
    parser.add_argument(
        "--fail-on",
        choices=("any", "lost", "worse"),
        help="end with status 1 where there is any difference, a lost triple, or a change that the gold "
        "holds to be to the worse",
    )
    parser.add_argument(
        "--tolerance",
        type=parse_share,
        default=0.05,
        metavar="X",
        help="how far a confidence may move, from 0 to 1 (default: %(default)s)",
    )
    parser.add_argument(
        "--ignore",
        type=_fields,
        default=frozenset(),
        metavar="NAMES",
        help=f"fields that are not compared, joined by commas: {', '.join(FIELDS)}",
    )
    parser.add_argument(
        "--show",
        type=_count,
        default=20,
        metavar="N",
        help="how many documents and changes are printed (default: %(default)s)",
    )
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    problem = _contradiction(options)
    if problem:
        print(f"monograph: {problem}", file=sys.stderr)
        return USAGE
    from rich.console import Console  # noqa: PLC0415

    from pipeline.diff.compare import Settings  # noqa: PLC0415
    from pipeline.diff.result import Field  # noqa: PLC0415
    from pipeline.diff.runs import Gold, diff_runs  # noqa: PLC0415
    from pipeline.diff.terminal import print_diff  # noqa: PLC0415
    from pipeline.diff.view import build_view  # noqa: PLC0415
    from pipeline.diff.write import write_diff  # noqa: PLC0415

    gold = Gold(options.gold, options.split) if options.gold else None
    settings = Settings(options.tolerance, frozenset(map(Field, options.ignore)))
    diff = diff_runs(options.old, options.new, gold=gold, settings=settings)
    print_diff(build_view(diff), Console(width=None if sys.stdout.isatty() else WIDTH), shown=options.show)
    for path in options.out:
        write_diff(diff, path)
        print(f"written  {path}")
    return DIFFERENT if _fails(diff, options.fail_on) else SAME


def _contradiction(options: argparse.Namespace) -> str | None:
    """Return what is wrong with the options together."""
    if options.gold is None and options.fail_on == "worse":
        return "--fail-on worse: expected gold to judge by, found none; name it: --gold DIR"
    if options.gold is None and options.split:
        return "--split: expected gold to choose from, found none; name it: --gold DIR"
    return None


def _fails(diff: RunDiff, fail_on: str | None) -> bool:
    """Tell whether there is a difference of the kind that is to fail."""
    from pipeline.diff.result import Kind  # noqa: PLC0415

    match fail_on:
        case "any":
            return any(document.changes or document.in_old != document.in_new for document in diff.documents)
        case "lost":
            return diff.count(Kind.LOST) > 0 or any(not document.in_new for document in diff.documents)
        case "worse":
            return diff.worse > 0
    return False


def _output(value: str) -> Path:
    path = Path(value)
    if path.suffix not in SUFFIXES:
        raise argparse.ArgumentTypeError(
            f"expected a name that ends in {', '.join(SUFFIXES)}, found {value!r}"
        )
    return path


def _fields(value: str) -> frozenset[str]:
    names = frozenset(value.split(","))
    unknown = sorted(names - set(FIELDS))
    if unknown:
        raise argparse.ArgumentTypeError(
            f"expected some of {', '.join(FIELDS)}, found {', '.join(map(repr, unknown))}"
        )
    return names


def _count(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise argparse.ArgumentTypeError(f"expected a whole number, found {value!r}")
    return int(value)
