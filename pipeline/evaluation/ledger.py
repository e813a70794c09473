"""What comparing one document writes down: outcomes for the tables, and each mistake with its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.evaluation.counts import Counted, Outcome
from pipeline.evaluation.sentences import Sentences


class Table(StrEnum):
    """The tables of scores, in the order of the report."""

    TRIPLES_RELAXED = "triples_relaxed"
    TRIPLES_STRICT = "triples_strict"
    TRIPLES_NEGATED = "triples_negated"
    RELATIONS = "relations"
    RELATIONS_NEGATED = "relations_negated"
    ENTITIES_STRICT = "entities_strict"
    ENTITIES_PARTIAL = "entities_partial"
    VIA_TRIPLES = "via_triples"
    VIA_RELATIONS = "via_relations"
    ATTRIBUTES_TRIPLES = "attributes_triples"
    ATTRIBUTES_RELATIONS = "attributes_relations"


class Level(StrEnum):
    """What a mistake is about."""

    TRIPLE = "triple"
    RELATION = "relation"
    ENTITY = "entity"


class Side(StrEnum):
    """Gold that was not predicted, or a prediction that is not gold."""

    MISSED = "missed"
    FALSE_ALARM = "false alarm"


class Kind(StrEnum):
    """Why it went wrong, as far as the other side shows it."""

    ENTITY = "entity missed"
    SPAN = "span"
    LABEL = "label"
    SUBJECT = "subject"
    RELATION = "relation"
    POLARITY = "polarity"
    COORDINATION = "coordination"
    UNSAID = "relation missed"
    DUPLICATE = "duplicate"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One miss or false alarm.

    Args:
        claim: What was missed or falsely claimed, in one line.
        other: What stands on the other side in its place, if anything does.
        sentence: The sentence, None where the text is not at hand.
        offset: Its first character in the document's text.
        found_by: The rules and models that claimed it.
    """

    doc: str
    level: Level
    side: Side
    kind: Kind
    claim: str
    other: str | None = None
    sentence: str | None = None
    offset: int | None = None
    found_by: tuple[str, ...] = ()


@dataclass(slots=True)
class Ledger:
    """Collects outcomes and mistakes of one document; `sentences` is None where its text is not at hand."""

    doc: str
    sentences: Sentences | None
    counted: dict[Table, list[Counted]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def count(self, table: Table, name: str, outcome: Outcome, at: int | None) -> None:
        """Write down one outcome; `at` is the offset of its first character."""
        sentence = self.sentences.index(at) if self.sentences and at is not None else 0
        self.counted.setdefault(table, []).append(Counted(self.doc, sentence, name, outcome))

    def blame(
        self,
        level: Level,
        side: Side,
        kind: Kind,
        claim: str,
        *,
        at: int | None,
        other: str | None = None,
        sentence: str | None = None,
        found_by: tuple[str, ...] = (),
    ) -> None:
        """Write down one mistake; `sentence` stands in where the text is not at hand."""
        if self.sentences and at is not None:
            sentence = self.sentences.at(at)
        self.mistakes.append(Mistake(self.doc, level, side, kind, claim, other, sentence, at, found_by))
