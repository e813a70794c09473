"""What differs between two runs: values only, ready for JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final

from pipeline.evaluation.counts import Counts
from pipeline.export import triple_line
from pipeline.types import Triple
from pipeline.vocabulary import RelationType

FORMAT: Final = 1
"""The version of the JSON file."""


class Kind(StrEnum):
    """What became of a claim from the old run to the new one."""

    LOST = "lost"
    GAINED = "gained"
    CHANGED = "changed"


class Field(StrEnum):
    """What of a claim can change while subject, relation and object stay."""

    POLARITY = "polarity"
    CERTAINTY = "certainty"
    EFFECT_KIND = "effect_kind"
    SUBJECT_ID = "subject_id"
    OBJECT_ID = "object_id"
    SUBJECT_LABEL = "subject_label"
    OBJECT_LABEL = "object_label"
    VIA = "via"
    CONFIDENCE = "confidence"


class Verdict(StrEnum):
    """What the gold says of a change."""

    REPAIR = "repair"
    ALARM_GONE = "false alarm gone"
    NEUTRAL = "neutral"
    ALARM = "false alarm"
    REGRESSION = "regression"

    @property
    def sign(self) -> int:
        """1 for a change to the better, -1 for one to the worse, 0 for neither."""
        return _SIGNS[self]


_SIGNS: Final = {
    Verdict.REPAIR: 1,
    Verdict.ALARM_GONE: 1,
    Verdict.NEUTRAL: 0,
    Verdict.ALARM: -1,
    Verdict.REGRESSION: -1,
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a claim, before and after, as text; None where the run says nothing."""

    field: Field
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that is not the same in both runs.

    Args:
        old: The triple of the old run, None where it is gained.
        new: The triple of the new run, None where it is lost.
        fields: What changed; empty for lost and gained ones.
        instead: For a lost or gained one, what the other run alone claims of the same words.
        verdict: What the gold says, None where the document has no gold.
    """

    kind: Kind
    old: Triple | None
    new: Triple | None
    fields: tuple[FieldChange, ...] = ()
    instead: tuple[Triple, ...] = ()
    verdict: Verdict | None = None

    @property
    def triple(self) -> Triple:
        """The triple that names the claim: the new one, or the one that was lost."""
        triple = self.new or self.old
        assert triple is not None
        return triple

    def has(self, name: Field) -> bool:
        """Tell whether this field changed."""
        return any(change.field is name for change in self.fields)


@dataclass(frozen=True, slots=True)
class GoldCounts:
    """The affirmed and negated triples of a document against its gold, relaxed, before and after."""

    old: Counts
    new: Counts

    def __add__(self, other: GoldCounts) -> GoldCounts:
        return GoldCounts(self.old + other.old, self.new + other.new)


@dataclass(frozen=True, slots=True)
class DocumentDiff:
    """What differs in one document.

    Args:
        in_old: Whether the old run has the document at all.
        in_new: Whether the new run has it.
        other_text: Whether the two runs read different texts under its name.
        same: How many claims are the same.
        moved: How many of those rest on other places of the text, or on other rules.
        gold: None where the document has no gold.
    """

    doc_id: str
    in_old: bool
    in_new: bool
    other_text: bool
    same: int
    moved: int
    changes: tuple[Change, ...]
    gold: GoldCounts | None = None

    def count(self, kind: Kind) -> int:
        """Return how many claims are lost, gained or changed."""
        return sum(change.kind is kind for change in self.changes)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many changes there are of each kind, and how the gold judges them."""

    lost: int
    gained: int
    changed: int
    better: int
    worse: int


@dataclass(frozen=True, slots=True)
class RunName:
    """How a run is called in the comparison: its folder as given, and the version that made it."""

    folder: str
    version: str


@dataclass(frozen=True, slots=True)
class RunDiff:
    """The whole result; `documents` are those that differ in something, ordered by `doc_id`.

    Args:
        old: Name and version of the old run.
        new: Name and version of the new run.
        compared: How many documents either run has.
        same: How many claims are the same in all documents.
        moved: How many of those rest on other evidence.
        judged: How many of the documents have gold.
        gold: All judged documents together; None where no gold was given.
    """

    old: RunName
    new: RunName
    compared: int
    same: int
    moved: int
    judged: int
    documents: tuple[DocumentDiff, ...]
    gold: GoldCounts | None = None

    def changes(self) -> Iterator[Change]:
        """Yield every change, by document."""
        for document in self.documents:
            yield from document.changes

    def count(self, kind: Kind) -> int:
        """Return how many claims are lost, gained or changed."""
        return sum(document.count(kind) for document in self.documents)

    @property
    def worse(self) -> int:
        """How many changes the gold holds to be to the worse."""
        return sum(change.verdict is not None and change.verdict.sign < 0 for change in self.changes())

    def by_relation(self) -> dict[RelationType, Tally]:
        """Return the tally of each relation that has a change, in the guide's order."""
        found: dict[RelationType, list[Change]] = {}
        for change in self.changes():
            found.setdefault(change.triple.relation, []).append(change)
        return {relation: tally(found[relation]) for relation in RelationType if relation in found}

    def by_field(self) -> dict[Field, int]:
        """Return how often each field changed."""
        counts = Counter(one.field for change in self.changes() for one in change.fields)
        return {name: counts[name] for name in Field if counts[name]}

    def to_json(self) -> str:
        """Return the whole as JSON; the same runs give the same bytes."""
        data = {
            "format": FORMAT,
            "old": asdict(self.old),
            "new": asdict(self.new),
            "compared": self.compared,
            "same": self.same,
            "moved": self.moved,
            **{kind.value: self.count(kind) for kind in Kind},
            "fields": self.by_field(),
            "relations": {relation: asdict(row) for relation, row in self.by_relation().items()},
            "judged": self.judged,
            "gold": _gold_line(self.gold),
            "documents": [_document_line(document) for document in self.documents],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def tally(changes: list[Change]) -> Tally:
    """Count changes by kind and by what the gold says."""
    kinds = Counter(change.kind for change in changes)
    signs = Counter(change.verdict.sign for change in changes if change.verdict is not None)
    return Tally(kinds[Kind.LOST], kinds[Kind.GAINED], kinds[Kind.CHANGED], signs[1], signs[-1])


def _document_line(document: DocumentDiff) -> dict[str, object]:
    return {
        "doc_id": document.doc_id,
        "in_old": document.in_old,
        "in_new": document.in_new,
        "other_text": document.other_text,
        "same": document.same,
        "moved": document.moved,
        "gold": _gold_line(document.gold),
        "changes": [_change_line(change) for change in document.changes],
    }


def _change_line(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "verdict": change.verdict,
        "fields": [{"field": one.field, "old": one.old, "new": one.new} for one in change.fields],
        "old": None if change.old is None else triple_line(change.old),
        "new": None if change.new is None else triple_line(change.new),
        "instead": [triple.id for triple in change.instead],
    }


def _gold_line(gold: GoldCounts | None) -> dict[str, object] | None:
    return None if gold is None else asdict(gold)
