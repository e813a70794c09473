"""`monograph view RUN`: the run as one page for the browser."""

from __future__ import annotations

import argparse
from pathlib import Path

DONE = 0


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `view` to the commands of `monograph`."""
    parser = commands.add_parser(
        "view",
        help="write a page to read a run in the browser",
        description="Write one HTML file that needs no network: the documents with their entities, the "
        "triples with filters, the evidence of each in its text, and each drug's mechanism as a graph.",
    )
    parser.add_argument("run", type=Path, metavar="RUN", help="the run's results")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the page to write (default: view.html in the run's folder)"
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        metavar="DIR",
        help="the folder or file that the run read, for the texts of plain text files; without it, the page "
        "shows their sentences of evidence",
    )
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from pipeline.view.write import write_view  # noqa: PLC0415

    viewed = write_view(options.run, options.out or options.run / "view.html", corpus=options.corpus)
    print(f"documents  {viewed.documents}")
    if viewed.texts < viewed.documents:
        print(
            f"texts      {viewed.texts} at hand; for the others name the folder that was read: --corpus DIR"
        )
    print(f"triples    {viewed.triples}")
    print(f"written    {viewed.path}")
    return DONE
