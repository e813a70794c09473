"""What the page holds of a run, as plain lists and dictionaries for JSON.

Ranges are flat lists (start, end, start, end ...) in UTF-16 code units of the document's text. Where that
text is not at hand, they are in the evidence's own sentence, which then comes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pipeline.export import Run
from pipeline.text.blocks import split_blocks
from pipeline.types import Document, Entity, Evidence, Fragment, Fragments, Section, Triple
from pipeline.view.offsets import Utf16Offsets
from pipeline.vocabulary import TARGETS, Label, RelationType

Json = dict[str, Any]

_BREAK: Final = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")


def build_payload(run: Run) -> Json:
    """Return all of a run that the page shows.

    Raises:
        FormatError: A file of the run is missing or broken, or a text is not the one that the run read.
        ReadError: A text of the corpus can't be read.
    """
    documents: list[Json] = []
    triples: list[Json] = []
    for document, claims in run.claims():
        first = {triple.id: len(triples) + number for number, triple in enumerate(claims)}
        triples.extend(_triple(triple, document, len(documents), first) for triple in claims)
        documents.append(_document(document))
    return {
        "version": run.version(),
        "labels": [label.value for label in Label],
        "targets": [label.value for label in Label if label in TARGETS],
        "relations": [relation.value for relation in RelationType],
        "documents": documents,
        "triples": triples,
    }


def _document(document: Document) -> Json:
    offsets = Utf16Offsets(document.text)
    return {
        "id": document.doc_id,
        "title": document.title,
        "drug": document.drug,
        "text": _join_lines(document.text) or None,
        "sections": [
            {"title": section.title, "start": offsets.at(section.start)} for section in document.sections
        ],
        "entities": [_entity(entity, offsets) for entity in document.entities] if document.text else [],
        "mentions": len(document.entities),
    }


def _join_lines(text: str) -> str:
    """Return the text, as long as before, with a space for each line break that only wraps a paragraph."""
    parts, end = [], 0
    for block in split_blocks(text):
        parts += [text[end : block.start], _BREAK.sub(" ", text[block.start : block.end])]
        end = block.end
    return "".join([*parts, text[end:]])


def _entity(entity: Entity, offsets: Utf16Offsets) -> Json:
    return {
        "label": entity.label,
        "name": entity.name,
        "concept": entity.concept,
        "at": offsets.flat(entity.fragments),
    }


def _triple(triple: Triple, document: Document, number: int, index: dict[str, int]) -> Json:
    """Return a triple; `document` and `via` are places in the lists of documents and triples."""
    sides = {
        side: {"name": argument.name, "label": argument.label, "text": argument.text, "id": argument.id}
        for side, argument in (("subject", triple.subject), ("object", triple.object))
    }
    return {
        "id": triple.id,
        "document": number,
        **sides,
        "relation": triple.relation,
        "polarity": triple.polarity,
        "certainty": triple.certainty,
        "effect": triple.effect_kind,
        "confidence": triple.confidence,
        "via": [index[cause] for cause in triple.via if cause in index],
        "evidence": [_evidence(evidence, document) for evidence in triple.evidence],
    }


def _evidence(evidence: Evidence, document: Document) -> Json:
    base, text = (0, document.text) if document.text else (evidence.sentence.start, evidence.text)
    offsets = Utf16Offsets(text)
    parts = {
        "sentence": (evidence.sentence,),
        "subject": evidence.subject,
        "trigger": evidence.trigger,
        "object": evidence.object,
    }
    section = _section_at(document.sections, evidence.sentence.start)
    return {
        "section": evidence.section,
        "kind": section.kind if section else None,
        "text": None if document.text else evidence.text,
        "by": list(evidence.found_by),
        "against": list(evidence.contradicted_by),
        **{name: offsets.flat(_within(found, base, len(text))) for name, found in parts.items()},
    }


def _within(fragments: Iterable[Fragment], base: int, length: int) -> Fragments:
    """Return the fragments counted from `base`, without those that lie outside of the text."""
    moved = (Fragment(start - base, end - base) for start, end in fragments)
    return tuple(fragment for fragment in moved if 0 <= fragment.start < fragment.end <= length)


def _section_at(sections: Sequence[Section], offset: int) -> Section | None:
    """Return the innermost section that holds the character."""
    return next((part for part in reversed(sections) if part.start <= offset < part.end), None)
