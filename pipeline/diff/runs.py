"""Two runs read side by side, one document of each at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pipeline.diff.compare import Settings, compare_triples
from pipeline.diff.judge import judge_changes
from pipeline.diff.result import DocumentDiff, GoldCounts, RunDiff, RunName
from pipeline.errors import FormatError, GoldError
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.predictions import stem
from pipeline.evaluation.reference import Reference, load_references
from pipeline.export import Run
from pipeline.types import Document, Triple

Entry = tuple[Document, tuple[Triple, ...]]


class Gold(NamedTuple):
    """Where the gold is, and which splits of it are looked at; all where none is named."""

    folder: Path
    splits: Collection[str] = ()


def diff_runs(old: Path, new: Path, *, gold: Gold | None = None, settings: Settings | None = None) -> RunDiff:
    """Compare two runs; memory goes with the changes, not with the runs.

    Args:
        old: The folder of the run before.
        new: The folder of the run after.
        gold: What the changes are judged by.
        settings: What counts as a change.

    Raises:
        FormatError: A run's file is missing or broken, its documents are out of order, or a run read another
            text than the gold was made from.
        GoldError: The gold folder or a file of it is not what it should be, or no document is of the splits.
    """
    settings = settings or Settings()
    references = _References(gold) if gold else None
    runs = Run(old), Run(new)
    documents: list[DocumentDiff] = []
    compared, same, moved, judged = 0, 0, 0, 0
    total = GoldCounts(Counts(), Counts())
    for doc_id, before, after in _side_by_side(*runs):
        reference = references.find(doc_id, before, after) if references else None
        found = _diff_document(doc_id, before, after, reference, settings)
        compared, same, moved = compared + 1, same + found.same, moved + found.moved
        if found.gold:
            judged, total = judged + 1, total + found.gold
        if found.changes or found.moved or found.other_text or not (found.in_old and found.in_new):
            documents.append(found)
    first, second = (RunName(str(run.folder), run.version()) for run in runs)
    gold_counts = total if references else None
    return RunDiff(first, second, compared, same, moved, judged, tuple(documents), gold_counts)


def _side_by_side(old: Run, new: Run) -> Iterator[tuple[str, Entry | None, Entry | None]]:
    """Yield each document of either run, by `doc_id`, as both runs have it."""
    left, right = _in_order(old), _in_order(new)
    before, after = next(left, None), next(right, None)
    while before or after:
        doc_id = min(entry[0].doc_id for entry in (before, after) if entry)
        here = before if before and before[0].doc_id == doc_id else None
        there = after if after and after[0].doc_id == doc_id else None
        yield doc_id, here, there
        before = next(left, None) if here else before
        after = next(right, None) if there else after


def _in_order(run: Run) -> Iterator[Entry]:
    """Yield the documents of a run and see that they are sorted, each once, and the triples too."""
    last: str | None = None
    for document, triples in run.claims():
        if last is not None and document.doc_id <= last:
            raise FormatError(
                f"{run.folder / 'documents.jsonl'}: expected documents in the order of their doc_id, each "
                f"once, found {document.doc_id!r} after {last!r}; run the extraction again"
            )
        last = document.doc_id
        _refuse_doubles(run, triples)
        yield document, triples


def _refuse_doubles(run: Run, triples: Sequence[Triple]) -> None:
    for one, other in pairwise(sorted(triples, key=lambda triple: triple.id)):
        if one.id == other.id:
            raise FormatError(
                f"{run.folder / 'triples.jsonl'}: {one.doc_id}: expected each triple once, found {one.id} "
                "again; run the extraction again"
            )


def _diff_document(
    doc_id: str, before: Entry | None, after: Entry | None, reference: Reference | None, settings: Settings
) -> DocumentDiff:
    old, new = before[1] if before else (), after[1] if after else ()
    compared = compare_triples(old, new, settings)
    changes, counts = compared.changes, None
    if reference:
        changes, counts = judge_changes(changes, old, new, reference.triples)
    return DocumentDiff(
        doc_id,
        in_old=before is not None,
        in_new=after is not None,
        other_text=bool(before and after and before[0].sha256 != after[0].sha256),
        same=compared.same,
        moved=compared.moved,
        changes=changes,
        gold=counts,
    )


class _References:
    """The gold by document: of the same path, or else of the same file name."""

    def __init__(self, gold: Gold) -> None:
        every = load_references(gold.folder)
        chosen = [one for one in every if not gold.splits or one.split in gold.splits]
        if not chosen:
            known = sorted({one.split for one in every if one.split}) or ["none"]
            raise GoldError(
                [
                    f"{gold.folder}: expected documents of the splits {', '.join(gold.splits)}, found the "
                    f"splits {', '.join(known)}; name some of these with --split"
                ]
            )
        self._folder = gold.folder
        self._by_doc = {one.doc: one for one in chosen}
        self._by_stem = {stem(one.doc): one for one in chosen}

    def find(self, doc_id: str, *entries: Entry | None) -> Reference | None:
        """Return the document's gold, None where it has none.

        Raises:
            FormatError: The gold was made from another text than a run read.
        """
        found = self._by_doc.get(doc_id) or self._by_stem.get(stem(doc_id))
        expected = found.document.sha256 if found and found.document else None
        for entry in entries:
            if expected and entry and entry[0].sha256 != expected:
                raise FormatError(
                    f"{doc_id}: expected the text of the gold in {self._folder}, sha256 {expected[:12]}…, "
                    f"found {entry[0].sha256[:12]}…; compare runs over the gold's own texts"
                )
        return found
