"""The triples of one document in two runs, claim by claim.

A claim is a subject, a relation and an object, by canonical name. Where both runs make it, its fields are
compared; so a polarity that flips is a change of the claim, not one claim lost and another gained.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.diff.result import Change, Field, FieldChange, Kind
from pipeline.types import Fragment, Triple
from pipeline.vocabulary import Polarity, RelationType

TOLERANCE: Final = 0.05
"""How far a confidence may move without counting as changed."""

Claim = tuple[str, RelationType, str]
"""Name of the subject, relation, name of the object."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What counts as a change.

    Args:
        tolerance: How far a confidence may move, from 0 to 1.
        ignored: Fields that are not compared.
    """

    tolerance: float = TOLERANCE
    ignored: frozenset[Field] = frozenset()


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of one document: `same` claims, `moved` of them on other evidence, and the changes."""

    same: int
    moved: int
    changes: tuple[Change, ...]


def compare_triples(old: Sequence[Triple], new: Sequence[Triple], settings: Settings) -> Compared:
    """Compare the triples of one document.

    Changes come in the order in which the text says them, those of one place as lost, gained, changed.
    """
    lost, gained, pairs = _pair(old, new)
    names = _Names(_by_id(old), _by_id(new))
    same, moved = 0, 0
    changes: list[Change] = []
    for before, after in pairs:
        fields = tuple(_changed_fields(before, after, names, settings))
        if fields:
            changes.append(Change(Kind.CHANGED, before, after, fields))
        else:
            same += 1
            moved += before.evidence != after.evidence
    changes.extend(Change(Kind.LOST, one, None, instead=_at_same_words(one, gained)) for one in lost)
    changes.extend(Change(Kind.GAINED, None, one, instead=_at_same_words(one, lost)) for one in gained)
    return Compared(same, moved, tuple(sorted(changes, key=_order)))


def claim_of(triple: Triple) -> Claim:
    """Return what the triple claims, whether affirmed or negated."""
    return triple.subject.name, triple.relation, triple.object.name


def _pair(
    old: Sequence[Triple], new: Sequence[Triple]
) -> tuple[list[Triple], list[Triple], list[tuple[Triple, Triple]]]:
    """Pair equal claims: those of one polarity first, then what is left of a claim on both sides."""
    before, after = _by_claim(old), _by_claim(new)
    lost: list[Triple] = []
    gained: list[Triple] = []
    pairs: list[tuple[Triple, Triple]] = []
    for claim in dict.fromkeys((*before, *after)):
        here, there = before.get(claim, {}), after.get(claim, {})
        pairs.extend((here[polarity], there[polarity]) for polarity in here if polarity in there)
        left = [here[polarity] for polarity in here if polarity not in there]
        right = [there[polarity] for polarity in there if polarity not in here]
        flipped = min(len(left), len(right))
        pairs.extend(zip(left[:flipped], right[:flipped], strict=True))
        lost.extend(left[flipped:])
        gained.extend(right[flipped:])
    return lost, gained, pairs


def _by_claim(triples: Sequence[Triple]) -> dict[Claim, dict[Polarity, Triple]]:
    found: dict[Claim, dict[Polarity, Triple]] = {}
    for triple in triples:
        found.setdefault(claim_of(triple), {})[triple.polarity] = triple
    return found


def _by_id(triples: Sequence[Triple]) -> dict[str, Triple]:
    return {triple.id: triple for triple in triples}


@dataclass(frozen=True, slots=True)
class _Names:
    """The triples of both runs by id, to name those that `via` leads to."""

    old: Mapping[str, Triple]
    new: Mapping[str, Triple]


def _changed_fields(old: Triple, new: Triple, names: _Names, settings: Settings) -> Iterator[FieldChange]:
    values: dict[Field, tuple[str | None, str | None]] = {
        Field.POLARITY: (old.polarity, new.polarity),
        Field.CERTAINTY: (old.certainty, new.certainty),
        Field.EFFECT_KIND: (old.effect_kind, new.effect_kind),
        Field.SUBJECT_ID: (old.subject.id, new.subject.id),
        Field.OBJECT_ID: (old.object.id, new.object.id),
        Field.SUBJECT_LABEL: (old.subject.label, new.subject.label),
        Field.OBJECT_LABEL: (old.object.label, new.object.label),
        Field.VIA: (_name_links(old, names.old), _name_links(new, names.new)),
        Field.CONFIDENCE: _confidences(old.confidence, new.confidence, settings.tolerance),
    }
    for name, (before, after) in values.items():
        if before != after and name not in settings.ignored:
            yield FieldChange(name, before and str(before), after and str(after))


def _name_links(triple: Triple, by_id: Mapping[str, Triple]) -> str | None:
    """Return the claims through which the triple comes about, sorted; ids would change with polarity."""
    return "; ".join(sorted(_name_link(link, by_id) for link in triple.via)) or None


def _name_link(link: str, by_id: Mapping[str, Triple]) -> str:
    target = by_id.get(link)
    return f"{target.relation} {target.object.name}" if target else link


def _confidences(old: float | None, new: float | None, tolerance: float) -> tuple[str | None, str | None]:
    """Return both as text, or twice the same where they are near enough."""
    if old is not None and new is not None and round(abs(new - old), 9) <= tolerance:
        return None, None
    before, after = (None if value is None else f"{value:.3f}" for value in (old, new))
    return before, after


def _at_same_words(triple: Triple, others: Sequence[Triple]) -> tuple[Triple, ...]:
    """Return those of the others whose object stands on characters of this one's object."""
    mine = [fragment for one in triple.evidence for fragment in one.object]
    return tuple(other for other in others if _touches(mine, other))


def _touches(mine: Sequence[Fragment], other: Triple) -> bool:
    theirs = [fragment for one in other.evidence for fragment in one.object]
    return any(a.start < b.end and b.start < a.end for a in mine for b in theirs)


def _order(change: Change) -> tuple[int, int, str, str]:
    triple = change.triple
    start = triple.evidence[0].object[0].start
    return start, tuple(Kind).index(change.kind), triple.relation, triple.object.name
