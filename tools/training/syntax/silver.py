"""Trees that the teacher gives to raw text, each drug name read as one that the teacher knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import spacy
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.text.component import KEY, Structure, iterate_sentences
from pipeline.text.flatten import flatten
from tools.training.syntax.names import load_drugs
from tools.training.syntax.trees import Tree, from_span

KNOWN = "aspirin"
"""What stands for every drug while the teacher reads: unknown names it takes for adjectives, and then
the verb behind for a noun."""
_SHORTEST, _LONGEST = 3, 60
_PARSING = ("tok2vec", "tagger", "parser")


def load_teacher(name: str) -> Language:
    """Return a parser's package or folder with the product's tokenizer."""
    nlp = spacy.load(name, exclude=["ner", "senter", "attribute_ruler", "lemmatizer"])
    nlp.tokenizer = combined_rule_tokenizer(nlp)
    return nlp


def parse_texts(texts: Iterable[str], teacher: Language) -> Iterator[Tree]:
    """Yield the sentences of texts as the teacher reads them, of 3 to 60 tokens."""
    drugs = frozenset(load_drugs())
    structure = Structure()
    for text in texts:
        doc = teacher.make_doc(flatten(text))
        doc.user_data[KEY] = {"text": text}
        doc = structure(doc)
        parsed = _with_known_names(doc, drugs)
        for name in _PARSING:
            parsed = teacher.get_pipe(name)(parsed)
        for start, end, _ in iterate_sentences(doc):
            if _SHORTEST <= end - start <= _LONGEST:
                tree = from_span(parsed[start:end])
                if tree is not None:
                    yield replace(tree, words=tuple(token.text for token in doc[start:end]))


def _with_known_names(doc: Doc, drugs: frozenset[str]) -> Doc:
    words = [_known_name(token.text) if token.lower_ in drugs else token.text for token in doc]
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        sent_starts=[bool(token.is_sent_start) for token in doc],
    )


def _known_name(word: str) -> str:
    return KNOWN if word.islower() else KNOWN.capitalize()
