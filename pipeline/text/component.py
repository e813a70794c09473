"""The component that finds blocks, sections and sentences before the parser runs, so that the parser keeps to
them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any, Final, cast

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.read.source import GivenSection
from pipeline.text.blocks import split_blocks
from pipeline.text.given import mark_headings
from pipeline.text.sections import find_sections
from pipeline.text.sentences import split_sentences

KEY: Final = "monograph"
"""Where a `Doc` keeps what the components found: plain dicts and lists under ``doc.user_data[KEY]``."""


class Structure:
    """Sets sentence starts and writes blocks, sections and sentences as plain lists.

    ``doc.user_data["monograph"]`` gets ``sections`` (title, kind, start, end in characters), ``blocks``
    (kind, start, end) and ``sentences`` (start, end in tokens; block number). The original text, with its
    line breaks, is read from ``doc.user_data["monograph"]["text"]`` where the caller put it (same length as
    ``doc.text``), else from the doc; the sections that its format states (title, kind, start, end) from
    ``["given"]``.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the structure of a doc, write it there and return the doc."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> dict[str, Any]:
        """Return the structure of a doc without changing it."""
        flat = doc.text
        text = doc.user_data.get(KEY, {}).get("text", flat)
        given = [GivenSection(*entry) for entry in doc.user_data.get(KEY, {}).get("given", ())]
        blocks = mark_headings(text, split_blocks(text), given)
        sections = find_sections(text, blocks, given)
        sentences = []
        starts = [token.idx for token in doc]
        ends = [token.idx + len(token) for token in doc]
        position = 0
        for number, block in enumerate(blocks):
            for start, end in split_sentences(flat, block):
                position = max(position, bisect_right(ends, start))
                first = position
                position = max(position, bisect_left(starts, end))
                while first < position and doc[first].is_space:
                    first += 1
                if position > first:
                    sentences.append([first, position, number])
        return {
            "sections": [[s.title, s.kind, s.start, s.end] for s in sections],
            "blocks": [[str(b.kind), b.start, b.end] for b in blocks],
            "sentences": sentences,
        }

    def set_annotations(self, doc: Doc, structure: dict[str, Any]) -> None:
        """Write a structure to a doc: sentence starts, and the lists under `KEY`."""
        starts = {start for start, _, _ in structure["sentences"]} | {0}
        ends = {end for _, end, _ in structure["sentences"]}
        marks = [1 if position in starts or position in ends else -1 for position in range(len(doc))]
        if marks:
            column = np.array(marks, dtype="int32").astype("uint64").reshape(-1, 1)
            doc.from_array([SENT_START], cast(Any, column))
        doc.user_data[KEY] = {**doc.user_data.get(KEY, {}), **structure}


@Language.factory("monograph_structure", assigns=["token.is_sent_start"])
def make_structure(nlp: Language, name: str) -> Structure:
    """Create the structure component."""
    return Structure()


def flat_text(doc: Doc) -> str:
    """Return a doc's text, kept with the doc because spaCy builds it anew at each call."""
    kept = doc.user_data.setdefault(KEY, {})
    if "flat" not in kept:
        kept["flat"] = doc.text
    return str(kept["flat"])


def iterate_sentences(doc: Doc) -> Iterable[tuple[int, int, int]]:
    """Yield (first token, token after the last, block number) of each sentence."""
    yield from (tuple(entry) for entry in doc.user_data[KEY]["sentences"])
