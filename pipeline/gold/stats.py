"""Count what the gold set holds, for the data card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.gold.schema import GoldDocument, Split, Style
from pipeline.gold.triples import gold_triples
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

Counts = Mapping[Split, Counter[str]]


def describe_gold(documents: Sequence[GoldDocument]) -> str:
    """Return Markdown tables, per split: documents by style, entities by label, relations, attributes."""
    kinds = [f"causes, {kind}" for kind in EffectKind]
    attributes = ["negated", "hedged", "optional", "subject left out", "via links", *kinds]
    return "\n".join(
        (
            _table("documents", [*Style], _count(documents, _styles), total=True),
            _table("entities", [*Label], _count(documents, _labels), total=True),
            _table("relations", [*RelationType], _count(documents, _relations), total=True),
            _table("of the relations", attributes, _count(documents, _attributes)),
            _table(
                "also",
                ["triples firm", "triples optional", "discontinuous entities"],
                _count(documents, _rest),
            ),
        )
    )


def _styles(document: GoldDocument) -> Iterator[str]:
    yield document.style


def _labels(document: GoldDocument) -> Iterator[str]:
    yield from (entity.label for entity in document.entities)


def _relations(document: GoldDocument) -> Iterator[str]:
    yield from (relation.relation for relation in document.relations)


def _attributes(document: GoldDocument) -> Iterator[str]:
    for relation in document.relations:
        if relation.polarity is Polarity.NEGATED:
            yield "negated"
        if relation.certainty is Certainty.HEDGED:
            yield "hedged"
        if relation.optional:
            yield "optional"
        if not relation.anchor:
            yield "subject left out"
        if relation.effect_kind:
            yield f"causes, {relation.effect_kind}"
        yield from ("via links" for _ in relation.via)


def _rest(document: GoldDocument) -> Iterator[str]:
    yield from ("discontinuous entities" for entity in document.entities if len(entity.fragments) > 1)
    yield from (
        "triples optional" if triple.optional else "triples firm" for triple in gold_triples(document)
    )


def _count(documents: Iterable[GoldDocument], what: Callable[[GoldDocument], Iterator[str]]) -> Counts:
    counts: dict[Split, Counter[str]] = {split: Counter() for split in Split}
    for document in documents:
        counts[document.split].update(what(document))
    return counts


def _table(title: str, rows: Sequence[str], counts: Counts, *, total: bool = False) -> str:
    lines = [f"| {title} | {' | '.join(Split)} | all |", f"| --- |{' ---: |' * (len(Split) + 1)}"]
    figures = [(row, [counts[split][row] for split in Split]) for row in rows]
    if total:
        figures.append(("total", [counts[split].total() for split in Split]))
    lines.extend(f"| {row} | {' | '.join(map(str, numbers))} | {sum(numbers)} |" for row, numbers in figures)
    return "\n".join(lines) + "\n"
