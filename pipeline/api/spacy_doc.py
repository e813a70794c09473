"""A document as a spaCy `Doc`: the text exact, its tokens those that the pipeline reads."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import spacy
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.errors import FormatError
from pipeline.text.component import KEY, Structure
from pipeline.text.flatten import flatten
from pipeline.text.tokenizer import make_tokenizer
from pipeline.types import Document, Fragments


def make_doc(document: Document, data: Mapping[str, Any]) -> Doc:
    """Return a `Doc` of the document's text with its sentences, entities and triggers.

    Args:
        document: What was read.
        data: Plain values to keep under `doc.user_data["monograph"]`.

    Raises:
        FormatError: The document has no text.
    """
    if not document.text and document.entities:
        raise FormatError(
            f"{document.doc_id}: expected the text of the document, found its digest only; "
            "name the folder that the run read: read_run(FOLDER, corpus=FOLDER)"
        )
    flat = _tokenizer()(flatten(document.text))
    doc = _restore_text(flat, document.text)
    _set_sentences(doc, flat, document.text)
    entities = [
        span
        for entity in document.entities
        for span in _spans(doc, entity.fragments, entity.label, entity.id, entity.concept or "")
    ]
    doc.spans["entities"] = entities
    doc.spans["triggers"] = [
        span
        for relation in document.relations
        for span in _spans(doc, relation.trigger, relation.relation, relation.id, "")
    ]
    doc.set_ents(filter_spans(entities))
    doc.user_data[KEY] = dict(data)
    return doc


@cache
def _tokenizer() -> Callable[[str], Doc]:
    """Return the tokenizer that `compose.build` gives the pipeline; it needs no model."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Possible set union", category=FutureWarning)
        tokenizer: Callable[[str], Doc] = make_tokenizer(spacy.blank("en"))
    return tokenizer


def _restore_text(flat: Doc, text: str) -> Doc:
    """Return the same tokens over the text as it is: a break that was flattened is a token of its own."""
    words: list[str] = []
    spaces: list[bool] = []
    for token in flat:
        end = token.idx + len(token)
        after = text[end : end + len(token.whitespace_)]
        words.append(text[token.idx : end])
        spaces.append(after == " ")
        if after.strip(" "):
            words.append(after)
            spaces.append(False)
    return Doc(flat.vocab, words=words, spaces=spaces)


def _set_sentences(doc: Doc, flat: Doc, text: str) -> None:
    flat.user_data[KEY] = {"text": text}
    starts = {flat[first].idx for first, _, _ in Structure().predict(flat)["sentences"]}
    for token in doc:
        token.is_sent_start = token.idx in starts


def _spans(doc: Doc, fragments: Fragments, label: str, span_id: str, concept: str) -> Iterable[Span]:
    for start, end in fragments:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            yield Span(doc, span.start, span.end, label=label, kb_id=concept, span_id=span_id)
