"""Drugs and their adverse effects in single sentences: the ADE corpus, version 2 (Gurulingappa, 2012).

Nothing here is trained on it, and nothing of it may be: its licence is not stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.compose import Extractor
from pipeline.context.topic import Mention as Subject
from pipeline.entities.kinds import Kind
from pipeline.entities.lexicon import FINDING
from pipeline.entities.mentions import Mention
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.errors import MonographError
from pipeline.relations.assembly import Assembly
from pipeline.scoring.judge import Judge
from pipeline.types import Document, Fragment, Fragments, surface
from pipeline.vocabulary import Label, Polarity, RelationType
from tools.benchmarks.counts import Counts
from tools.benchmarks.pairs import locate

FILE: Final = "ade_v2/DRUG-AE.rel"

Names = tuple[str, str]
"""A drug and its effect, as the text writes them but for case."""


@dataclass(frozen=True, slots=True)
class AdeSentence:
    """A sentence, its abstract's id, and the pairs of drug and effect in it."""

    doc: str
    text: str
    pairs: frozenset[Names]


@dataclass(frozen=True, slots=True)
class Found:
    """A drug and an effect that were found related, as characters of the sentence."""

    drug: Fragments
    effect: Fragments


def read_ade(path: Path) -> Iterator[AdeSentence]:
    """Yield the sentences that tell of an adverse effect, in the order of the file.

    Raises:
        MonographError: A sentence lacks its drug or its effect.
    """
    pairs: dict[tuple[str, str], set[Names]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        doc, sentence, effect, _, _, drug, *_ = line.split("|")
        for name in (drug, effect):
            if name not in sentence:
                raise MonographError(f"{path}: {doc}: expected {name!r} in {sentence!r}; get the file anew")
        pairs.setdefault((doc, sentence), set()).add((drug.lower(), effect.lower()))
    for (doc, sentence), said in pairs.items():
        yield AdeSentence(doc, sentence, frozenset(said))


def judge_gold(extractor: Extractor, judge: Judge, sentence: AdeSentence) -> frozenset[Names]:
    """Return the gold drugs and effects of a sentence that the relation model relates.

    Args:
        extractor: What parts and parses the sentence.
        judge: The model alone, as `pipeline.scoring.judge.judge_by_model` gives it.
        sentence: The sentence.
    """
    read, _ = extractor.read(sentence.text, sentence.doc)
    gold = Assembly(sentence.doc, sentence.text, read.sentences, read.places, read.aliases)
    gold.reading = list(read.sentences)
    drugs = sorted({drug for drug, _ in sentence.pairs})
    gold.drug = drugs[0] if len(drugs) == 1 else None
    effects: dict[tuple[int, ...], str] = {}
    for index, part in enumerate(read.sentences):
        for drug in drugs:
            for phrase in _phrases(part, sentence.text, drug):
                gold.subjects.setdefault(index, []).append((Subject(drug, Label.DRUG, index, False), phrase))
        for effect in sorted({effect for _, effect in sentence.pairs}):
            for phrase in _phrases(part, sentence.text, effect):
                effects[index, *phrase.tokens] = effect
                gold.mentions.append(Mention(index, phrase, Kind(FINDING, None, "lexicon"), effect))
    return frozenset(
        (judged.subject.name, effects[judged.claim.sentence, *judged.claim.object.tokens])
        for judged in judge(gold, ())
        if judged.claim.relation is RelationType.CAUSES and judged.claim.polarity is Polarity.AFFIRMED
    )


def all_pairs(sentence: AdeSentence) -> frozenset[Names]:
    """Return every drug of a sentence with every effect.

    >>> sorted(all_pairs(AdeSentence("1", "", frozenset({("a", "x"), ("b", "y")}))))
    [('a', 'x'), ('a', 'y'), ('b', 'x'), ('b', 'y')]
    """
    return frozenset((drug, effect) for drug, _ in sentence.pairs for _, effect in sentence.pairs)


def _phrases(part: Sentence, text: str, name: str) -> Iterator[Phrase]:
    for place in find_places(text, name):
        if (phrase := locate(part, place.start, place.end)) is not None:
            yield phrase


def find_places(sentence: str, name: str) -> tuple[Fragment, ...]:
    """Return where a sentence holds a name, whatever its case.

    >>> find_places("Gout; gout.", "gout")
    (Fragment(start=0, end=4), Fragment(start=6, end=10))
    """
    lower = sentence.lower()
    starts = (at for at in range(len(lower)) if lower.startswith(name.lower(), at))
    return tuple(Fragment(start, start + len(name)) for start in starts)


def found_pairs(document: Document) -> frozenset[Found]:
    """Return what a document's affirmed `causes` relate, where the drug is named."""
    entities = {entity.id: entity for entity in document.entities}
    return frozenset(
        Found(entities[relation.subject].fragments, entities[relation.object].fragments)
        for relation in document.relations
        if relation.relation is RelationType.CAUSES
        and relation.polarity is Polarity.AFFIRMED
        and entities[relation.subject].fragments
    )


def count_strict(sentence: AdeSentence, found: Iterable[Found]) -> Counts:
    """Count pairs as right where both names are the gold's, but for case."""
    names = {
        (surface(sentence.text, pair.drug).lower(), surface(sentence.text, pair.effect).lower())
        for pair in found
    }
    return Counts.of(sentence.pairs, names)


def count_overlapping(sentence: AdeSentence, found: Iterable[Found]) -> Counts:
    """Count pairs as right where drug and effect share characters with a gold pair's; each counts once.

    >>> sentence = AdeSentence("1", "Xol gave bad rash.", frozenset({("xol", "bad rash")}))
    >>> count_overlapping(sentence, [Found((Fragment(0, 3),), (Fragment(13, 17),))])
    Counts(tp=1, fp=0, fn=0)
    """
    left = [[find_places(sentence.text, name) for name in pair] for pair in sorted(sentence.pairs)]
    right = wrong = 0
    for pair in sorted(found, key=lambda each: (each.drug, each.effect)):
        match = next((g for g in left if _overlap(g[0], pair.drug) and _overlap(g[1], pair.effect)), None)
        if match is None:
            wrong += 1
        else:
            right += 1
            left.remove(match)
    return Counts(right, wrong, len(left))


def _overlap(first: Fragments, second: Fragments) -> bool:
    return any(a.start < b.end and b.start < a.end for a in first for b in second)
