"""`concepts.jsonl`: every concept that a run's entities are linked to, with its names and identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import jsonlines

from pipeline.concepts import Concept, load_base
from pipeline.export.lines import dump_line
from pipeline.export.schema import ConceptModel, RelativeModel
from pipeline.linking.collect import collect_concepts


def concept_line(concept: Concept) -> dict[str, object]:
    """Return a concept as it stands in `concepts.jsonl`.

    Raises:
        ValueError: The concept has no id.
    """
    if concept.id is None:
        raise ValueError(f"{concept.name}: expected a concept with an id, found none")
    return ConceptModel(
        id=concept.id,
        name=concept.name,
        label=concept.label,
        synonyms=concept.synonyms,
        xrefs=concept.xrefs,
        related=tuple(
            RelativeModel(kind=kind, id=identifier, name=name) for kind, identifier, name in concept.related
        ),
        sources=concept.sources,
    ).model_dump(mode="json")


def write_concepts(ids: Iterable[str], stream: TextIO) -> int:
    """Write the concepts of the ids and their relatives, one a line, sorted by id; return how many.

    Raises:
        FormatError: The concept base of this package is missing or has another format.
    """
    concepts = collect_concepts(ids, load_base())
    with jsonlines.Writer(stream, dumps=dump_line) as writer:
        writer.write_all(map(concept_line, concepts))
    return len(concepts)
