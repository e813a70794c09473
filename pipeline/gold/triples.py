"""Document-level gold triples, merged from the mentions of a GoldDocument."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.gold.schema import GoldDocument, GoldRelation
from pipeline.types import Fragment
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType


@dataclass(frozen=True, slots=True)
class GoldTriple:
    """One claim of a document, as scoring sees it.

    `subject` and `object` are accepted names, the canonical one first; `relation` the accepted relations,
    the annotator's own first; `evidence` half-open character ranges, one a mention; `via` positions in the
    document's tuple of triples; `mentions` the ids of the merged relations, if known.
    """

    subject: tuple[str, ...]
    subject_label: Label
    relation: tuple[RelationType, ...]
    object: tuple[str, ...]
    object_label: tuple[Label, ...]
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    evidence: tuple[Fragment, ...]
    optional: bool
    via: tuple[int, ...] = ()
    mentions: tuple[str, ...] = field(default=(), compare=False)


def gold_triples(document: GoldDocument) -> tuple[GoldTriple, ...]:
    """Merge the relations of a document into triples, in the order of their first mentions.

    Mentions with the same canonical subject, relation, canonical object and polarity are one triple. It is
    optional only if all its mentions are. Its firm mentions (all, where none is firm) decide the rest: it is
    asserted if one of them is, and has the first kind of effect given.
    """
    entities = {entity.id: entity for entity in document.entities}
    groups: dict[tuple[str, RelationType, str, Polarity], list[GoldRelation]] = {}
    for relation in document.relations:
        key = relation.subject, relation.relation, entities[relation.object].name, relation.polarity
        groups.setdefault(key, []).append(relation)
    place = {relation.id: at for at, group in enumerate(groups.values()) for relation in group}
    triples = []
    for at, ((subject, kind, target, polarity), group) in enumerate(groups.items()):
        firm = [relation for relation in group if not relation.optional]
        weighty = firm or group
        certainties = {relation.certainty for relation in weighty}
        kinds = [relation.effect_kind for relation in weighty if relation.effect_kind]
        links = {place[target_id] for relation in group for target_id in relation.via} - {at}
        triples.append(
            GoldTriple(
                subject=document.names_of(subject),
                subject_label=group[0].subject_label,
                relation=tuple(
                    dict.fromkeys([kind, *(other for relation in group for other in relation.accept)])
                ),
                object=document.names_of(target),
                object_label=tuple(dict.fromkeys(entities[relation.object].label for relation in group)),
                polarity=polarity,
                certainty=Certainty.ASSERTED if Certainty.ASSERTED in certainties else Certainty.HEDGED,
                effect_kind=kinds[0] if kinds else None,
                evidence=tuple(sorted({_hull(document, relation) for relation in group})),
                optional=not firm,
                via=tuple(sorted(links)),
                mentions=tuple(relation.id for relation in group),
            )
        )
    return tuple(triples)


def _hull(document: GoldDocument, relation: GoldRelation) -> Fragment:
    """Return the range from the first to the last character of subject, trigger and object of a mention."""
    fragments = (*relation.anchor, *relation.trigger, *document.entity(relation.object).fragments)
    return Fragment(min(start for start, _ in fragments), max(end for _, end in fragments))
