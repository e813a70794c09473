"""The pipeline before its training and as it is shipped."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final, cast

import spacy
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.language import Language
from spacy.pipeline import TrainablePipe

from tools.training.syntax.examples import make_example
from tools.training.syntax.settings import Settings
from tools.training.syntax.trees import Tree

TRAINED = ("tok2vec", "tagger", "parser")
"""The components whose weights are trained, in order."""
_ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
_LICENCES = ("LICENSE", "LICENSES_SOURCES")
_SHAPE: Final = Tree(
    ("It", "helps", "."), (True, False, False), ("PRP", "VBZ", "."), (1, 1, 1), ("nsubj", "ROOT", "punct")
)
"""A sentence from which components without weights infer the sizes of their layers."""
_META: Final = {
    "name": "monograph",
    "version": "0.1.0",
    "description": "Tags, trees and lemmas of English texts about drugs, on CPU",
    "author": "Monograph",
    "email": "",
    "url": "",
    "license": "MIT",
    "sources": [
        {"name": "CRAFT 5.0", "license": "CC BY 3.0", "url": "https://github.com/UCDenver-ccp/CRAFT"},
        {"name": "GENIA treebank", "license": "CC BY 3.0"},
        {"name": "en_core_web_sm (first weights, rules, lemma tables of WordNet 3.0)", "license": "MIT"},
    ],
    "performance": {},
}


def make_pipeline(settings: Settings) -> Language:
    """Return the teacher's rules with components to train: its own weights or none, as the settings say."""
    nlp = spacy.load(settings.teacher, exclude=["ner", "senter"])
    nlp.tokenizer = combined_rule_tokenizer(nlp)
    if settings.start == "none":
        _replace_weights(nlp, settings)
    return nlp


def ship(trained: Language, settings: Settings) -> Language:
    """Return a fresh pipeline with the trained weights: its vocabulary holds no word of the training data."""
    fresh = make_pipeline(settings)
    for name in TRAINED:
        trainable(fresh, name).model.from_bytes(trainable(trained, name).model.to_bytes())
    fresh.meta.update(_META)
    fresh.config["initialize"]["components"].clear()
    return fresh


def save(nlp: Language, folder: Path) -> None:
    """Write a pipeline that `ship` returned to a folder, with the licences of what it took over."""
    nlp.to_disk(folder)
    for name in _LICENCES:
        if (nlp.path / name).is_file():
            shutil.copyfile(nlp.path / name, folder / name)


def trainable(nlp: Language, name: str) -> TrainablePipe:
    """Return a component that has weights."""
    return cast(TrainablePipe, nlp.get_pipe(name))


def _replace_weights(nlp: Language, settings: Settings) -> None:
    """Put components without weights in the place of the teacher's, with the teacher's labels."""
    labels: dict[str, Any] = {name: trainable(nlp, name).label_data for name in ("tagger", "parser")}
    for name in reversed(TRAINED):
        nlp.remove_pipe(name)
    nlp.add_pipe("tok2vec", first=True, config={"model": _tok2vec(settings)})
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": settings.width,
        "upstream": "tok2vec",
    }
    nlp.add_pipe(
        "tagger",
        after="tok2vec",
        config={"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": listener}},
    )
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": settings.hidden_width,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    nlp.add_pipe("parser", after="tagger", config={"model": parser})
    examples = [make_example(nlp, [_SHAPE])]
    trainable(nlp, "tok2vec").initialize(lambda: examples, nlp=nlp)
    for name, known in labels.items():
        trainable(nlp, name).initialize(lambda: examples, nlp=nlp, labels=known)


def _tok2vec(settings: Settings) -> dict[str, object]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": settings.width,
            "attrs": _ATTRIBUTES,
            "rows": list(settings.rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": settings.width,
            "depth": settings.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
