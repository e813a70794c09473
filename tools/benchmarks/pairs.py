"""Candidates of the product's relation model made from gold mentions: every two of one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.compose import Extractor
from pipeline.context.topic import Mention as Subject
from pipeline.entities.kinds import Kind, classify_tokens
from pipeline.entities.mentions import Mention
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.assembly import Assembly
from pipeline.scoring.candidates import Candidate
from pipeline.vocabulary import TARGETS, Label
from tools.benchmarks.pair_features import PairTokens, describe_names, describe_pair, read_tokens
from tools.corpora.biocreative import CHEMICAL, Abstract, GoldEntity


@dataclass(frozen=True, slots=True)
class Pair:
    """A chemical and a protein of one sentence.

    Args:
        doc: The id of the abstract.
        chemical: The id of the chemical's mention.
        protein: The id of the protein's.
        names: Both names, in lower case.
        features: What a linear model sees of them.
        tokens: What a network sees of them.
        types: The types of relation that the gold has between them, in order.
    """

    doc: str
    chemical: str
    protein: str
    names: tuple[str, str]
    features: tuple[str, ...]
    tokens: PairTokens
    types: tuple[str, ...]


def read_pairs(extractor: Extractor, abstracts: Iterable[Abstract]) -> Iterator[Pair]:
    """Yield the pairs of abstracts, in order."""
    for abstract in abstracts:
        assembly = assemble_gold(extractor, abstract)
        words = {entity.id: abstract.text[entity.start : entity.end].lower() for entity in abstract.entities}
        types: dict[tuple[str, str], list[str]] = {}
        for name, first, second in sorted(abstract.relations):
            types.setdefault((first, second), []).append(name)
        for index in range(len(assembly.sentences)):
            for chemical, protein, named, candidate in _pairs_of(assembly, index, abstract.entities):
                names = words[chemical], words[protein]
                features = (*describe_names(*names), *describe_pair(assembly, candidate))
                said = tuple(types.get((chemical, protein), ()))
                tokens = read_tokens(assembly, candidate, named)
                yield Pair(abstract.id, chemical, protein, names, features, tokens, said)


def assemble_gold(extractor: Extractor, abstract: Abstract) -> Assembly:
    """Return the sentences of an abstract with the gold mentions in place of those that the product finds."""
    read, _ = extractor.read(abstract.text, abstract.id)
    gold = Assembly(abstract.id, abstract.text, read.sentences, read.places, read.aliases)
    gold.reading = list(read.sentences)
    for index, sentence in enumerate(read.sentences):
        for entity in abstract.entities:
            phrase = locate(sentence, entity.start, entity.end)
            if phrase is None:
                continue
            if entity.kind == CHEMICAL:
                subject = Subject(entity.id, Label.DRUG, index, False)
                gold.subjects.setdefault(index, []).append((subject, phrase))
            else:
                gold.mentions.append(Mention(index, phrase, _kind(sentence, phrase), entity.id))
    return gold


def _pairs_of(
    assembly: Assembly, index: int, entities: Sequence[GoldEntity]
) -> Iterator[tuple[str, str, Phrase, Candidate]]:
    """Yield both ids, the chemical's words and the candidate; two that share characters are no pair."""
    place = {entity.id: (entity.start, entity.end) for entity in entities}
    for subject, named in assembly.subjects.get(index, ()):
        start, end = place[subject.name]
        for mention in assembly.mentions_of(index):
            other_start, other_end = place[mention.head]
            if end <= other_start or other_end <= start:
                candidate = Candidate(index, subject, named, mention.phrase, mention.kind)
                yield subject.name, mention.head, named, candidate


def locate(sentence: Sentence, start: int, end: int) -> Phrase | None:
    """Return the words of a sentence that share characters with a span of the text, None if none do."""
    tokens = tuple(
        position
        for position, token in enumerate(sentence.tokens)
        if token.idx < end and token.idx + len(token) > start
    )
    if not tokens:
        return None
    inside = {sentence.tokens[position].i for position in tokens}
    heads = (p for p in reversed(tokens) if sentence.tokens[p].head.i not in inside or _is_root(sentence, p))
    return Phrase(tokens, next(heads, tokens[-1]))


def _is_root(sentence: Sentence, position: int) -> bool:
    return sentence.tokens[position].head == sentence.tokens[position]


def _kind(sentence: Sentence, phrase: Phrase) -> Kind:
    """Return the kind of target that the product takes a protein for."""
    kind = classify_tokens(sentence, phrase.tokens, phrase.head)
    return kind if kind.label in TARGETS else Kind(Label.OTHER_TARGET, None, "gold")
