"""Mentions merge into triples as counted by hand; triple gold is read and written without loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldError
from pipeline.gold.triple_files import read_triple_gold, write_triple_gold
from pipeline.gold.triples import GoldTriple, gold_triples
from pipeline.types import Fragment
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType
from tests.gold.samples import compile_body

MERGED = """\
[Elavil|DRUG] may cause [sedation|EFFECT]. [Amitriptyline|DRUG] causes [Sedation|EFFECT].
%r a1 causes hedged adverse optional or-increases | Elavil | may cause | sedation
%r a2 causes adverse | Amitriptyline | causes | Sedation | via a1, a4
It does not cause [sedation|EFFECT], and blocks [SERT|TRANSPORTER] and the [reuptake of serotonin|PROCESS].
%r a3 causes negated physiological | It = Elavil | cause | sedation | via a4, a5
%r a4 inhibits hedged | It = Elavil | blocks | SERT
%r a5 inhibits hedged optional | It = Elavil | blocks | reuptake of serotonin
It may cause [rash|EFFECT].
%r a6 causes hedged therapeutic optional | It = Elavil | cause | rash
%r a7 causes adverse optional | - = Elavil | - | rash
"""


@pytest.fixture
def triples(tmp_path: Path) -> tuple[GoldTriple, ...]:
    return gold_triples(compile_body(tmp_path, MERGED).document)


def test_mentions_merge_by_subject_relation_object_and_polarity(triples: tuple[GoldTriple, ...]) -> None:
    assert [triple.mentions for triple in triples] == [("a1", "a2"), ("a3",), ("a4", "a5"), ("a6", "a7")]


def test_merged_triple(triples: tuple[GoldTriple, ...]) -> None:
    assert triples[0] == GoldTriple(
        subject=("amitriptyline", "Amitriptyline Hydrochloride", "Elavil"),
        subject_label=Label.DRUG,
        relation=(RelationType.CAUSES, RelationType.INCREASES),
        object=("sedation",),
        object_label=(Label.EFFECT,),
        polarity=Polarity.AFFIRMED,
        certainty=Certainty.ASSERTED,
        effect_kind=EffectKind.ADVERSE,
        evidence=(Fragment(0, 25), Fragment(27, 56)),
        optional=False,
        via=(2,),
    )


def test_names_and_labels_of_a_merged_object(triples: tuple[GoldTriple, ...]) -> None:
    assert triples[2].object == (
        "serotonin reuptake",
        "reuptake of serotonin",
        "SERT",
        "serotonin transporter",
    )
    assert triples[2].object_label == (Label.TRANSPORTER, Label.PROCESS)


def test_negated_is_a_triple_of_its_own(triples: tuple[GoldTriple, ...]) -> None:
    assert (triples[1].polarity, triples[1].via) == (Polarity.NEGATED, (2,))


def test_hedged_and_optional_only_if_all_mentions_are(triples: tuple[GoldTriple, ...]) -> None:
    assert [triple.optional for triple in triples] == [False, False, False, True]
    assert [triple.certainty for triple in triples] == [
        Certainty.ASSERTED,
        Certainty.ASSERTED,
        Certainty.HEDGED,
        Certainty.ASSERTED,
    ]


def test_first_kind_of_effect_stands(triples: tuple[GoldTriple, ...]) -> None:
    assert triples[3].effect_kind is EffectKind.THERAPEUTIC


def test_a_hedged_firm_mention_outweighs_an_asserted_optional_one(tmp_path: Path) -> None:
    body = (
        "[Elavil|DRUG] causes [rash|EFFECT] and may cause [rash|EFFECT].\n"
        "%r a1 causes physiological optional | Elavil | causes | rash\n"
        "%r a2 causes adverse hedged | Elavil | may cause | rash#2\n"
    )
    (triple,) = gold_triples(compile_body(tmp_path, body).document)
    assert (triple.certainty, triple.effect_kind, triple.optional) == (
        Certainty.HEDGED,
        EffectKind.ADVERSE,
        False,
    )


def test_triple_gold_round_trip(tmp_path: Path) -> None:
    document = compile_body(tmp_path, MERGED).document
    (path,) = write_triple_gold([document], tmp_path / "out")
    assert path.name == "example.json"
    assert read_triple_gold(tmp_path / "out") == {"example": gold_triples(document)}


RECORD: dict[str, Any] = {
    "subject": ["amitriptyline"],
    "subject_label": "DRUG",
    "relation": ["causes", "decreases"],
    "object": ["dry mouth"],
    "object_label": ["EFFECT"],
    "polarity": "affirmed",
    "certainty": "asserted",
    "effect_kind": "adverse",
    "evidence": [[0, 9]],
    "optional": False,
    "via": [],
}


def write_triples(folder: Path, *records: dict[str, Any], name: str = "a", doc: str = "a") -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"doc": doc, "triples": records}), encoding="utf-8")
    return path


def test_notes_of_the_annotators_are_read_over(tmp_path: Path) -> None:
    write_triples(tmp_path, RECORD, {**RECORD, "via": [0], "certainty_agreed": None, "via_both": [0]})
    plain, noted = read_triple_gold(tmp_path)["a"]
    assert plain.relation == (RelationType.CAUSES, RelationType.DECREASES)
    assert (noted.via, noted.evidence) == ((0,), (Fragment(0, 9),))


TRIPLE_FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"object": []}, "triples.0.object"),
    "unknown relation": ({"relation": ["cures"]}, "triples.0.relation.0"),
    "unknown key": ({"note": 1}, "triples.0.note"),
    "unknown polarity": ({"polarity": "positive"}, "triples.0.polarity"),
    "no drug": ({"subject_label": "EFFECT"}, "triples.0.subject_label"),
    "via nowhere": ({"via": [1]}, "triples.0.via: expected another triple's position, got 1"),
    "via itself": ({"via": [0]}, "triples.0.via: expected another triple's position, got 0"),
}


@pytest.mark.parametrize("fault", TRIPLE_FAULTS)
def test_broken_triple_gold_is_rejected(tmp_path: Path, fault: str) -> None:
    change, where = TRIPLE_FAULTS[fault]
    path = write_triples(tmp_path, {**RECORD, **change})
    with pytest.raises(GoldError) as caught:
        read_triple_gold(tmp_path)
    assert any(problem.startswith(f"{path}: {where}") for problem in caught.value.problems)


def test_document_twice_empty_folder_and_other_json(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="found none"):
        read_triple_gold(tmp_path)
    write_triples(tmp_path, RECORD)
    write_triples(tmp_path, RECORD, name="b")
    with pytest.raises(GoldError, match="document a is in the folder twice"):
        read_triple_gold(tmp_path)
    (tmp_path / "b.json").write_text("[]", encoding="utf-8")
    with pytest.raises(GoldError, match=r"b\.json: file"):
        read_triple_gold(tmp_path)
