"""The parser on the test parts of CRAFT and GENIA, as `tools.training.syntax` scores it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import spacy
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.language import Language

from pipeline.compose import DEFAULT_PARSER
from pipeline.models import models_folder
from tools.benchmarks.outcome import Figure, Outcome, Published
from tools.corpora.sources import check_sources
from tools.training.syntax.craft import ARCHIVE, read_craft
from tools.training.syntax.evaluate import score
from tools.training.syntax.genia import read_genia
from tools.training.syntax.retokenize import retokenize
from tools.training.syntax.trees import Tree

FILES: Final = (ARCHIVE, "craft/articles/ids/craft-ids-test.txt", "genia/sd/test.sd.conllx.gz")

_OTHER: Final = "GENIA in another conversion, with general English; not the same sentences"


def run_treebanks(data: Path) -> Outcome:
    """Score tags and arcs on given sentences and tokens."""
    check_sources(data, __package__ or "", FILES)
    nlp = spacy.load(models_folder() / DEFAULT_PARSER)
    nlp.tokenizer = combined_rule_tokenizer(nlp)
    figures: list[Figure] = []
    size: dict[str, int] = {}
    for name, trees in (("CRAFT", read_craft(data, "test")), ("GENIA", read_genia(data, "test"))):
        scores = score(nlp, _agreeing(trees, nlp))
        size[f"{name} sentences"] = int(scores["sentences"])
        for key, shown in (("las", "LAS"), ("uas", "UAS"), ("tag_accuracy", "tags")):
            figures.append(Figure(name=f"{name}, {shown}", value=scores[key]))
    return Outcome(
        title="Treebanks, parser",
        part="test",
        setting="sentences and tokens given; trained on the training parts of both",
        size=size,
        figures=tuple(figures),
        published=(
            Published(value=87.15, who="scispaCy en_core_sci_sm, LAS", setting=_OTHER),
            Published(value=88.16, who="scispaCy en_core_sci_md, LAS", setting=_OTHER),
        ),
        notes=("CRAFT calls relative pronouns `dep`; the parser names their role, for half a point less.",),
    )


def _agreeing(trees: Iterable[Tree], nlp: Language) -> list[Tree]:
    """Return the trees in the tokenizer's words, without those that it cuts elsewhere."""
    agreed = (retokenize(tree, nlp.tokenizer) for tree in trees)
    return [tree for tree in agreed if tree is not None]
