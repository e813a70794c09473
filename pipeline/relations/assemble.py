"""Read a document by the rules: its sentences one by one, then who each claim is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.context.topic import Mention as Subject
from pipeline.context.topic import Topic, find_main
from pipeline.entities.mentions import find_mentions
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.assembly import Assembly, Place
from pipeline.relations.bare_lists import bare_list
from pipeline.relations.bare_uses import bare_uses, listed_uses
from pipeline.relations.claims import Claim
from pipeline.relations.find import find_claims
from pipeline.relations.induced import induced_effects
from pipeline.relations.lists import adverse_lists, announces_list
from pipeline.relations.reading import Reading
from pipeline.relations.stated import stated_effects
from pipeline.relations.subjects import find_subjects, resolve_subjects
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Polarity, RelationType

_ON_HARM: Final = frozenset({"adverse_reactions", "warnings", "overdose"})
"""Kinds of sections that tell what a drug does amiss."""


def read_claims(assembly: Assembly) -> list[tuple[Claim, Subject]]:
    """Fill an assembly's claims and mentions by the rules, and return each claim with the drug or class that
    it is about."""
    assembly.places = [_silence(*pair) for pair in zip(assembly.sentences, assembly.places, strict=True)]
    _read_sentences(assembly)
    find_subjects(assembly)
    main = find_main([s for entries in assembly.subjects.values() for s, _ in entries], assembly.doc_id)
    assembly.drug = main.name if main else None
    return resolve_subjects(assembly, Topic(main))


def _silence(sentence: Sentence, place: Place) -> Place:
    """Put a sentence that every label repeats ("Because clinical trials are conducted under widely …") among
    what says nothing of the drug."""
    text = " ".join(sentence.lower)
    phrases = load_words(__package__)["boilerplate_phrase"]
    return replace(place, section="boilerplate") if any(phrase in text for phrase in phrases) else place


def _read_sentences(assembly: Assembly) -> None:
    intro: Sentence | None = None
    for index, (sentence, place) in enumerate(zip(assembly.sentences, assembly.places, strict=True)):
        assembly.reading.append(sentence)
        assembly.mentions += find_mentions(sentence, index)
        if place.section == "boilerplate":
            continue
        if (
            place.block_kind == "item"
            and intro is not None
            and _read_item(assembly, intro, sentence, index, place)
        ):
            continue
        if place.block_kind != "item":
            intro = sentence if announces_list(sentence, place.block_kind == "heading") else None
        if place.block_kind == "heading":
            if place.section == "indications":
                assembly.claims += bare_uses(sentence, index, heading=True)
            continue
        _read_one(assembly, sentence, index, place)


def _read_item(assembly: Assembly, intro: Sentence, item: Sentence, index: int, place: Place) -> bool:
    """Read a list item behind the words that announce its list; True if they said something of it
    together."""
    head = [token for token in intro.tokens if token.text != ":" or token != intro.tokens[-1]]
    joined = Sentence([*head, *item.tokens], item.lexicon, item.extra)
    reading = Reading(joined, index, place.section)
    claims = [
        *find_claims(reading).claims,
        *adverse_lists(joined, index, reading.agents, open_end=len(head)),
        *induced_effects(joined, index),
    ]
    claims = [claim for claim in claims if claim.object_in == index and min(claim.object.tokens) >= len(head)]
    if not claims:
        return False
    assembly.reading[index] = joined
    assembly.claims += _deduplicated(claims)
    return True


def _read_one(assembly: Assembly, sentence: Sentence, index: int, place: Place) -> None:
    reading = Reading(sentence, index, place.section, _earlier(assembly, index), assembly.mentions)
    found = find_claims(reading)
    claims = list(found.claims)
    if place.section != "contraindications":
        claims += adverse_lists(sentence, index, reading.agents, adverse=place.section == "adverse_reactions")
        claims += induced_effects(sentence, index)
        claims += listed_uses(sentence, index, reading.agents)
        if place.section == "adverse_reactions" and not claims:
            claims += bare_list(sentence, index)
        if not claims and (place.section in _ON_HARM or _lists_go_on(assembly, index)):
            claims += stated_effects(sentence, index, reading.agents)
        if not claims and place.section == "indications":
            claims += bare_uses(sentence, index)
    assembly.claims += _deduplicated(claims)
    assembly.rejections += [(index, rejection) for rejection in found.rejections]


def _lists_go_on(assembly: Assembly, index: int) -> bool:
    """Whether the sentence before, in the same block, listed adverse effects."""
    if not index or assembly.places[index - 1].block != assembly.places[index].block:
        return False
    return any(claim.adverse for claim in assembly.claims if claim.sentence == index - 1)


def _earlier(assembly: Assembly, index: int) -> frozenset[str]:
    """Folded words of the objects of the claims of the sentence before, in the same block."""
    if not index or assembly.places[index - 1].block != assembly.places[index].block:
        return frozenset()
    claims = [claim for claim in assembly.claims if claim.sentence == index - 1]
    return frozenset(
        singular(word) for claim in claims for word in assembly.home(claim).words(claim.object.tokens)
    )


def _deduplicated(claims: Sequence[Claim]) -> list[Claim]:
    """Keep the first claim of each (relation, object, named subject); an affirmed one beside its own negation
    is dropped."""
    seen: dict[tuple[RelationType, tuple[int, ...], tuple[Phrase, ...]], Claim] = {}
    for claim in claims:
        key = (claim.relation, (claim.object_in, *claim.object.tokens), claim.agent.phrases)
        if key not in seen or (
            seen[key].polarity is Polarity.AFFIRMED and claim.polarity is Polarity.NEGATED
        ):
            seen[key] = claim
    return list(seen.values())
