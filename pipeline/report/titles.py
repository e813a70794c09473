"""How the report names and explains the tables, groups and kinds of mistake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.evaluation.ledger import Kind, Level, Table

TABLES: Final[Mapping[Table, tuple[str, str]]] = {
    Table.TRIPLES_RELAXED: (
        "Triples, relaxed",
        "Affirmed claims of a whole document. The object's name is similar to one of the accepted names. "
        "Further wordings of a triple already found are counted apart, as redundant.",
    ),
    Table.TRIPLES_STRICT: (
        "Triples, strict",
        "The same, where the object's name is one of the accepted names, whatever its number or spelling.",
    ),
    Table.TRIPLES_NEGATED: ("Negated triples", "What the text denies, relaxed; apart from affirmed triples."),
    Table.RELATIONS: (
        "Relations, each mention",
        "Both arguments overlap the gold's, same relation and polarity; affirmed and negated together.",
    ),
    Table.RELATIONS_NEGATED: ("Negated relations, each mention", "The negated ones of the table above."),
    Table.ENTITIES_STRICT: ("Entities, strict", "Same characters (all fragments) and same label."),
    Table.ENTITIES_PARTIAL: ("Entities, partial", "Overlapping characters and same label, one to one."),
    Table.VIA_TRIPLES: (
        "Mechanism links between triples",
        "Both triples matched and linked, by the relation of the effect.",
    ),
    Table.VIA_RELATIONS: (
        "Mechanism links, each mention",
        "Both relations matched and linked, by the relation of the effect.",
    ),
    Table.ATTRIBUTES_TRIPLES: (
        "Attributes of matched triples",
        "The rows certainty and effect_kind are accuracies; below them each value.",
    ),
    Table.ATTRIBUTES_RELATIONS: (
        "Attributes of matched relations, each mention",
        "The rows certainty and effect_kind are accuracies; below them each value.",
    ),
}

KINDS: Final[Mapping[Kind, str]] = {
    Kind.ENTITY: "nothing was found where the gold has the entity",
    Kind.SPAN: "found, with other words than the gold's",
    Kind.LABEL: "found, with another label",
    Kind.SUBJECT: "said of another drug or class",
    Kind.RELATION: "another relation between the two",
    Kind.POLARITY: "negated against affirmed",
    Kind.COORDINATION: "an item of a list, or a part of a shared phrase, taken together or left out",
    Kind.UNSAID: "the object was found, no relation to it",
    Kind.DUPLICATE: "claimed a second time",
    Kind.INVENTED: "nothing of the kind in the gold",
}

LEVELS: Final[Mapping[Level, str]] = {
    Level.TRIPLE: "Triples (relaxed)",
    Level.RELATION: "Relations",
    Level.ENTITY: "Entities (strict)",
}
