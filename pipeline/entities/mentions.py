"""Name the drugs and classes of a sentence, and the other entities that stand in it whether or not a relation
needs them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.entities.hits import Hit
from pipeline.entities.items import parse_items
from pipeline.entities.kinds import CODE_NAME, Kind, classify, classify_tokens, names_isomer
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.phrases import Phrase, Sentence, chunk_at, determiners
from pipeline.entities.separators import pass_separator
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS, Label

_KEPT: Final = frozenset({*TARGETS, Label.DRUG, Label.DRUG_CLASS, Label.PROCESS, Label.CONDITION, FINDING})
_NAMED: Final = _KEPT - {Label.PROCESS}
"""What a name alone tells of, also where no noun phrase was read around it."""
_MEANS: Final = frozenset({Label.DRUG, Label.DRUG_CLASS})
_PREFIX: Final = re.compile(r"[A-Z]{2,4}")
_NUMBER: Final = re.compile(r"\d{4,6}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of a sentence and its kind; ``head`` is its head noun, folded, in the singular.

    ``aside`` marks what is named beside the sentence's own phrases, in brackets or within another name: the
    sentence does not speak about it.
    """

    sentence: int
    phrase: Phrase
    kind: Kind
    head: str
    aside: bool = False


def find_mentions(sentence: Sentence, index: int) -> tuple[Mention, ...]:
    """Return the entities of a sentence, left to right; lists are resolved into their items.

    Names that stand in no noun phrase that was kept (an abbreviation in brackets, a brand behind "sold as")
    are mentions too, and so is the target of a class named after it ("a DPP-4 inhibitor").
    """
    mentions: list[Mention] = []
    at = 0
    while at < len(sentence):
        phrase, _ = chunk_at(sentence, at, len(sentence))
        if phrase is None:
            at += 1
            continue
        items = parse_items(sentence, at, len(sentence))
        phrases: Sequence[Phrase] = items.phrases or (phrase,)
        for each in phrases:
            mentions += _of_phrase(sentence, index, each)
        at = max(items.end, at + 1)
    covered = {position for mention in mentions for position in mention.phrase.tokens}
    mentions += [
        _of_hit(sentence, index, hit, aside=True)
        for hit in sentence.hits
        if hit.entry.label in _NAMED and covered.isdisjoint(range(hit.start, hit.end))
    ]
    mentions += _listed_among_drugs(sentence, index, mentions)
    mentions += _code_names(sentence, index, covered)
    return tuple(sorted(mentions, key=lambda mention: mention.phrase.tokens[0]))


def _of_phrase(sentence: Sentence, index: int, phrase: Phrase) -> list[Mention]:
    kind = classify(sentence, phrase)
    if singular(sentence.lower[phrase.head]) in load_words(__package__)["passing"]:
        named = _acted_on(sentence, index, phrase)
        if named:
            return named
    if kind.label == Label.DRUG and kind.by == "lexicon head":
        hit = sentence.hit_at(phrase.head)
        if hit is not None and hit.entry.label == Label.DRUG and hit.end == phrase.head + 1:
            return [_of_hit(sentence, index, hit)]
    if kind.label in _KEPT and not phrase.bare:
        mention = Mention(index, phrase, kind, _head(sentence, phrase.head))
        return [mention, *_target_of_class(sentence, mention), *_borne(sentence, mention)]
    return [
        _of_hit(sentence, index, hit)
        for hit in sentence.hits
        if hit.entry.label in _KEPT and set(range(hit.start, hit.end)) <= set(phrase.tokens)
    ]


