"""Mentions to triples: identity, evidence, attributes, confidence, order and links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.triples import build_triples
from pipeline.types import Document, Entity, Fragment, Relation, content_id
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

TEXT = (
    "Amitriptyline Hydrochloride may cause\n  dry mouth. Elavil causes dry mouth and xerostomia. "
    "It does not cause dry mouth by blocking muscarinic receptors."
)
FIRST, SECOND, THIRD = (
    Fragment(0, 50),
    Fragment(51, 91),
    Fragment(92, len(TEXT)),
)


def _entity(
    entity_id: str, label: Label, text: str, name: str, *, nth: int = 0, concept: str | None = None
) -> Entity:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Entity(entity_id, label, (Fragment(start, start + len(text)),), text, name, concept)


SALT = _entity("d0", Label.DRUG, "Amitriptyline Hydrochloride", "amitriptyline")
BRAND = _entity("d1", Label.DRUG, "Elavil", "amitriptyline", concept="RXNORM:704")
MOUTH = tuple(_entity(f"e{n}", Label.EFFECT, "dry mouth", "dry mouth", nth=n) for n in range(3))
XEROSTOMIA = _entity("x", Label.EFFECT, "xerostomia", "dry mouth", concept="HP:0000217")
RECEPTOR = _entity("m", Label.RECEPTOR, "muscarinic receptors", "muscarinic acetylcholine receptor")
ENTITIES = (RECEPTOR, *reversed(MOUTH), XEROSTOMIA, BRAND, SALT)


def _relation(
    relation_id: str,
    object_: Entity,
    *,
    subject: Entity = SALT,
    relation: RelationType = RelationType.CAUSES,
    polarity: Polarity = Polarity.AFFIRMED,
    certainty: Certainty = Certainty.ASSERTED,
    effect_kind: EffectKind | None = None,
    sentence: Fragment = FIRST,
    trigger: tuple[Fragment, ...] = (),
    via: tuple[str, ...] = (),
    found_by: tuple[str, ...] = (),
    confidence: float | None = None,
) -> Relation:
    return Relation(
        id=relation_id,
        relation=relation,
        subject=subject.id,
        object=object_.id,
        polarity=polarity,
        certainty=certainty,
        effect_kind=effect_kind,
        trigger=trigger,
        anchor=(),
        sentence=sentence,
        section="Effects",
        via=via,
        found_by=found_by,
        confidence=confidence,
    )


def _document(*relations: Relation, entities: tuple[Entity, ...] = ENTITIES) -> Document:
    return Document("a/x.txt", TEXT, "0" * 64, entities=entities, relations=relations)


def test_no_relations_no_triples() -> None:
    assert build_triples(_document()) == ()


def test_mentions_of_one_claim_are_one_triple_with_all_evidence_in_the_order_of_the_text() -> None:
    second = _relation("r2", XEROSTOMIA, subject=BRAND, sentence=SECOND)
    first = _relation("r1", MOUTH[0], certainty=Certainty.HEDGED)
    (triple,) = build_triples(_document(second, first))
    assert triple.id == content_id("a/x.txt", "amitriptyline", "causes", "dry mouth", "affirmed")
    assert [evidence.sentence for evidence in triple.evidence] == [FIRST, SECOND]
    assert [evidence.object for evidence in triple.evidence] == [MOUTH[0].fragments, XEROSTOMIA.fragments]
    assert triple.certainty is Certainty.ASSERTED
    assert (triple.subject.name, triple.subject.text) == ("amitriptyline", "Amitriptyline Hydrochloride")
    assert (triple.object.name, triple.object.text) == ("dry mouth", "dry mouth")
    assert (triple.subject.id, triple.object.id) == ("RXNORM:704", "HP:0000217")


def test_text_is_the_first_mention_in_the_document_also_without_a_relation_of_its_own() -> None:
    (triple,) = build_triples(_document(_relation("r", MOUTH[1], subject=BRAND, sentence=SECOND)))
    assert triple.subject.text == "Amitriptyline Hydrochloride"


def test_evidence_text_is_the_sentence_on_one_line() -> None:
    (triple,) = build_triples(_document(_relation("r", MOUTH[0])))
    assert triple.evidence[0].text == "Amitriptyline Hydrochloride may cause dry mouth."
    assert triple.evidence[0].section == "Effects"


def test_negated_and_affirmed_are_two_triples() -> None:
    triples = build_triples(
        _document(
            _relation("n", MOUTH[2], polarity=Polarity.NEGATED, sentence=THIRD), _relation("a", MOUTH[0])
        )
    )
    assert [triple.polarity for triple in triples] == [Polarity.AFFIRMED, Polarity.NEGATED]
    assert triples[0].id != triples[1].id


def test_hedged_where_every_mention_is() -> None:
    (triple,) = build_triples(_document(_relation("r", MOUTH[0], certainty=Certainty.HEDGED)))
    assert triple.certainty is Certainty.HEDGED


ADVERSE, THERAPEUTIC = EffectKind.ADVERSE, EffectKind.THERAPEUTIC


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([None, None, None], None),
        ([None, None, ADVERSE], ADVERSE),
        ([THERAPEUTIC, ADVERSE, ADVERSE], ADVERSE),
        ([THERAPEUTIC, ADVERSE, None], THERAPEUTIC),
        ([ADVERSE, THERAPEUTIC, None], ADVERSE),
    ],
)
def test_the_commonest_kind_of_effect_wins_the_earlier_in_a_tie(
    kinds: list[EffectKind | None], expected: EffectKind | None
) -> None:
    relations = [
        _relation(f"r{n}", mouth, effect_kind=kind)
        for n, (mouth, kind) in enumerate(zip(MOUTH, kinds, strict=True))
    ]
    (triple,) = build_triples(_document(*relations))
    assert triple.effect_kind is expected


def test_two_finders_of_one_place_are_one_piece_of_evidence() -> None:
    (triple,) = build_triples(
        _document(
            _relation("r1", MOUTH[0], found_by=("rule:a", "model"), confidence=0.5),
            _relation("r2", MOUTH[0], found_by=("model", "rule:b"), confidence=0.75),
        )
    )
    assert [evidence.found_by for evidence in triple.evidence] == [("rule:a", "model", "rule:b")]
    assert triple.confidence == 0.75


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([None, None, None], None),
        ([0.5, None, None], 0.5),
        ([0.5, 0.5, None], 0.75),  # 1 - 0.5 * 0.5
        ([0.9, 0.8, 0.5], 0.99),  # 1 - 0.1 * 0.2 * 0.5
        ([0.0, 0.0, None], 0.0),
        ([1.0, 0.2, None], 1.0),
    ],
)
def test_confidence_is_that_one_mention_is_right(scores: list[float | None], expected: float | None) -> None:
    relations = [
        _relation(f"r{n}", mouth, confidence=score)
        for n, (mouth, score) in enumerate(zip(MOUTH, scores, strict=True))
    ]
    (triple,) = build_triples(_document(*relations))
    assert triple.confidence == expected


def test_links_lead_to_triples_never_to_itself_or_nowhere() -> None:
    blocking = _relation("b", RECEPTOR, relation=RelationType.ANTAGONIZES, sentence=THIRD)
    causing = _relation("c", MOUTH[0], via=("b", "c", "c2", "gone", "b"))
    again = _relation("c2", MOUTH[1], via=("b",), sentence=SECOND)
    triples = {triple.relation: triple for triple in build_triples(_document(blocking, causing, again))}
    assert triples[RelationType.CAUSES].via == (triples[RelationType.ANTAGONIZES].id,)
    assert triples[RelationType.ANTAGONIZES].via == ()


def test_a_link_that_would_close_a_circle_is_dropped() -> None:
    blocking = _relation("b", RECEPTOR, relation=RelationType.ANTAGONIZES, via=("c",))
    causing = _relation("c", MOUTH[0], via=("b",))
    first, second = build_triples(_document(blocking, causing))
    assert (first.relation, second.relation) == (RelationType.CAUSES, RelationType.ANTAGONIZES)
    assert (first.via, second.via) == ((second.id,), ())


def test_a_relation_without_its_entity_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"a/x\.txt: expected the entities of relation r .* id 'e0'"):
        build_triples(_document(_relation("r", MOUTH[0]), entities=(SALT,)))


@given(st.permutations(range(4)), st.permutations(ENTITIES))
def test_the_order_of_the_input_does_not_matter(order: list[int], entities: list[Entity]) -> None:
    relations = (
        _relation("r0", MOUTH[0]),
        _relation("r1", MOUTH[1], sentence=SECOND, via=("r3",)),
        _relation("r2", MOUTH[2], sentence=THIRD, polarity=Polarity.NEGATED),
        _relation("r3", RECEPTOR, sentence=THIRD, relation=RelationType.ANTAGONIZES),
    )
    shuffled = _document(*(relations[n] for n in order), entities=tuple(entities))
    assert build_triples(shuffled) == build_triples(_document(*relations))
