"""`python -m pipeline.gold`: compile, check, count and exchange the gold files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.gold.brat import write_brat
from pipeline.gold.build import Folders, compile_files, describe
from pipeline.gold.check import check_gold
from pipeline.gold.schema import load_gold
from pipeline.gold.stats import describe_gold
from pipeline.gold.triple_files import write_triple_gold


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
    elif options.command == "check":
        documents, problems = check_gold(folders)
        print(f"{len(documents)} documents checked")
    elif options.command == "stats":
        print(describe_gold(load_gold(folders.gold)))
    elif options.command == "triples":
        written = write_triple_gold(load_gold(folders.gold), options.out)
        print(f"{len(written)} files written to {options.out}")
    else:
        for document in load_gold(folders.gold):
            text = (folders.corpus / document.doc).read_bytes().decode()
            write_brat(document, text, options.out)
        print(
            f"written to {options.out}; open it in brat, read it back with pipeline.gold.brat_read.read_brat"
        )
    return problems


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.gold", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the folder that holds gold/ and corpus/")
    commands = parser.add_subparsers(dest="command", required=True)
    compiling = commands.add_parser("compile", help="compile gold/markup/*.mono into gold/*.json")
    compiling.add_argument("files", nargs="*", type=Path, metavar="FILE", help=".mono files (default: all)")
    compiling.add_argument("--write-corpus", action="store_true", help="mend the corpus from the markup")
    commands.add_parser("check", help="check every rule that the gold set keeps")
    commands.add_parser("stats", help="print counts as Markdown tables")
    for name, what in (("triples", "document-level triples"), ("brat", "brat standoff files")):
        export = commands.add_parser(name, help=f"write {what}")
        export.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write")
    return parser


if __name__ == "__main__":
    sys.exit(main())
