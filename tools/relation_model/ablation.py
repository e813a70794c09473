"""What each source is worth: rules, relation model, both, both without the recognizer of names, and both with
a relation model that did not learn from one of its corpora, scored on the same documents.

Differences are tested by the paired bootstrap over documents (Efron and Tibshirani 1993): the interval of the
difference of F1 (relaxed triples, all relations), and how often a resample shows no gain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.compose import Extractor, Sources, build, load
from pipeline.evaluation.bootstrap import RESAMPLES, draw, interval
from pipeline.evaluation.counts import Counts, tally
from pipeline.evaluation.ledger import Ledger, Table
from pipeline.evaluation.tables import pick
from pipeline.evaluation.triples import compare_triples
from pipeline.gold.schema import GoldDocument, Split, load_gold
from pipeline.gold.triples import gold_triples
from pipeline.read import read_file
from pipeline.scoring.judge import judge_by_both
from pipeline.triples.build import build_triples
from pipeline.vocabulary import CORE, RelationType
from tools.relation_model.variants import train_variants

BASE: Final = "rules"
"""The source that the others are compared with."""
WITHOUT_NAMES: Final = "both, without the recognizer"
_ORDER: Final[tuple[Sources, ...]] = ("rules", "model", "both")


@dataclass(frozen=True, slots=True)
class Row:
    """Scores of one source, and its gain in F1 over the rules with interval and the share of resamples
    without a gain."""

    name: str
    core: Counts
    all: Counts
    gain: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None


def run_ablation(gold: Path, corpus: Path, split: str, out: Path, data: Path | None = None) -> str:
    """Score every source on a split, write the table as JSON and return it for people to read.

    Args:
        gold: The folder of annotations.
        corpus: The folder of their texts.
        split: Which documents.
        out: The file to write.
        data: The folder of public data; without one, no corpus is left out.

    Raises:
        GoldError: The gold is not what it should be.
        ReadError: A text can't be read.
        MonographError: A file of public data is missing or another version.
    """
    documents = [document for document in load_gold(gold) if document.split == Split(split)]
    counts = {}
    for name, extractor in _extractors(gold, corpus, data):
        counts[name] = [_count(extractor, document, corpus) for document in documents]
    rows = [_row(name, counts[name], counts[BASE]) for name in counts]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps([_record(row, split) for row in rows], indent=1) + "\n")
    return "\n".join(_line(row) for row in rows)


def _extractors(gold: Path, corpus: Path, data: Path | None) -> Iterator[tuple[str, Extractor]]:
    for sources in _ORDER:
        yield sources, load(sources=sources)
    yield WITHOUT_NAMES, load(recognizer=False)
    if data is not None:
        for name, model in train_variants(gold, corpus, data):
            yield name, Extractor(build(), judge_by_both(model))


def _count(extractor: Extractor, document: GoldDocument, corpus: Path) -> tuple[Counts, Counts]:
    """Return the counts (core, all) of one document."""
    text = read_file(corpus / document.doc).text
    found = extractor.extract(text, doc_id=document.doc)
    ledger = Ledger(document.doc, None)
    compare_triples(gold_triples(document), build_triples(found), found.entities, ledger)
    tables = (frozenset(map(str, CORE)), frozenset(map(str, RelationType)))
    core, every = (tally(pick([ledger], Table.TRIPLES_RELAXED, names)) for names in tables)
    return core, every


def _row(name: str, counts: Sequence[tuple[Counts, Counts]], base: Sequence[tuple[Counts, Counts]]) -> Row:
    core = sum((each for each, _ in counts), Counts())
    every = [each for _, each in counts]
    total = sum(every, Counts())
    if name == BASE:
        return Row(name, core, total)
    weights = draw(len(every), seed=0)
    gains = _f1(weights, every) - _f1(weights, [each for _, each in base])
    low, high = interval(gains)
    before = sum((each for _, each in base), Counts()).f1 or 0.0
    return Row(name, core, total, (total.f1 or 0.0) - before, low, high, float(np.mean(gains <= 0)))


def _f1(weights: NDArray[np.int64], counts: Sequence[Counts]) -> NDArray[np.float64]:
    """Return F1 in each resample. Shape: (resamples, documents) to (resamples,)."""
    tp, fp, fn = (weights @ np.array([(c.tp, c.fp, c.fn) for c in counts])).T
    return np.asarray(2 * tp / (2 * tp + fp + fn), dtype=np.float64)


def _record(row: Row, split: str) -> dict[str, object]:
    scores = {
        layer: {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
        for layer, counts in (("core", row.core), ("all", row.all))
    }
    compared = None if row.gain is None else {"gain": row.gain, "interval": [row.low, row.high], "p": row.p}
    return {"name": row.name, "split": split, "scores": scores, "compared": compared, "resamples": RESAMPLES}


def _line(row: Row) -> str:
    parts = [f"{row.name:<54}"]
    for layer, counts in (("core", row.core), ("all", row.all)):
        parts.append(
            f"{layer} P {counts.precision or 0:.3f} R {counts.recall or 0:.3f} F1 {counts.f1 or 0:.3f}"
        )
    if row.gain is not None:
        parts.append(f"gain {row.gain:+.3f} [{row.low or 0:+.3f}, {row.high or 0:+.3f}], p {row.p:.3f}")
    return "  ".join(parts)
