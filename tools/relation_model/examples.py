"""Turn annotated texts into examples: the features of each candidate, and what is right for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.compose import Extractor
from pipeline.gold.schema import GoldDocument, GoldRelation, fold, index_names
from pipeline.read import read_file
from pipeline.relations.assembly import Assembly
from pipeline.scoring.candidates import Candidate, find_candidates, reading_of
from pipeline.scoring.combine import describe_rules
from pipeline.scoring.features import describe, group
from pipeline.scoring.judge import NONE
from pipeline.types import Fragment, Fragments
from pipeline.vocabulary import Certainty, Polarity
from tools.relation_model.labelled import UNKNOWN, LabelledText

GOLD: Final = "gold"
"""The source of what this repository's gold teaches."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a document: ``label`` is a relation, `NONE` or `UNKNOWN`; ``claimed`` the relations that
    the rules claim of it; ``source`` the corpus."""

    doc: str
    label: str
    polarity: str
    certainty: str
    text: tuple[str, ...]
    rules: tuple[str, ...]
    claimed: tuple[str, ...]
    source: str = GOLD


def read_examples(
    extractor: Extractor, documents: Iterable[GoldDocument], corpus: Path
) -> tuple[Example, ...]:
    """Return the examples of gold documents, in order."""
    return tuple(
        example
        for document in documents
        for example in _examples_of(extractor, document, read_file(corpus / document.doc).text)
    )


def _read_candidates(
    extractor: Extractor, text: str, doc: str
) -> Iterator[tuple[Assembly, Candidate, tuple[str, ...]]]:
    """Yield each candidate of a text with its features."""
    assembly, resolved = extractor.read(text, doc)
    candidates = list(find_candidates(assembly, resolved))
    for candidate, features in zip(candidates, describe(assembly, candidates), strict=True):
        yield assembly, candidate, tuple(features)


def _examples_of(extractor: Extractor, document: GoldDocument, text: str) -> Iterator[Example]:
    subjects = index_names({name: document.names_of(name) for name in _subjects(document)})
    for assembly, candidate, features in _read_candidates(extractor, text, document.doc):
        sentence = reading_of(assembly, candidate)
        fragments = sentence.fragments(candidate.phrase.tokens)
        head = sentence.tokens[candidate.phrase.head].idx
        name = fold(candidate.subject.name)
        meant = fold(subjects.get(name, name))
        about = [r for r in document.relations if fold(r.subject) == meant]
        said = _find_said(document, about, fragments, head)
        label = NONE if said is None else UNKNOWN if said.optional else said.relation.value
        yield Example(
            document.doc,
            label,
            (said.polarity if said else Polarity.AFFIRMED).value,
            (said.certainty if said else Certainty.ASSERTED).value,
            features,
            tuple(describe_rules(assembly, candidate)),
            _claimed(candidate),
        )


def read_labelled(extractor: Extractor, texts: Iterable[LabelledText]) -> tuple[Example, ...]:
    """Return the examples of texts of other corpora, in order, without pairs of which nothing is known."""
    return tuple(example for text in texts for example in _examples_of_labelled(extractor, text))


def _examples_of_labelled(extractor: Extractor, text: LabelledText) -> Iterator[Example]:
    for assembly, candidate, features in _read_candidates(extractor, text.text, text.id):
        label = _find_label(assembly, candidate, text)
        if label != UNKNOWN:
            yield Example(
                text.id,
                label,
                Polarity.AFFIRMED.value,
                Certainty.ASSERTED.value,
                features,
                tuple(describe_rules(assembly, candidate)),
                _claimed(candidate),
                text.source,
            )


def _find_label(assembly: Assembly, candidate: Candidate, text: LabelledText) -> str:
    """Return what is marked of a candidate: a relation, `NONE` or `UNKNOWN`."""
    sentence = reading_of(assembly, candidate)
    object_ = sentence.fragments(candidate.phrase.tokens)
    subject = sentence.fragments(candidate.named.tokens) if candidate.named is not None else ()
    for stated in text.stated:
        own = not stated.subject and candidate.subject.name == assembly.drug
        if _overlap(object_, [stated.object]) and (own or _overlap(subject, stated.subject)):
            return str(stated.label)
    meant = candidate.named is not None if text.names_subject else candidate.subject.name == assembly.drug
    return NONE if meant and group(candidate.kind.label) in text.complete else UNKNOWN


def _claimed(candidate: Candidate) -> tuple[str, ...]:
    """Return the relations that the rules claim between a candidate's subject and object."""
    name = candidate.subject.name
    return tuple(claim.relation.value for claim, subject in candidate.claims if subject.name == name)


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
