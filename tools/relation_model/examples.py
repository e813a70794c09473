"""Turn gold documents into examples: the features of each candidate, and what is right for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.compose import Extractor
from pipeline.gold.schema import GoldDocument, GoldRelation, fold, index_names
from pipeline.read import read_file
from pipeline.scoring.candidates import find_candidates, reading_of
from pipeline.scoring.combine import describe_rules
from pipeline.scoring.features import describe
from pipeline.scoring.judge import NONE
from pipeline.types import Fragment, Fragments
from pipeline.vocabulary import Certainty, Polarity

UNKNOWN: Final = "unknown"
"""The label of a candidate that the gold leaves open (an optional relation): nothing is learned from it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a document: ``label`` is a relation, `NONE` or `UNKNOWN`; ``claimed`` the relations that
    the rules claim of it."""

    doc: str
    label: str
    polarity: str
    certainty: str
    text: tuple[str, ...]
    rules: tuple[str, ...]
    claimed: tuple[str, ...]


def read_examples(
    extractor: Extractor, documents: Iterable[GoldDocument], corpus: Path
) -> tuple[Example, ...]:
    """Return the examples of gold documents, in order."""
    return tuple(
        example
        for document in documents
        for example in _examples_of(extractor, document, read_file(corpus / document.doc).text)
    )


def _examples_of(extractor: Extractor, document: GoldDocument, text: str) -> Iterator[Example]:
    assembly, resolved = extractor.read(text, document.doc)
    candidates = list(find_candidates(assembly, resolved))
    subjects = index_names({name: document.names_of(name) for name in _subjects(document)})
    for candidate, features in zip(candidates, describe(assembly, candidates), strict=True):
        sentence = reading_of(assembly, candidate)
        fragments = sentence.fragments(candidate.phrase.tokens)
        head = sentence.tokens[candidate.phrase.head].idx
        name = fold(candidate.subject.name)
        meant = fold(subjects.get(name, name))
        about = [r for r in document.relations if fold(r.subject) == meant]
        said = _find_said(document, about, fragments, head)
        label = NONE if said is None else UNKNOWN if said.optional else said.relation.value
        mine = [claim for claim, subject in candidate.claims if subject.name == candidate.subject.name]
        yield Example(
            document.doc,
            label,
            (said.polarity if said else Polarity.AFFIRMED).value,
            (said.certainty if said else Certainty.ASSERTED).value,
            tuple(features),
            tuple(describe_rules(assembly, candidate)),
            tuple(claim.relation.value for claim in mine),
        )


def _subjects(document: GoldDocument) -> set[str]:
    return {relation.subject for relation in document.relations} | {document.drug}


def _find_said(
    document: GoldDocument, relations: Sequence[GoldRelation], fragments: Fragments, head: int
) -> GoldRelation | None:
    """Return the relation whose object covers most of the fragments, their head above all."""
    best: tuple[float, GoldRelation] | None = None
    for relation in relations:
        place = document.entity(relation.object).fragments
        shared = _overlap(fragments, place)
        if not shared:
            continue
        score = shared + 1000 * any(start <= head < end for start, end in place)
        if best is None or score > best[0]:
            best = score, relation
    return best[1] if best else None


def _overlap(first: Sequence[Fragment], second: Sequence[Fragment]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
