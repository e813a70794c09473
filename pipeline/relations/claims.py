"""A claim: what one trigger of one sentence says of one object, before it becomes a relation between
entities."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pipeline.context.agent import Agent
from pipeline.context.topic import Mention as Subject
from pipeline.entities.kinds import Kind
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Phrase
from pipeline.relations.schema import Action, TriggerRule
from pipeline.rules.load import load_table
from pipeline.vocabulary import Certainty, Label, Polarity, RelationType


@dataclass(frozen=True, slots=True)
class Claim:
    """``trigger`` and phrases are tokens of the sentence numbered ``sentence``; ``object_in`` is the sentence
    that the object's tokens are counted in (an earlier one where "these channels" takes up a name); ``why``
    says what made a model claim it."""

    sentence: int
    rule: str
    action: Action
    trigger: tuple[int, ...]
    agent: Agent
    relation: RelationType
    label: Label
    object: Phrase
    kind: Kind
    polarity: Polarity
    certainty: Certainty
    object_in: int
    adverse: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim about a drug or class, with what its sources make of it together.

    Args:
        claim: What is said.
        subject: Of which drug or class.
        confidence: The probability that the text says so, or None where nothing has estimated it.
        found_by: The rules and models that found it.
        contradicted_by: Those that read the same words in another way.
    """

    claim: Claim
    subject: Subject
    confidence: float | None = None
    found_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A trigger that fired and gave no claim, and why; `monograph why` prints it."""

    rule: str
    trigger: tuple[int, ...]
    reason: str


@dataclass(slots=True)
class Found:
    """What a sentence gave."""

    claims: list[Claim] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def reject(self, rule: TriggerRule, trigger: tuple[int, ...], reason: str) -> None:
        """Record that a trigger gave nothing."""
        self.rejections.append(Rejection(rule.id, trigger, reason))


@cache
def _decisions() -> dict[tuple[str, str], tuple[RelationType, Label]]:
    rows = load_table(__package__, "decisions.tsv", ("action", "kind", "relation", "label"))
    return {
        (row["action"], row["kind"]): (RelationType(row["relation"]), Label(row["label"])) for row in rows
    }


def decide(action: Action, kind: Kind) -> tuple[RelationType, Label] | None:
    """Return relation and object label for an action on this kind of object, or None (`decisions.tsv`)."""
    label = kind.label
    if label in (Label.EFFECT, Label.CONDITION):
        label = FINDING
    return _decisions().get((action.value, str(label) if label else "NONE"))


@cache
def readings_of(kind: str | None) -> dict[RelationType, tuple[Action, Label]]:
    """Return the relations that an object of a kind can have, each with the action and the label that it is
    then read with."""
    found: dict[RelationType, tuple[Action, Label]] = {}
    for (action, name), (relation, label) in _decisions().items():
        if name == (str(kind) if kind else "NONE"):
            found.setdefault(relation, (Action(action), label))
    return found
