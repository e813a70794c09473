"""Figures of a pipeline over treebank sentences whose tokens and bounds are given."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language

from tools.training.syntax.examples import make_example
from tools.training.syntax.model import TRAINED, trainable
from tools.training.syntax.trees import Tree

_BATCH = 128


def score(nlp: Language, trees: Sequence[Tree]) -> dict[str, float]:
    """Return tag accuracy, unlabelled and labelled attachment (punctuation left out, as spaCy does)."""
    examples = [make_example(nlp, [tree]) for tree in trees]
    for first in range(0, len(examples), _BATCH):
        docs = [example.predicted for example in examples[first : first + _BATCH]]
        for name in TRAINED:
            docs = list(trainable(nlp, name).pipe(docs, batch_size=_BATCH))
    scores = trainable(nlp, "tagger").score(examples) | trainable(nlp, "parser").score(examples)
    words = sum(len(tree) for tree in trees)
    return {
        "sentences": len(trees),
        "words": words,
        "tag_accuracy": round(100 * scores["tag_acc"], 2),
        "uas": round(100 * scores["dep_uas"], 2),
        "las": round(100 * scores["dep_las"], 2),
    }
