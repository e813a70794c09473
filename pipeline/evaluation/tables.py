"""From outcomes to tables of scores, resampled over documents or over the sentences of the only one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.evaluation.bootstrap import Score, macro, score
from pipeline.evaluation.counts import Counted, Counts, tally
from pipeline.evaluation.ledger import Ledger, Table
from pipeline.evaluation.links import NO_VALUE
from pipeline.evaluation.result import Row, ScoreTable
from pipeline.vocabulary import CORE, EXTENDED, Certainty, EffectKind, Label, RelationType

_CORE, _EXTENDED = frozenset(map(str, CORE)), frozenset(map(str, EXTENDED))
GROUPS: Final[Mapping[str, frozenset[str]]] = {
    "core": _CORE,
    "extended": _EXTENDED,
    "all": _CORE | _EXTENDED,
}
_RELATIONS = {relation.value: frozenset({relation.value}) for relation in RelationType}
_LABELS = {label.value: frozenset({label.value}) for label in Label}
_VALUES = {value.value: frozenset({value.value}) for value in (*Certainty, *EffectKind)}
_ATTRIBUTES = {
    "certainty": frozenset(map(str, Certainty)),
    "effect_kind": frozenset(map(str, EffectKind)) | {NO_VALUE},
}

HEADLINE: Final = tuple((name, Table.TRIPLES_RELAXED, names) for name, names in GROUPS.items())
MENTION_HEADLINE: Final = (
    ("relations", Table.RELATIONS, GROUPS["all"]),
    ("entities", Table.ENTITIES_STRICT, frozenset(_LABELS)),
)
"""What is shown of a part of the documents: title, table and the names that count."""


@dataclass(frozen=True, slots=True)
class Units:
    """What is resampled: documents, or the sentences of the only one."""

    kind: Literal["document", "sentence"]
    keys: tuple[str | int, ...]

    def spread(self, counted: Iterable[Counted]) -> list[Counts]:
        """Return the counts in each unit, in the order of `keys`."""
        parts: dict[str | int, list[Counted]] = {key: [] for key in self.keys}
        for item in counted:
            parts[item.doc if self.kind == "document" else item.sentence].append(item)
        return [tally(part) for part in parts.values()]


def units_of(ledgers: Sequence[Ledger]) -> Units:
    """Return the units of some documents."""
    if len(ledgers) != 1:
        return Units("document", tuple(ledger.doc for ledger in ledgers))
    sentences = ledgers[0].sentences
    return Units("sentence", tuple(range(max(1, len(sentences.spans) if sentences else 1))))


def score_group(
    ledgers: Sequence[Ledger], table: Table, names: Container[str], *, units: Units, seed: int
) -> Score:
    """Return the micro score of the outcomes whose name is among those given."""
    return score(units.spread(pick(ledgers, table, names)), seed=seed)


def build_table(ledgers: Sequence[Ledger], table: Table, *, units: Units, seed: int) -> ScoreTable:
    """Return one table, with the rows that suit what it counts; names without any outcome are left out."""
    rows = [
        Row(name, score_group(ledgers, table, names, units=units, seed=seed))
        for name, names in _groups(table).items()
    ]
    fixed = GROUPS.keys() | {"micro", "certainty", "effect_kind"}
    kept = [row for row in rows if row.name in fixed or row.score.counts != Counts()]
    if table in (Table.ENTITIES_STRICT, Table.ENTITIES_PARTIAL):
        labels = [row.name for row in kept if row.name != "micro"]
        spread = [units.spread(pick(ledgers, table, {label})) for label in labels]
        kept.insert(1, Row("macro", macro(spread, seed=seed)))
    return ScoreTable(table, tuple(kept))


def _groups(table: Table) -> Mapping[str, frozenset[str]]:
    match table:
        case Table.ENTITIES_STRICT | Table.ENTITIES_PARTIAL:
            return {"micro": frozenset(_LABELS), **_LABELS}
        case Table.ATTRIBUTES_RELATIONS | Table.ATTRIBUTES_TRIPLES:
            return {**_ATTRIBUTES, **_VALUES}
        case _:
            return {**GROUPS, **_RELATIONS}


def pick(ledgers: Sequence[Ledger], table: Table, names: Container[str]) -> Iterable[Counted]:
    """Yield the outcomes of a table whose name is among those given."""
    for ledger in ledgers:
        yield from (item for item in ledger.counted.get(table, ()) if item.name in names)
