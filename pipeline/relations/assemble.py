"""Put a document together: read each sentence, follow the topic, and turn claims into entities and
relations."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.context.topic import Topic, find_main
from pipeline.entities.mentions import find_mentions
from pipeline.entities.phrases import Sentence
from pipeline.relations.assembly import Assembly, Place
from pipeline.relations.bare_lists import bare_list
from pipeline.relations.build import build_relations
from pipeline.relations.claims import Claim
from pipeline.relations.find import find_claims
from pipeline.relations.lists import adverse_lists, announces_list
from pipeline.relations.reading import Reading
from pipeline.relations.subjects import find_subjects, resolve_subjects
from pipeline.rules.words import singular
from pipeline.vocabulary import Polarity, RelationType


def assemble(assembly: Assembly) -> None:
    """Read an assembly's sentences and fill its claims, entities and relations."""
    _read_sentences(assembly)
    find_subjects(assembly)
    main = find_main([s for entries in assembly.subjects.values() for s, _ in entries], assembly.doc_id)
    assembly.drug = main.name if main else None
    build_relations(assembly, resolve_subjects(assembly, Topic(main)))


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
        if place.section == "adverse_reactions" and not claims:
            claims += bare_list(sentence, index)
    assembly.claims += _deduplicated(claims)
    assembly.rejections += [(index, rejection) for rejection in found.rejections]


def _earlier(assembly: Assembly, index: int) -> frozenset[str]:
    """Folded words of the objects of the claims of the sentence before, in the same block."""
    if not index or assembly.places[index - 1].block != assembly.places[index].block:
        return frozenset()
    claims = [claim for claim in assembly.claims if claim.sentence == index - 1]
    return frozenset(
        singular(word) for claim in claims for word in assembly.home(claim).words(claim.object.tokens)
    )


def _deduplicated(claims: Sequence[Claim]) -> list[Claim]:
    """Keep the first claim of each (relation, object, polarity); an affirmed one beside its own negation is
    dropped."""
    seen: dict[tuple[RelationType, tuple[int, ...]], Claim] = {}
    for claim in claims:
        key = (claim.relation, (claim.object_in, *claim.object.tokens))
        if key not in seen or (
            seen[key].polarity is Polarity.AFFIRMED and claim.polarity is Polarity.NEGATED
        ):
            seen[key] = claim
    return list(seen.values())
