"""Trees as spaCy's training and scoring take them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from tools.training.syntax.trees import Tree, to_doc


def make_example(nlp: Language, document: Sequence[Tree]) -> Example:
    """Return an example of sentences whose bounds the pipeline knows."""
    reference = to_doc(document, nlp.vocab)
    predicted = Doc(
        nlp.vocab,
        words=[token.text for token in reference],
        spaces=[bool(token.whitespace_) for token in reference],
        sent_starts=[bool(token.is_sent_start) for token in reference],
    )
    return Example(predicted, reference)
