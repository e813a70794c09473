"""The annotation guide's names, each stated once: labels, relations, attributes, the arguments of relations.

Source: gold/GUIDELINES.md, sections 1 and 2.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Label(StrEnum):
    """What an entity is."""

    DRUG = "DRUG"
    DRUG_CLASS = "DRUG_CLASS"
    RECEPTOR = "RECEPTOR"
    TRANSPORTER = "TRANSPORTER"
    ION_CHANNEL = "ION_CHANNEL"
    ENZYME = "ENZYME"
    OTHER_TARGET = "OTHER_TARGET"
    PROCESS = "PROCESS"
    EFFECT = "EFFECT"
    CONDITION = "CONDITION"


class RelationType(StrEnum):
    """What a drug or a class does to another entity."""

    INHIBITS = "inhibits"
    ANTAGONIZES = "antagonizes"
    ACTIVATES = "activates"
    CAUSES = "causes"
    TREATS = "treats"
    INCREASES = "increases"
    DECREASES = "decreases"


class Polarity(StrEnum):
    """Whether the text says that the relation holds."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Certainty(StrEnum):
    """Whether the text commits itself to what it says."""

    ASSERTED = "asserted"
    HEDGED = "hedged"


class EffectKind(StrEnum):
    """Which kind of effect a `causes` relation brings about."""

    ADVERSE = "adverse"
    THERAPEUTIC = "therapeutic"
    PHYSIOLOGICAL = "physiological"


SUBJECTS: Final = frozenset({Label.DRUG, Label.DRUG_CLASS})
TARGETS: Final = frozenset(
    {Label.RECEPTOR, Label.TRANSPORTER, Label.ION_CHANNEL, Label.ENZYME, Label.OTHER_TARGET}
)

CORE: Final = frozenset({RelationType.INHIBITS, RelationType.ANTAGONIZES, RelationType.CAUSES})
EXTENDED: Final = frozenset(RelationType) - CORE

OBJECTS: Final[dict[RelationType, frozenset[Label]]] = {
    RelationType.INHIBITS: (TARGETS - {Label.RECEPTOR}) | {Label.PROCESS},
    RelationType.ANTAGONIZES: frozenset({Label.RECEPTOR}),
    RelationType.ACTIVATES: TARGETS - {Label.TRANSPORTER},
    RelationType.CAUSES: frozenset({Label.EFFECT}),
    RelationType.TREATS: frozenset({Label.CONDITION}),
    RelationType.INCREASES: frozenset({Label.PROCESS}),
    RelationType.DECREASES: frozenset({Label.PROCESS}),
}
"""The labels that the object of each relation may have."""