def _listed_among_drugs(sentence: Sentence, index: int, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the substances of the body that are listed beside a drug or given, and so are drugs ("metformin
    or insulin", "also take insulin")."""
    drugs = {p for mention in mentions if mention.kind.label in _MEANS for p in mention.phrase.tokens}
    lists = load_words(__package__)
    for hit in sentence.hits:
        before, after = hit.start - 1, hit.end
        while before > 0 and sentence.lower[before] in determiners():
            before -= 1
        given = before >= 0 and sentence.lower[before] in lists["supply"]
        if given and sentence.lower[before] == "with" and before > 0:
            given = sentence.lower[before - 1] not in lists["bind"]
        if hit.entry.label == MEDIATOR and (
            (given and _stands_alone(sentence, hit))
            or (pass_separator(sentence, before, hit.start) == before + 1 and before - 1 in drugs)
            or pass_separator(sentence, after, len(sentence)) in drugs
        ):
            tokens = range(hit.start, hit.end)
            entries = sentence.lexicon.get(sentence.words(tokens), sentence.text(tokens))
            drug = next((entry for entry in entries if entry.label == Label.DRUG), None)
            if drug is not None:
                yield _of_hit(sentence, index, replace(hit, entry=drug), aside=True)


def _stands_alone(sentence: Sentence, hit: Hit) -> bool:
    """Whether no noun follows that the name is only a part of ("with insulin resistance")."""
    return hit.end == len(sentence) or sentence.tokens[hit.end].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")


def _code_names(sentence: Sentence, index: int, covered: Container[int]) -> Iterator[Mention]:
    """Yield what has the shape of a drug's name outside of the phrases read so far: code names, also those in
    two words ("NSC 125973"), and names with a configuration before them."""
    for position, token in enumerate(sentence.tokens):
        if position in covered:
            continue
        number = sentence.tokens[position + 1].text if position + 1 < len(sentence) else ""
        parted = (
            _PREFIX.fullmatch(token.text) is not None
            and _NUMBER.fullmatch(number) is not None
            and token.lower_ not in load_words(__package__)["laboratory"]
        )
        before = sentence.lower[position - 1].strip(".") if position else ""
        coded = "-" in token.text and CODE_NAME.match(token.text) and before not in ("no", "number", "")
        if parted or coded or names_isomer(sentence, token.text):
            tokens = (position, position + 1) if parted else (position,)
            kind = Kind(Label.DRUG, None, "code_name")
            yield Mention(index, Phrase(tokens, tokens[-1]), kind, token.lower_, aside=True)


def _acted_on(sentence: Sentence, index: int, phrase: Phrase) -> list[Mention]:
    """Return the drugs, classes and targets that an action or use is one of ("inhibition of MAO")."""
    if phrase.inner is not None:
        return [
            mention
            for mention in _of_phrase(sentence, index, phrase.inner)
            if mention.kind.label in _MEANS | TARGETS
        ]
    return list(_target_before_head(sentence, index, phrase))


def _of_hit(sentence: Sentence, index: int, hit: Hit, *, aside: bool = False) -> Mention:
    phrase = Phrase(tuple(range(hit.start, hit.end)), hit.end - 1)
    kind = Kind(hit.entry.label, hit.entry, "lexicon")
    return Mention(index, phrase, kind, _head(sentence, hit.end - 1), aside)


def _borne(sentence: Sentence, mention: Mention) -> list[Mention]:
    """Return the drug or class that a complaint is about ("hypersensitivity to azoles")."""
    if mention.kind.label != FINDING or mention.phrase.inner is None:
        return []
    inner = _of_phrase(sentence, mention.sentence, mention.phrase.inner)
    return [replace(each, aside=True) for each in inner if each.kind.label in _MEANS]


def _target_of_class(sentence: Sentence, mention: Mention) -> Iterator[Mention]:
    """Yield what one drug of a class acts on; the plural but names the class ("DPP-4 inhibitors")."""
    names_agent = sentence.lower[mention.phrase.head] in load_words(__package__)["agent_noun"]
    if mention.kind.label == Label.DRUG_CLASS and names_agent:
        yield from _target_before_head(sentence, mention.sentence, mention.phrase, aside=True)


def _target_before_head(
    sentence: Sentence, index: int, phrase: Phrase, *, aside: bool = False
) -> Iterator[Mention]:
    """Yield the target that the words before a phrase's head name."""
    before = tuple(position for position in phrase.tokens if position < phrase.head)
    if not before:
        return
    kind = classify_tokens(sentence, before, before[-1])
    if kind.label in TARGETS and kind.by != "shape":
        yield Mention(index, Phrase(before, before[-1]), kind, _head(sentence, before[-1]), aside)


def _head(sentence: Sentence, position: int) -> str:
    words = sentence.words((position,))
    return singular(words[-1]) if words else ""
