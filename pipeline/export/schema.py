"""The lines of `triples.jsonl` and `documents.jsonl`, as pydantic models that refuse what they don't know.

Their fields and the order of these are the contract with every consumer of a run. Values are checked
strictly: a number in quotes is an error.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType


def _check_range(pair: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= pair[0] < pair[1]:
        raise ValueError(f"expected a half-open range of characters [start, end), found {list(pair)}")
    return pair


Range = Annotated[tuple[int, int], AfterValidator(_check_range)]
"""Half-open, in characters of the document's text."""

Some = Annotated[tuple[Range, ...], Field(min_length=1)]
Confidence = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, Field(min_length=1)]


class Line(BaseModel):
    """Base of all models here: frozen, strict, no unknown field."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ArgumentModel(Line):
    """Subject or object of a triple."""

    name: Name
    label: Label
    text: str
    id: Name | None


class FragmentsModel(Line):
    """The words of a sentence that say it."""

    subject: tuple[Range, ...]
    trigger: tuple[Range, ...]
    object: Some


class EvidenceModel(Line):
    """One place where the text says it."""

    section: str | None
    sentence: Range
    fragments: FragmentsModel
    text: str
    found_by: tuple[str, ...]
    contradicted_by: tuple[str, ...] = ()


class TripleModel(Line):
    """One line of `triples.jsonl`."""

    doc_id: Name
    subject: ArgumentModel
    relation: RelationType
    object: ArgumentModel
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    confidence: Confidence | None
    via: tuple[Name, ...]
    id: Name
    evidence: Annotated[tuple[EvidenceModel, ...], Field(min_length=1)]


class SectionModel(Line):
    """A titled part of a document."""

    title: str
    kind: str | None
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class EntityModel(Line):
    """One mention of an entity."""

    id: Name
    label: Label
    fragments: Some
    text: str
    name: Name
    concept: Name | None
    found_by: tuple[str, ...]


class RelationModel(Line):
    """One mention of a relation; `subject` and `object` are entity ids."""

    id: Name
    relation: RelationType
    subject: Name
    object: Name
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    trigger: tuple[Range, ...]
    anchor: tuple[Range, ...]
    sentence: Range
    section: str | None
    via: tuple[Name, ...]
    found_by: tuple[str, ...]
    confidence: Confidence | None
    contradicted_by: tuple[str, ...] = ()


class DocumentModel(Line):
    """One line of `documents.jsonl`; `text` is null where the file's bytes are the text in UTF-8."""

    doc_id: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    title: str | None
    drug: str | None
    text: str | None
    sections: tuple[SectionModel, ...]
    entities: tuple[EntityModel, ...]
    relations: tuple[RelationModel, ...]


class RelativeModel(Line):
    """What a concept is related to: a `member` of a family, or the `target` that a process runs through."""

    kind: Literal["member", "target"]
    id: Name
    name: Name


class ConceptModel(Line):
    """One line of `concepts.jsonl`; `label` is one of the guide's, FINDING (EFFECT or CONDITION by role) or
    MEDIATOR."""

    id: Name
    name: Name
    label: Name
    synonyms: tuple[Name, ...]
    xrefs: tuple[Name, ...]
    related: tuple[RelativeModel, ...]
    sources: tuple[Name, ...]


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON schema of each file's lines into the folder, and return the paths."""
    paths = []
    for name, model in (("triples", TripleModel), ("documents", DocumentModel), ("concepts", ConceptModel)):
        path = folder / f"{name}.schema.json"
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema()
        path.write_text(json.dumps(schema, indent=1) + "\n", encoding="utf-8")
        paths.append(path)
    return paths
