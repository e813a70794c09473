"""Between the dataclasses inside and the models of the lines on disk."""

from __future__ import annotations

import hashlib

from pipeline.export.schema import (
    ArgumentModel,
    DocumentModel,
    EntityModel,
    EvidenceModel,
    FragmentsModel,
    RelationModel,
    SectionModel,
    TripleModel,
)
from pipeline.types import (
    Argument,
    Document,
    Entity,
    Evidence,
    Fragment,
    Fragments,
    Relation,
    Section,
    Triple,
)


def triple_to_model(triple: Triple) -> TripleModel:
    """Return the line of a triple.

    Raises:
        ValueError: The triple breaks the format (no evidence, an empty range).
    """
    return TripleModel(
        doc_id=triple.doc_id,
        subject=_argument_to_model(triple.subject),
        relation=triple.relation,
        object=_argument_to_model(triple.object),
        polarity=triple.polarity,
        certainty=triple.certainty,
        effect_kind=triple.effect_kind,
        confidence=triple.confidence,
        via=triple.via,
        id=triple.id,
        evidence=tuple(map(_evidence_to_model, triple.evidence)),
    )


def model_to_triple(model: TripleModel) -> Triple:
    """Return the triple of a line."""
    return Triple(
        id=model.id,
        doc_id=model.doc_id,
        subject=_model_to_argument(model.subject),
        relation=model.relation,
        object=_model_to_argument(model.object),
        polarity=model.polarity,
        certainty=model.certainty,
        effect_kind=model.effect_kind,
        evidence=tuple(map(_model_to_evidence, model.evidence)),
        via=model.via,
        confidence=model.confidence,
    )


def document_to_model(document: Document) -> DocumentModel:
    """Return the line of a document: its text is left out where it is what the file's bytes say in UTF-8.

    Raises:
        ValueError: The document breaks the format (an empty range, an empty name).
    """
    plain = hashlib.sha256(document.text.encode()).hexdigest() == document.sha256
    return DocumentModel(
        doc_id=document.doc_id,
        sha256=document.sha256,
        title=document.title,
        drug=document.drug,
        text=None if plain else document.text,
        sections=tuple(
            SectionModel(title=section.title, kind=section.kind, start=section.start, end=section.end)
            for section in document.sections
        ),
        entities=tuple(map(_entity_to_model, document.entities)),
        relations=tuple(map(_relation_to_model, document.relations)),
    )


def model_to_document(model: DocumentModel, *, text: str) -> Document:
    """Return the document of a line, with the text given."""
    return Document(
        doc_id=model.doc_id,
        text=text,
        sha256=model.sha256,
        title=model.title,
        drug=model.drug,
        sections=tuple(
            Section(title=section.title, kind=section.kind, start=section.start, end=section.end)
            for section in model.sections
        ),
        entities=tuple(map(_model_to_entity, model.entities)),
        relations=tuple(map(_model_to_relation, model.relations)),
    )


def _ranges(pairs: tuple[tuple[int, int], ...]) -> Fragments:
    return tuple(Fragment(*pair) for pair in pairs)


def _argument_to_model(argument: Argument) -> ArgumentModel:
    return ArgumentModel(name=argument.name, label=argument.label, text=argument.text, id=argument.id)


def _model_to_argument(model: ArgumentModel) -> Argument:
    return Argument(name=model.name, label=model.label, text=model.text, id=model.id)


def _evidence_to_model(evidence: Evidence) -> EvidenceModel:
    return EvidenceModel(
        section=evidence.section,
        sentence=evidence.sentence,
        fragments=FragmentsModel(subject=evidence.subject, trigger=evidence.trigger, object=evidence.object),
        text=evidence.text,
        found_by=evidence.found_by,
        contradicted_by=evidence.contradicted_by,
    )


def _model_to_evidence(model: EvidenceModel) -> Evidence:
    return Evidence(
        section=model.section,
        sentence=Fragment(*model.sentence),
        subject=_ranges(model.fragments.subject),
        trigger=_ranges(model.fragments.trigger),
        object=_ranges(model.fragments.object),
        text=model.text,
        found_by=model.found_by,
        contradicted_by=model.contradicted_by,
    )


def _entity_to_model(entity: Entity) -> EntityModel:
    return EntityModel(
        id=entity.id,
        label=entity.label,
        fragments=entity.fragments,
        text=entity.text,
        name=entity.name,
        concept=entity.concept,
        found_by=entity.found_by,
    )


def _model_to_entity(model: EntityModel) -> Entity:
    return Entity(
        id=model.id,
        label=model.label,
        fragments=_ranges(model.fragments),
        text=model.text,
        name=model.name,
        concept=model.concept,
        found_by=model.found_by,
    )


def _relation_to_model(relation: Relation) -> RelationModel:
    return RelationModel(
        id=relation.id,
        relation=relation.relation,
        subject=relation.subject,
        object=relation.object,
        polarity=relation.polarity,
        certainty=relation.certainty,
        effect_kind=relation.effect_kind,
        trigger=relation.trigger,
        anchor=relation.anchor,
        sentence=relation.sentence,
        section=relation.section,
        via=relation.via,
        found_by=relation.found_by,
        confidence=relation.confidence,
        contradicted_by=relation.contradicted_by,
    )


def _model_to_relation(model: RelationModel) -> Relation:
    return Relation(
        id=model.id,
        relation=model.relation,
        subject=model.subject,
        object=model.object,
        polarity=model.polarity,
        certainty=model.certainty,
        effect_kind=model.effect_kind,
        trigger=_ranges(model.trigger),
        anchor=_ranges(model.anchor),
        sentence=Fragment(*model.sentence),
        section=model.section,
        via=model.via,
        found_by=model.found_by,
        confidence=model.confidence,
        contradicted_by=model.contradicted_by,
    )
