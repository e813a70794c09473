"""The gold set as spaCy's `DocBin`, a file for each split (`train.spacy` ...), without loss.

- `doc.ents`: the contiguous mentions, the longest where some overlap, for training an entity recogniser;
- `doc.spans["mentions"]`: every contiguous mention, `doc.spans["fragments"]`: the fragments of the others. A
  span's label is the mention's, its `kb_id_` the canonical name, its `id_` the entity's id, which fragments
  share;
- `doc.user_data`: `"header"` (what the markup's header holds, with the text's digest) and `"relations"`, in
  JSON as in the compiled file.

Tokens are those of spaCy's blank English, cut where a mention begins or ends inside one.
Source: https://spacy.io/api/docbin
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from pipeline.errors import GoldError
from pipeline.gold.schema import GoldDocument
from pipeline.gold.tokens import covered, cut_tokens
from pipeline.types import Fragment, surface

LAYERS = ("mentions", "fragments")
_BODY = ("entities", "relations")


def write_docbin(documents: Iterable[tuple[GoldDocument, str]], folder: Path) -> list[Path]:
    """Write the documents, each with its text, into one file a split; returns the files."""
    vocab = spacy.blank("en").vocab
    bins: dict[str, DocBin] = {}
    for document, text in documents:
        docs = bins.setdefault(document.split, DocBin(store_user_data=True))
        docs.add(to_doc(document, text, vocab))
    folder.mkdir(parents=True, exist_ok=True)
    for split, docs in bins.items():
        docs.to_disk(folder / f"{split}.spacy")
    return [folder / f"{split}.spacy" for split in sorted(bins)]


def to_doc(document: GoldDocument, text: str, vocab: Vocab) -> Doc:
    """Return a document as a spaCy Doc whose text is the document's, character for character."""
    tokens = cut_tokens(document, text)
    doc = Doc(
        vocab,
        words=[text[token.start : token.end] for token in tokens],
        spaces=[token.space for token in tokens],
        sent_starts=[token.begins for token in tokens],
    )
    layers: dict[str, list[Span]] = {layer: [] for layer in LAYERS}
    for entity in document.entities:
        layer = layers[LAYERS[len(entity.fragments) > 1]]
        for fragment in entity.fragments:
            first, last = covered(tokens, fragment)
            layer.append(Span(doc, first, last, entity.label, kb_id=entity.name, span_id=entity.id))
    for name, spans in layers.items():
        doc.spans[name] = spans
    doc.ents = filter_spans(layers["mentions"])
    data = document.model_dump(mode="json")
    doc.user_data["header"] = json.dumps({key: value for key, value in data.items() if key not in _BODY})
    doc.user_data["relations"] = json.dumps(data["relations"])
    return doc


def read_docbin(path: Path) -> list[tuple[GoldDocument, str]]:
    """Read a file back: its documents and their texts; GoldError where it is not one of ours."""
    try:
        docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("en").vocab))
        return [(_to_gold(doc), doc.text) for doc in docs]
    except (OSError, KeyError, ValueError) as error:
        raise GoldError(
            [f"{path}: expected a gold set as DocBin, got {error}; export the set again"]
        ) from error


def _to_gold(doc: Doc) -> GoldDocument:
    parts: dict[str, list[Span]] = {}
    for layer in LAYERS:
        for span in doc.spans[layer]:
            parts.setdefault(span.id_, []).append(span)
    entities = [_to_entity(doc.text, spans) for spans in parts.values()]
    entities.sort(key=lambda entity: (entity["fragments"], entity["label"]))
    data = {
        **json.loads(doc.user_data["header"]),
        "entities": entities,
        "relations": json.loads(doc.user_data["relations"]),
    }
    return GoldDocument.model_validate_json(json.dumps(data))


def _to_entity(text: str, spans: Sequence[Span]) -> dict[str, object]:
    fragments = sorted(Fragment(span.start_char, span.end_char) for span in spans)
    first = spans[0]
    return {
        "id": first.id_,
        "label": first.label_,
        "fragments": fragments,
        "text": surface(text, fragments),
        "name": first.kb_id_,
    }
