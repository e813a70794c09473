"""What a document says, in a line each: "doxepin causes sedation"; "causes!" is negated, "causes?" hedged."""

from __future__ import annotations

from pipeline.types import Document, Relation
from pipeline.vocabulary import Certainty, Polarity


def write(document: Document, relation: Relation) -> str:
    """Return one relation: the subject's name, the relation with its flags, the object's text."""
    entities = {entity.id: entity for entity in document.entities}
    flags = "!" * (relation.polarity is Polarity.NEGATED) + "?" * (relation.certainty is Certainty.HEDGED)
    return f"{entities[relation.subject].name} {relation.relation}{flags} {entities[relation.object].text}"


def told(document: Document) -> set[str]:
    """Return all relations of a document."""
    return {write(document, relation) for relation in document.relations}


def links(document: Document) -> set[tuple[str, str]]:
    """Return the links of a document: (relation, the relation through which it comes about)."""
    by_id = {relation.id: relation for relation in document.relations}
    return {
        (write(document, relation), write(document, by_id[cause]))
        for relation in document.relations
        for cause in relation.via
    }
