"""Mentions of the same claim become one triple, with every mention as its evidence.

Source: gold/GUIDELINES.md, section 3.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.triples.links import link_triples
from pipeline.types import (
    Argument,
    Document,
    Entity,
    Evidence,
    Fragment,
    Fragments,
    Relation,
    Triple,
    content_id,
)
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

Place = tuple[Fragments, Fragment, Fragments, Fragments]
"""Where the text says something: object, sentence, trigger and the words for the subject."""

Claim = tuple[str, RelationType, str, Polarity]
"""What a triple is within its document: subject's name, relation, object's name, polarity."""


class Mention(NamedTuple):
    """One relation with its two entities."""

    relation: Relation
    subject: Entity
    object: Entity

    @property
    def place(self) -> Place:
        """What orders mentions, and makes two of them one piece of evidence."""
        relation = self.relation
        return self.object.fragments, relation.sentence, relation.trigger, relation.anchor


def build_triples(document: Document) -> tuple[Triple, ...]:
    """Return the document's triples, in the order in which their first objects stand in the text.

    A triple is asserted if one mention of it is. Its kind of effect is the commonest among its mentions, the
    earlier one in a tie. Its confidence is the chance that at least one place in the text is read rightly,
    ``1 - (1 - c1)(1 - c2)...``: places are taken as independent, each at its highest score; None where
    nothing is scored. Links (`via`) to itself, to relations that the document does not hold, or that would
    close a circle are left out.

    Raises:
        ValueError: A relation names an entity that the document does not hold.
    """
    groups: dict[Claim, list[Mention]] = {}
    for mention in _mentions(document):
        relation = mention.relation
        claim = (mention.subject.name, relation.relation, mention.object.name, relation.polarity)
        groups.setdefault(claim, []).append(mention)
    ids = {claim: content_id(document.doc_id, *claim) for claim in groups}
    via = link_triples(_wanted_links(groups, ids))
    first = _first_mentions(document.entities)
    return tuple(
        Triple(
            id=ids[claim],
            doc_id=document.doc_id,
            subject=_argument([mention.subject for mention in group], first),
            relation=claim[1],
            object=_argument([mention.object for mention in group], first),
            polarity=claim[3],
            certainty=_certainty(group),
            effect_kind=_commonest([mention.relation.effect_kind for mention in group]),
            evidence=_evidence(document.text, group),
            via=via[ids[claim]],
            confidence=_confidence(group),
        )
        for claim, group in groups.items()
    )


def _mentions(document: Document) -> list[Mention]:
    """Return the mentions in the order of their objects, with ties broken by what is said."""
    entities = {entity.id: entity for entity in document.entities}
    mentions: list[Mention] = []
    for relation in document.relations:
        missing = [side for side in (relation.subject, relation.object) if side not in entities]
        if missing:
            raise ValueError(
                f"{document.doc_id}: expected the entities of relation {relation.id} in the document, "
                f"found none with the id {' or '.join(map(repr, missing))}"
            )
        mentions.append(Mention(relation, entities[relation.subject], entities[relation.object]))
    return sorted(
        mentions,
        key=lambda m: (
            *m.place,
            m.relation.relation,
            m.subject.name,
            m.object.name,
            m.relation.polarity,
            m.relation.id,
        ),
    )


def _first_mentions(entities: Sequence[Entity]) -> dict[tuple[str, Label], Entity]:
    """Return, for each name and label, the mention that the text uses first."""
    first: dict[tuple[str, Label], Entity] = {}
    for entity in sorted(entities, key=lambda entity: entity.fragments):
        first.setdefault((entity.name, entity.label), entity)
    return first


def _wanted_links(
    groups: Mapping[Claim, Sequence[Mention]], ids: Mapping[Claim, str]
) -> dict[str, list[str]]:
    """Return, for each triple id, the ids of the triples that its mentions' links lead to."""
    triple_of = {mention.relation.id: ids[claim] for claim, group in groups.items() for mention in group}
    return {
        ids[claim]: [
            triple_of[link] for mention in group for link in mention.relation.via if link in triple_of
        ]
        for claim, group in groups.items()
    }


def _certainty(group: Sequence[Mention]) -> Certainty:
    asserted = any(mention.relation.certainty is Certainty.ASSERTED for mention in group)
    return Certainty.ASSERTED if asserted else Certainty.HEDGED


def _argument(mentions: Sequence[Entity], first: dict[tuple[str, Label], Entity]) -> Argument:
    name, label = mentions[0].name, mentions[0].label
    concept = next((entity.concept for entity in mentions if entity.concept is not None), None)
    return Argument(name=name, label=label, text=first[name, label].text, id=concept)


def _commonest(kinds: Sequence[EffectKind | None]) -> EffectKind | None:
    counts = Counter(kind for kind in kinds if kind is not None)
    return counts.most_common(1)[0][0] if counts else None  # the earlier one in a tie: insertion order


def _confidence(group: Sequence[Mention]) -> float | None:
    best: dict[Place, float] = {}
    for mention in group:
        score = mention.relation.confidence
        if score is not None:
            best[mention.place] = max(score, best.get(mention.place, 0.0))
    return round(1 - math.prod(1 - score for score in best.values()), 6) if best else None


def _evidence(text: str, group: Sequence[Mention]) -> tuple[Evidence, ...]:
    """Return one piece of evidence for each place: what is found twice there is found by both."""
    places: dict[Place, Evidence] = {}
    for mention in group:
        relation = mention.relation
        known = places.get(mention.place)
        found_by = (*(known.found_by if known else ()), *relation.found_by)
        against = (*(known.contradicted_by if known else ()), *relation.contradicted_by)
        places[mention.place] = Evidence(
            section=relation.section,
            sentence=relation.sentence,
            subject=relation.anchor,
            trigger=relation.trigger,
            object=mention.object.fragments,
            text=_collapse(text, relation.sentence),
            found_by=tuple(dict.fromkeys(found_by)),
            contradicted_by=tuple(dict.fromkeys(against)),
        )
    return tuple(places.values())


def _collapse(text: str, sentence: Fragment) -> str:
    return " ".join(text[sentence.start : sentence.end].split())
