"""A comparison on the terminal: how much changed and where, then the changes themselves."""

from __future__ import annotations

from itertools import islice
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.diff.result import Tally
from pipeline.diff.view import ChangeView, SideView, View

_STYLES: Final = {"lost": "red", "gained": "green", "changed": "yellow"}
_EFFECTS: Final = {"better": "green", "worse": "bold red", "neutral": "dim", "": ""}
_ROLES: Final = {"subject": "cyan", "trigger": "bold", "object": "underline", "": ""}


def print_diff(view: View, console: Console, *, shown: int) -> None:
    """Print the counts, the documents and the first changes.

    Args:
        shown: How many documents and how many changes are listed at most.
    """
    console.print(Text.assemble(("old  ", "dim"), view.old))
    console.print(Text.assemble(("new  ", "dim"), view.new))
    console.print(Text(view.counted))
    if view.has_gold:
        console.print(Text(view.gold))
    if not view.documents:
        return
    console.print()
    if len(view.relations) > 1:
        console.print(_table("relation", view.relations, view.has_gold))
    if view.fields:
        console.print(Text("changed: " + ", ".join(f"{name} {count}" for name, count in view.fields)))
    if shown == 0:
        return
    console.print()
    rows = [(document.doc_id, document.tally) for document in view.documents]
    ranked = sorted(rows, key=lambda row: -(row[1].lost + row[1].gained + row[1].changed))
    console.print(_table("document", ranked[:shown], view.has_gold))
    _print_rest(console, len(ranked) - shown, "documents")
    _print_changes(view, console, shown)


def _table(
    title: str, rows: list[tuple[str, Tally]] | tuple[tuple[str, Tally], ...], has_gold: bool
) -> Table:
    columns = ["lost", "gained", "changed", *(("better", "worse") if has_gold else ())]
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(title, overflow="fold")
    for column in columns:
        table.add_column(column, justify="right")
    for name, row in rows:
        table.add_row(Text(name), *(str(getattr(row, column)) for column in columns))
    return table


def _print_changes(view: View, console: Console, shown: int) -> None:
    every = ((document, change) for document in view.documents for change in document.changes)
    last = None
    for document, change in islice(every, shown):
        if document is not last:
            notes = "".join(f" ({note})" for note in document.notes)
            console.print(Text.assemble("\n", (document.doc_id, "bold"), notes))
            last = document
        _print_change(change, console)
    for document in view.documents:
        if document.notes and not document.changes:
            console.print(Text.assemble("\n", (document.doc_id, "bold"), f" ({', '.join(document.notes)})"))
    _print_rest(console, sum(len(document.changes) for document in view.documents) - shown, "changes")


def _print_change(change: ChangeView, console: Console) -> None:
    line = Text.assemble((f"{change.sign} {change.claim}", _STYLES[change.kind]))
    for name, old, new in change.fields:
        line.append(f"  {name}: {old} → {new}")
    if change.verdict:
        line.append(f"  {change.verdict}", _EFFECTS[change.effect])
    console.print(line)
    sides = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
    rows = [("old", change.old), ("new", change.new)]
    for name, side in [("both", change.old)] if change.old == change.new else rows:
        sides.add_row(Text(f"    {name}", "dim"), _say(side))
    console.print(sides)


def _say(side: SideView) -> Text:
    if side.note:
        return Text(side.note, "dim")
    text = Text.assemble(*((piece.text, _ROLES[piece.role]) for piece in side.pieces))
    text.append(f"  [{', '.join(side.found_by)}]", "dim")
    if side.more:
        text.append(f" and {side.more} more", "dim")
    return text


def _print_rest(console: Console, left: int, what: str) -> None:
    if left > 0:
        console.print(Text(f"… and {left} more {what}: --show N lists more, --out FILE writes all", "dim"))
