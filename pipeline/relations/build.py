"""Turn resolved claims into entities and relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.context.agent import SUBJECTS
from pipeline.context.topic import Mention as Subject
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.mentions import Mention
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.linking.link import load_linker
from pipeline.relations.assembly import Assembly
from pipeline.relations.claims import Claim, Judged
from pipeline.relations.effects import effect_kind
from pipeline.relations.links import link_claims
from pipeline.relations.patients import is_borne
from pipeline.types import Entity, Fragment, Fragments, Relation, content_id, surface
from pipeline.vocabulary import Label, RelationType


def build_relations(assembly: Assembly, judged: Sequence[Judged]) -> None:
    """Fill an assembly's entities and relations from the claims that hold."""
    store: dict[tuple[Label, Fragments], Entity] = {}
    taken: dict[int, set[int]] = {}
    for claim in (each.claim for each in judged):
        taken.setdefault(claim.object_in, set()).update(_absolute(assembly.home(claim), claim.object))
    for mention in assembly.mentions:
        free = mention.kind.label in SUBJECTS or not taken.get(mention.sentence, set()) & _absolute(
            assembly.sentences[mention.sentence], mention.phrase
        )
        if free:
            label = _label(assembly, mention)
            _keep_entity(
                assembly,
                store,
                assembly.sentences[mention.sentence],
                mention.phrase,
                kind=mention.kind,
                label=label,
                found_by=mention.kind.found_by,
            )
    links = link_claims(assembly.reading, assembly.claims)
    ids: dict[int, list[str]] = {}
    numbers = {id(claim): index for index, claim in enumerate(assembly.claims)}
    made: dict[str, tuple[Relation, int]] = {}
    for each in judged:
        claim, subject = each.claim, each.subject
        target = _keep_entity(
            assembly,
            store,
            assembly.home(claim),
            claim.object,
            kind=claim.kind,
            label=claim.label,
            found_by=each.found_by[0],
        )
        source = _subject_entity(assembly, store, claim, subject)
        if source is None or source.id == target.id:
            continue
        relation = _make_relation(assembly, each, source, target)
        made.setdefault(relation.id, (relation, numbers[id(claim)]))
        ids.setdefault(numbers[id(claim)], []).append(relation.id)
    names = {entity.id: entity.name for entity in store.values()}
    subject_of = {relation.id: names[relation.subject] for relation, _ in made.values()}
    for relation, number in made.values():
        via = tuple(
            dict.fromkeys(
                other
                for cause in links.get(number, ())
                for other in ids.get(cause, ())
                if other != relation.id and subject_of[other] == subject_of[relation.id]
            )
        )
        assembly.relations.append(replace(relation, via=via))
    entities = sorted(store.values(), key=lambda e: (e.fragments[0], e.fragments[-1], e.label))
    assembly.entities = load_linker().link_entities(entities, assembly.aliases)


def _absolute(sentence: Sentence, phrase: Phrase) -> set[int]:
    return {sentence.tokens[position].i for position in phrase.tokens}


def _label(assembly: Assembly, mention: Mention) -> Label:
    if mention.kind.label == FINDING:
        told = assembly.places[mention.sentence].section in ("adverse_reactions", "warnings")
        borne = told and is_borne(assembly.sentences[mention.sentence], mention.phrase)
        return Label.EFFECT if told and not borne else Label.CONDITION
    return Label(mention.kind.label or Label.PROCESS)


def _keep_entity(
    assembly: Assembly,
    store: dict[tuple[Label, Fragments], Entity],
    sentence: Sentence,
    phrase: Phrase,
    *,
    kind: Kind,
    label: Label,
    found_by: str,
) -> Entity:
    fragments = sentence.fragments(phrase.tokens)
    key = (label, fragments)
    if key not in store:
        entry = kind.entry if kind.by in ("lexicon", "document", "class", "salt") else None
        store[key] = Entity(
            content_id(label, fragments),
            label,
            fragments,
            surface(assembly.text, fragments),
            assembly.name(sentence, phrase, kind, label),
            entry.id if entry is not None else None,
            (found_by,),
        )
    return store[key]


def _subject_entity(
    assembly: Assembly, store: dict[tuple[Label, Fragments], Entity], claim: Claim, subject: Subject
) -> Entity | None:
    for phrase in claim.agent.phrases:
        if assembly.subject(claim.sentence, phrase).name == subject.name:
            kind = classify(assembly.reading[claim.sentence], phrase)
            return _keep_entity(
                assembly,
                store,
                assembly.reading[claim.sentence],
                phrase,
                kind=kind,
                label=subject.label,
                found_by=kind.found_by,
            )
    same = [
        entity for entity in store.values() if entity.name == subject.name and entity.label is subject.label
    ]
    start = assembly.sentences[claim.sentence].tokens[0].idx
    before = [entity for entity in same if entity.fragments[0].start <= start]
    return max(before, key=lambda e: e.fragments[0].start, default=None) or min(
        same, key=lambda e: e.fragments[0].start, default=None
    )


def _make_relation(assembly: Assembly, judged: Judged, source: Entity, target: Entity) -> Relation:
    claim = judged.claim
    sentence = assembly.reading[claim.sentence]
    first, last = assembly.sentences[claim.sentence].tokens[0], assembly.sentences[claim.sentence].tokens[-1]
    trigger = sentence.fragments(sorted(set(claim.trigger)))
    anchor = source.fragments if claim.agent.phrases else sentence.fragments(sorted(set(claim.agent.anchor)))
    kind = (
        effect_kind(assembly.home(claim), claim, assembly.places[claim.sentence].section)
        if claim.relation is RelationType.CAUSES
        else None
    )
    return Relation(
        id=content_id(claim.relation, source.name, target.id, claim.polarity),
        relation=claim.relation,
        subject=source.id,
        object=target.id,
        polarity=claim.polarity,
        certainty=claim.certainty,
        effect_kind=kind,
        trigger=trigger,
        anchor=anchor,
        sentence=Fragment(first.idx, last.idx + len(last)),
        section=assembly.places[claim.sentence].title,
        found_by=judged.found_by,
        contradicted_by=judged.contradicted_by,
        confidence=judged.confidence,
    )
