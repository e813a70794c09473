"""Recognition of chemicals and diseases on BC5CDR: ``python -m tools.benchmarks.bc5cdr --data DIR``.

The rules were written for drug monographs and know no sentence of the data set. Spans are strict. The figure
to compare with is scispaCy's, 84.28, of a model trained on this data set (Neumann and others, 2019, table 6).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.compose import load
from pipeline.types import Document
from pipeline.vocabulary import Label

FILE: Final = "CDR_TestSet.PubTator.txt"
PUBLISHED: Final = 84.28
_KIND: Final = {Label.DRUG: "Chemical", Label.CONDITION: "Disease", Label.EFFECT: "Disease"}

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Abstract:
    """A title and an abstract, joined by one line break, with the annotated spans."""

    id: str
    text: str
    spans: frozenset[Span]


def read_pubtator(text: str) -> Iterator[Abstract]:
    """Yield the abstracts of a PubTator file.

    Raises:
        ValueError: A block has no title and abstract, or an annotated span holds another text than it says.
    """
    for block in text.strip().split("\n\n"):
        title, abstract, *rows = block.split("\n")
        identifier, kind, _ = title.split("|", 2)
        if kind != "t" or not abstract.startswith(f"{identifier}|a|"):
            raise ValueError(f"{identifier}: expected a title and an abstract, got {abstract[:40]!r}")
        whole = "\n".join(line.split("|", 2)[2] for line in (title, abstract))
        spans = set()
        for fields in (row.split("\t") for row in rows):
            if len(fields) < 6:
                continue
            start, end = int(fields[1]), int(fields[2])
            if whole[start:end] != fields[3]:
                raise ValueError(f"{identifier}: expected {fields[3]!r} at {start}, got {whole[start:end]!r}")
            spans.add((start, end, fields[4]))
        yield Abstract(identifier, whole, frozenset(spans))


def found_spans(document: Document) -> frozenset[Span]:
    """Return the spans of a document's drugs and findings; those in several pieces are left out."""
    return frozenset(
        (*entity.fragments[0], _KIND[entity.label])
        for entity in document.entities
        if entity.label in _KIND and len(entity.fragments) == 1
    )


def count(gold: frozenset[Span], found: frozenset[Span]) -> Counter[tuple[str, str]]:
    """Return tp, fp and fn by kind, and of both kinds as ``all``."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, spans in (("tp", gold & found), ("fp", found - gold), ("fn", gold - found)):
        for *_, kind in spans:
            counts[kind, name] += 1
            counts["all", name] += 1
    return counts


def table(counts: Counter[tuple[str, str]]) -> str:
    """Return precision, recall and F1 in percent, as a Markdown table."""
    lines = ["| | P | R | F1 | tp | fp | fn |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for kind in ("Chemical", "Disease", "all"):
        tp, fp, fn = (counts[kind, name] for name in ("tp", "fp", "fn"))
        ratios = [(tp, tp + fp), (tp, tp + fn), (2 * tp, 2 * tp + fp + fn)]
        shown = [f"{100 * part / whole:.2f}" if whole else "–" for part, whole in ratios]
        lines.append(f"| {kind} | {' | '.join(shown)} | {tp} | {fp} | {fn} |")
    lines.append(f"\nscispaCy's trained model (published): F1 {PUBLISHED}")
    return "\n".join(lines)


def main() -> int:
    """Score the rules on the test set and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks.bc5cdr", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument("--limit", type=int, help="abstracts to read (default: all)")
    options = parser.parse_args()
    text = (options.data / "bc5cdr" / FILE).read_text(encoding="utf-8")
    extractor = load(sources="rules")
    counts: Counter[tuple[str, str]] = Counter()
    for abstract in list(read_pubtator(text))[: options.limit]:
        counts += count(abstract.spans, found_spans(extractor.extract(abstract.text, doc_id=abstract.id)))
    print(table(counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
