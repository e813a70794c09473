"""What is scored on relations or triples once they are paired: mechanism links and attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evaluation.counts import Outcome
from pipeline.evaluation.ledger import Ledger, Table
from pipeline.vocabulary import Certainty, EffectKind, RelationType

NO_VALUE: Final = "none"
"""What an effect kind that the prediction does not give counts as."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What links and attributes need to know of a relation or triple, of either side.

    Args:
        key: Its id (or its number, as text) in its document.
        offset: Its first character, None where unknown.
        via: Keys of the claims through which it comes about.
        optional: Gold only: scored neither way.
    """

    key: str
    relation: RelationType
    certainty: Certainty
    effect_kind: EffectKind | None
    offset: int | None
    via: tuple[str, ...] = ()
    optional: bool = False


def compare_links(
    table: Table,
    gold: Sequence[Claim],
    predicted: Sequence[Claim],
    meant: Sequence[frozenset[int]],
    ledger: Ledger,
) -> None:
    """Count the `via` links: right where both ends are matched and the gold links them too.

    A link counts for its effect's relation. One with an optional end is scored neither way; so is a second
    prediction of a link already found.

    Args:
        meant: For each prediction, the gold items that it may stand for: the one it is paired with, or
            where it is redundant each that it would match.
    """
    truth = {(i, j) for i, claim in enumerate(gold) for j in _targets(claim, gold)}
    firm = {link for link in truth if not (gold[link[0]].optional or gold[link[1]].optional)}
    found: set[tuple[int, int]] = set()
    for i, effect in enumerate(predicted):
        for j in _targets(effect, predicted):
            readings = {(a, b) for a in meant[i] for b in meant[j]}
            found |= readings & firm
            excused = readings & truth or any(gold[k].optional for k in meant[i] | meant[j])
            if not excused:
                ledger.count(table, effect.relation, Outcome.FP, effect.offset)
    for link in sorted(firm):
        outcome = Outcome.TP if link in found else Outcome.FN
        ledger.count(table, gold[link[0]].relation, outcome, gold[link[0]].offset)


def compare_attributes(
    table: Table, gold: Sequence[Claim], predicted: Sequence[Claim], pairs: Mapping[int, int], ledger: Ledger
) -> None:
    """Count certainty and effect kind, each value apart, on the pairs whose gold is not optional.

    Each pair is either right on a value, or a miss of the gold's and a false alarm of the predicted one, so
    that the micro scores of all values of an attribute are its accuracy.
    """
    for i, j in pairs.items():
        left, right = predicted[i], gold[j]
        if right.optional:
            continue
        _count_value(table, right.certainty, left.certainty, right.offset, ledger)
        if right.effect_kind and left.relation == RelationType.CAUSES:
            _count_value(table, right.effect_kind, left.effect_kind, right.offset, ledger)


def _count_value(table: Table, expected: str, got: str | None, offset: int | None, ledger: Ledger) -> None:
    if expected == got:
        ledger.count(table, expected, Outcome.TP, offset)
        return
    ledger.count(table, expected, Outcome.FN, offset)
    ledger.count(table, got or NO_VALUE, Outcome.FP, offset)


def _targets(claim: Claim, claims: Sequence[Claim]) -> list[int]:
    return [index for index, other in enumerate(claims) if other.key in claim.via]
