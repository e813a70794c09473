"""`python -m pipeline.gold`: compile, check, count and exchange the gold files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.gold.build import Folders, compile_files, describe
from pipeline.gold.card import fill_card
from pipeline.gold.check import check_gold
from pipeline.gold.doubles import warn_doubles
from pipeline.gold.schema import load_gold
from pipeline.gold.stats import describe_gold
from pipeline.gold.triple_files import write_triple_gold

FORMATS = ("brat", "bioc", "docbin", "conll")
"""What `pipeline.gold.export` can write, here so that help and the other commands need no spaCy."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0, or 1 where problems were found (on stderr); wrong usage exits with 2."""
    options = _parser().parse_args(arguments)
    folders = Folders(gold=options.root / "gold", corpus=options.root / "corpus")
    try:
        problems = _run(options, folders)
    except GoldError as error:
        problems = list(error.problems)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


def _run(options: argparse.Namespace, folders: Folders) -> list[str]:
    problems: list[str] = []
    if options.command == "compile":
        paths = options.files or folders.markup_files()
        documents, problems = compile_files(paths, folders, write_corpus=options.write_corpus)
        print("".join(f"{describe(document)}\n" for document in documents), end="")
        if documents and folders.card.is_file():
            fill_card(folders.card, load_gold(folders.gold))
    elif options.command == "check":
        documents, problems = check_gold(folders)
        warnings = warn_doubles(documents)
        print("".join(f"warning: {warning}\n" for warning in warnings), end="")
        print(f"{len(documents)} documents checked")
    elif options.command == "stats":
        counted = load_gold(folders.gold)
        print(describe_gold(counted))
        if options.write:
            fill_card(folders.card, counted)
    elif options.command == "triples":
        written = write_triple_gold(load_gold(folders.gold), options.out)
        print(f"{len(written)} files written to {options.out}")
    else:
        # It loads spaCy, which the other commands need not wait for.
        from pipeline.gold.export import export_gold  # noqa: PLC0415

        written = export_gold(folders, getattr(options, "to", options.command), options.out)
        print(f"{len(written)} files written to {options.out}; gold/FORMAT.md says how to read them back")
    return problems


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.gold", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the folder that holds gold/ and corpus/")
    commands = parser.add_subparsers(dest="command", required=True)
    compiling = commands.add_parser("compile", help="compile gold/markup/*.mono into gold/*.json")
    compiling.add_argument("files", nargs="*", type=Path, metavar="FILE", help=".mono files (default: all)")
    compiling.add_argument("--write-corpus", action="store_true", help="mend the corpus from the markup")
    commands.add_parser("check", help="check every rule that the gold set keeps")
    counting = commands.add_parser("stats", help="print counts as Markdown tables")
    counting.add_argument("--write", action="store_true", help="also write them into gold/README.md")
    exporting = commands.add_parser("export", help="write the set in an exchange format")
    exporting.add_argument("--to", choices=FORMATS, required=True, help="the format")
    triples = commands.add_parser("triples", help="write document-level triples")
    brat = commands.add_parser("brat", help="the same as export --to brat")
    for command in (exporting, triples, brat):
        command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write")
    return parser


if __name__ == "__main__":
    sys.exit(main())
