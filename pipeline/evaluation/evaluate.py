"""Compare a run with the gold, document by document, and add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pipeline.errors import FormatError
from pipeline.evaluation.bootstrap import RESAMPLES
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.entities import compare_entities
from pipeline.evaluation.ledger import Ledger, Level, Mistake, Table
from pipeline.evaluation.predictions import Prediction, load_run
from pipeline.evaluation.reference import Reference, load_references, select_split
from pipeline.evaluation.relations import compare_relations
from pipeline.evaluation.result import DocumentScore, Evaluation, Row, Slice
from pipeline.evaluation.sentences import split_sentences
from pipeline.evaluation.tables import (
    GROUPS,
    HEADLINE,
    MENTION_HEADLINE,
    build_table,
    pick,
    score_group,
    units_of,
)
from pipeline.evaluation.triples import compare_triples
from pipeline.vocabulary import RelationType

_MENTION_TABLES = (
    Table.RELATIONS,
    Table.RELATIONS_NEGATED,
    Table.ENTITIES_STRICT,
    Table.ENTITIES_PARTIAL,
    Table.VIA_RELATIONS,
    Table.ATTRIBUTES_RELATIONS,
)

SLICED_BY: Final[tuple[Literal["split", "style"], ...]] = ("split", "style")


@dataclass(frozen=True, slots=True)
class _Compared:
    """One gold document, what the run says of it, and what came of comparing the two."""

    reference: Reference
    prediction: Prediction | None
    ledger: Ledger


def evaluate(
    gold_folder: Path,
    run_folder: Path,
    *,
    split: str | None = None,
    corpus: Path | None = None,
    seed: int = 0,
) -> Evaluation:
    """Score a run against the gold.

    Args:
        gold_folder: Compiled gold files (all layers), or files of document-level triples (that layer only).
        run_folder: A run's triples.jsonl and documents.jsonl.
        split: Score the documents of this split only.
        corpus: The folder of the gold's texts, for the sentences of mistakes and the intervals of a single
            document; by default `corpus` or `docs` beside the gold folder, if there is one.
        seed: Of the bootstrap.

    Raises:
        GoldError: The gold folder or a file of it is not what it should be.
        FormatError: The run folder or a file of it is not, or it was made from other texts than the gold.
    """
    every = load_references(gold_folder, corpus=corpus)
    references = select_split(every, split, gold_folder) if split else every
    run = load_run(run_folder)
    known = {found.doc_id for reference in every if (found := run.find(reference.doc))}
    has_mentions = all(reference.document for reference in references)
    if has_mentions and not run.has_mentions:
        raise FormatError(
            f"{run_folder / 'documents.jsonl'}: expected the documents of the run, found no such file; "
            "write the run again with `monograph extract`"
        )
    where = run_folder / "documents.jsonl"
    compared = [_compare(reference, run.find(reference.doc), where) for reference in references]
    ledgers = [one.ledger for one in compared]
    units = units_of(ledgers)
    tables = [table for table in Table if has_mentions or table not in _MENTION_TABLES]
    return Evaluation(
        split=split,
        seed=seed,
        resamples=RESAMPLES,
        unit=units.kind,
        documents=tuple(map(_score_document, compared)),
        missing=tuple(one.reference.doc for one in compared if one.prediction is None),
        unscored=tuple(sorted(run.predictions.keys() - known)),
        predicted_triples=_count_triples(compared),
        tables=tuple(build_table(ledgers, table, units=units, seed=seed) for table in tables),
        slices=tuple(
            found for by in SLICED_BY for found in _slice(compared, by, has_mentions=has_mentions, seed=seed)
        ),
        mistakes=_in_order(ledgers),
    )


def _compare(reference: Reference, prediction: Prediction | None, where: Path) -> _Compared:
    """Compare one document; FormatError where the run read another text than the annotated one."""
    gold = reference.document
    if gold and prediction and prediction.sha256 != gold.sha256:
        raise FormatError(
            f"{where}: {prediction.doc_id}: expected the text of the gold, sha256 "
            f"{gold.sha256[:12]}…, got {str(prediction.sha256)[:12]}…; extract from the gold's own texts"
        )
    sentences = reference.sentences
    if sentences is None and prediction and prediction.text is not None:
        sentences = split_sentences(prediction.text)
    ledger = Ledger(reference.doc, sentences)
    entities = prediction.entities if prediction else ()
    compare_triples(reference.triples, prediction.triples if prediction else (), entities, ledger)
    if gold:
        compare_relations(gold, entities, prediction.relations if prediction else (), ledger)
        compare_entities(gold.entities, entities, ledger)
    return _Compared(reference, prediction, ledger)


def _count_triples(compared: Sequence[_Compared]) -> dict[str, int]:
    counts = Counter(t.relation for one in compared if one.prediction for t in one.prediction.triples)
    return {relation.value: counts[relation] for relation in RelationType if counts[relation]}


def _score_document(one: _Compared) -> DocumentScore:
    units = units_of([one.ledger])
    counts = {
        name: sum(units.spread(pick([one.ledger], Table.TRIPLES_RELAXED, names)), Counts())
        for name, names in GROUPS.items()
    }
    reference = one.reference
    return DocumentScore(
        reference.doc, reference.style, reference.split, predicted=one.prediction is not None, **counts
    )


def _slice(
    compared: Sequence[_Compared], by: Literal["split", "style"], *, has_mentions: bool, seed: int
) -> Iterator[Slice]:
    """Score the documents of each split or style apart; nothing where the gold does not say."""
    groups: dict[str, list[Ledger]] = {}
    for one in compared:
        name = one.reference.split if by == "split" else one.reference.style
        if name:
            groups.setdefault(name, []).append(one.ledger)
    wanted = [*HEADLINE, *MENTION_HEADLINE] if has_mentions else HEADLINE
    for name, part in sorted(groups.items()):
        units = units_of(part)
        rows = [
            Row(title, score_group(part, table, names, units=units, seed=seed))
            for title, table, names in wanted
        ]
        yield Slice(by, name, len(part), tuple(rows))


def _in_order(ledgers: Sequence[Ledger]) -> tuple[Mistake, ...]:
    """Every mistake: by level, then as the documents go."""
    levels = list(Level)
    mistakes = [mistake for ledger in ledgers for mistake in ledger.mistakes]
    return tuple(
        sorted(mistakes, key=lambda m: (levels.index(m.level), m.doc, m.offset or 0, m.side, m.claim))
    )
