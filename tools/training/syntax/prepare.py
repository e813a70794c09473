"""All data of a training, from the folder of public corpora to files of trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import spacy
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.language import Language
from spacy.tokens import Doc

from tools.corpora.sources import check_sources
from tools.training.syntax import craft, genia, texts
from tools.training.syntax.retokenize import retokenize
from tools.training.syntax.silver import load_teacher, parse_texts
from tools.training.syntax.treebank import write_trees
from tools.training.syntax.trees import Tree


def prepare(data: Path, root: Path, out: Path, teacher: str) -> None:
    """Write the trees of each source to a folder; sources that are there are kept.

    Args:
        data: The folder of public corpora.
        root: The repository, whose `gold` and `corpus` give the train documents.
        out: Where to write, made if missing.
        teacher: The package that parses raw text.

    Raises:
        MonographError: If a public file is missing or not the recorded one.
    """
    check_sources(data, __package__)
    tokenizer = combined_rule_tokenizer(spacy.blank("en"))
    for name, read in _treebanks(data).items():
        _write_missing(out / f"{name}.spacy", partial(_agreeing, read, tokenizer))
    raw = _raw_texts(data, root)
    if any(not (out / f"{name}.spacy").exists() for name in raw):
        nlp = load_teacher(teacher)
        for name, read_texts in raw.items():
            _write_missing(out / f"{name}.spacy", partial(_parse, read_texts, nlp))


def _treebanks(data: Path) -> Mapping[str, Callable[[], Iterable[Tree]]]:
    return {
        "craft": lambda: map(craft.name_relatives, craft.read_craft(data, "train")),
        "craft-dev": partial(craft.read_craft, data, "dev"),
        "craft-test": partial(craft.read_craft, data, "test"),
        "genia": partial(genia.read_genia, data, "train"),
        "genia-dev": partial(genia.read_genia, data, "dev"),
        "genia-test": partial(genia.read_genia, data, "test"),
    }


def _raw_texts(data: Path, root: Path) -> Mapping[str, Callable[[], Iterable[str]]]:
    return {
        "corpus": partial(texts.read_corpus, root),
        "dailymed": partial(texts.read_dailymed, data),
        "onsides": partial(texts.read_onsides, data),
        "phee": partial(texts.read_phee, data),
        "drugprot": partial(texts.read_drugprot, data),
    }


def _write_missing(path: Path, make: Callable[[], Iterable[Tree]]) -> None:
    if not path.exists():
        write_trees(make(), path)


def _parse(read: Callable[[], Iterable[str]], teacher: Language) -> Iterator[Tree]:
    return parse_texts(read(), teacher)


def _agreeing(read: Callable[[], Iterable[Tree]], tokenizer: Callable[[str], Doc]) -> Iterator[Tree]:
    for tree in read():
        agreed = retokenize(tree, tokenizer)
        if agreed is not None:
            yield agreed
