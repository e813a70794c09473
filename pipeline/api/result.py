"""What a text says, as one value that other libraries can take over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pipeline.api.frames import Table, make_frame
from pipeline.errors import FormatError
from pipeline.export import document_line, triple_line
from pipeline.export.records import model_to_document, model_to_triple
from pipeline.export.schema import DocumentModel, TripleModel
from pipeline.types import Document, Entity, Relation, Section, Triple

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Result:
    """A document at mention level, and its triples.

    Args:
        document: Text, sections, and every mention of an entity or a relation.
        triples: What the document claims, each claim once, with all its evidence.
    """

    document: Document
    triples: tuple[Triple, ...]

    @property
    def doc_id(self) -> str:
        """The name of the document."""
        return self.document.doc_id

    @property
    def text(self) -> str:
        """The text that all offsets are characters of; "" where it is not at hand (see `read_run`)."""
        return self.document.text

    @property
    def title(self) -> str | None:
        """The title, None where the text has none."""
        return self.document.title

    @property
    def drug(self) -> str | None:
        """The canonical name of the drug that the document is about."""
        return self.document.drug

    @property
    def sections(self) -> tuple[Section, ...]:
        """The titled parts of the text."""
        return self.document.sections

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Every mention of an entity."""
        return self.document.entities

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Every mention of a relation; subject and object are ids of entities."""
        return self.document.relations

    def to_dict(self) -> dict[str, Any]:
        """Return plain values: `document` as in documents.jsonl, with its text; `triples` as in its file."""
        document = document_line(self.document) | {"text": self.text}
        return {"document": document, "triples": [triple_line(triple) for triple in self.triples]}

    def to_json(self, *, indent: int | None = None) -> str:
        """Return `to_dict` as JSON; the same text and version give the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Return the result that `to_json` wrote.

        Raises:
            FormatError: The text is something else.
        """
        try:
            data = json.loads(text)
            return cls._from_parts(data["document"], data["triples"])
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise FormatError(
                f"expected what Result.to_json wrote, found a fault: {error}; write the result again"
            ) from error

    @classmethod
    def _from_parts(cls, document: Mapping[str, Any], triples: list[Mapping[str, Any]]) -> Result:
        model = DocumentModel.model_validate_json(json.dumps(document))
        lines = (TripleModel.model_validate_json(json.dumps(line)) for line in triples)
        return cls(model_to_document(model, text=model.text or ""), tuple(map(model_to_triple, lines)))

    def to_pandas(self, table: Table = "triples") -> pd.DataFrame:
        """Return a data frame with one row a triple, entity or relation; None (NaN in numbers) is not known.

        Args:
            table: `triples`, `entities` or `relations`; the columns are in docs/python.md.
        """
        return make_frame([self.document], self.triples, table)

    def to_spacy(self) -> Doc:
        """Return a spaCy `Doc` of the text, cut by the pipeline's own tokenizer.

        `doc.ents` holds the entities that don't overlap (the longer one wins), `doc.spans["entities"]` all
        fragments of all entities, `doc.spans["triggers"]` the words that say a relation; `span.id_` is the id
        of the entity or relation, `span.kb_id_` the CURIE. `doc.user_data["monograph"]` is `to_dict()`. No
        extension is set, so the `Doc` survives bytes and `DocBin`.

        Raises:
            FormatError: The text is not at hand.
        """
        from pipeline.api.spacy_doc import make_doc  # noqa: PLC0415

        return make_doc(self.document, self.to_dict())
