"""Mentions are linked to what they mean, and to nothing where that is doubtful."""

from __future__ import annotations

import io
import json

import pytest

from pipeline.concepts import load_base
from pipeline.export.concept_lines import write_concepts
from pipeline.linking.link import Linker
from pipeline.types import Entity, Fragment
from pipeline.vocabulary import Label

LINKER = Linker(load_base())


def _entity(text: str, label: Label, concept: str | None = None) -> Entity:
    return Entity("e", label, (Fragment(0, len(text)),), text, text, concept)


def _id(text: str, label: Label) -> str | None:
    (linked,) = LINKER.link_entities([_entity(text, label)], {})
    return linked.concept


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("dry mouth", Label.EFFECT, "HP:0000217"),
        ("NSAIDs", Label.DRUG_CLASS, "MESH:D000894"),
        ("postsynaptic 5-HT1A receptors", Label.RECEPTOR, "HGNC:5286"),
        ("acute schizophrenia", Label.CONDITION, "MESH:D012559"),
        ("acute mania", Label.CONDITION, "MESH:D000087122"),
        ("reuptake of serotonin", Label.PROCESS, "GO:0051610"),
        ("thrombocytopaenias", Label.EFFECT, "MESH:D013921"),
        ("amitriptyline hydrochloride", Label.DRUG, "RXNORM:704"),
        ("symptomatic hypotension", Label.EFFECT, "MESH:D007022"),
        ("efflux pump BCRP", Label.TRANSPORTER, "HGNC:74"),
        ("presynaptic D2 autoreceptors", Label.RECEPTOR, "HGNC:3023"),
        ("sodium channels", Label.ION_CHANNEL, "MESH:D015222"),
        ("glutamate carriers EAAT1", Label.TRANSPORTER, "HGNC:10941"),
        ("strong CYP3A4 inhibitors", Label.DRUG_CLASS, "MESH:D065692"),
        ("selective antagonist of beta1 receptors", Label.DRUG_CLASS, "MESH:D058671"),
        ("older anticoagulants", Label.DRUG_CLASS, "MESH:D000925"),
        ("kidney problems", Label.EFFECT, "MESH:D007674"),
        ("swelling of the face", Label.EFFECT, "HP:0000282"),
        ("inflammation of the pancreas", Label.EFFECT, "MONDO:0004982"),
        ("prolongation of the QTc interval", Label.EFFECT, "HP:0001657"),
        ("release of interleukin-6", Label.PROCESS, "GO:0032635"),
        ("hedgehog signaling", Label.PROCESS, "GO:0007224"),
        ("terminal half-life", Label.PROCESS, "MESH:D006207"),
        ("serum creatinine", Label.PROCESS, "MESH:D003404"),
        ("thyroid dysfunction", Label.EFFECT, "MESH:D013959"),
        ("interactions", Label.PROCESS, "MESH:D004347"),
        ("levels of prolactin", Label.PROCESS, "CHEBI:81580"),
        ("induction of long-term potentiation", Label.PROCESS, "MESH:D017774"),
        ("influx of calcium", Label.PROCESS, "GO:0070509"),
        ("impaired bone formation", Label.PROCESS, "MESH:D010012"),
        ("renal toxicity", Label.EFFECT, "MESH:D007674"),
        ("elevations in transaminases", Label.EFFECT, "HP:0002910"),
        ("tumours of the stomach", Label.EFFECT, "MESH:D013274"),
        ("hypersensitivity to losartan", Label.CONDITION, "MESH:D004342"),
        ("overdoses of barbiturates", Label.CONDITION, "MESH:D062787"),
        ("symptoms of influenza", Label.CONDITION, "DOID:8469"),
        ("carbonic anhydrase II", Label.ENZYME, "HGNC:1373"),
        ("block CYP2D6", Label.ENZYME, "HGNC:2625"),
        ("blood creatinine increased", Label.EFFECT, "HP:0003259"),
        ("bleeding events", Label.EFFECT, "MESH:D006470"),
        ("anti-coagulants", Label.DRUG_CLASS, "MESH:D000925"),
        ("rejection of kidney allografts", Label.CONDITION, "MESH:D006084"),
        ("moderate to severe pain", Label.CONDITION, "MESH:D010146"),
        ("fungal squalene epoxidase", Label.ENZYME, "MESH:D050603"),
        ("kappa opioid", Label.RECEPTOR, "HGNC:8154"),
        ("dehydro-aripiprazole", Label.DRUG, "UNII:2S514OZH3B"),
        ("serum levels of MMP-1", Label.PROCESS, "HGNC:7155"),
        ("UGT1A9", Label.ENZYME, "HGNC:12541"),
    ],
)
def test_links(text: str, label: Label, expected: str) -> None:
    assert _id(text, label) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("tropical hypertension", Label.CONDITION),
        ("inflammation of the seventh toe", Label.EFFECT),
        ("amitriptylone", Label.DRUG),
        ("therapeutic levels", Label.PROCESS),
        ("M3 subtype", Label.RECEPTOR),
        ("monoamine transporters", Label.TRANSPORTER),
        ("increases in low-density lipoprotein", Label.EFFECT),
        ("CONTEXT", Label.OTHER_TARGET),
        ("5-HT2A/2C receptors", Label.RECEPTOR),
        ("M1-M5 receptors", Label.RECEPTOR),
        ("partial agonist of beta1 receptors", Label.DRUG_CLASS),
        ("inhibitor of the unheard-of kinase", Label.DRUG_CLASS),
        ("agonist", Label.DRUG_CLASS),
        ("gabapentin levels", Label.PROCESS),
        ("inflammation\nof the seventh toe", Label.EFFECT),
    ],
)
def test_null_rather_than_a_guess(text: str, label: Label) -> None:
    assert _id(text, label) is None


def test_a_label_keeps_meanings_apart() -> None:
    assert _id("dry mouth", Label.RECEPTOR) is None


def test_a_subtype_is_of_the_family_that_the_document_names() -> None:
    named = [_entity(text, Label.RECEPTOR) for text in ("muscarinic receptors", "M3 subtype")]
    assert LINKER.link_entities(named, {})[1].concept == "HGNC:1952"


def test_an_abbreviation_that_the_text_defines() -> None:
    (linked,) = LINKER.link_entities([_entity("XQM", Label.EFFECT)], {"XQM": "orthostatic hypotension"})
    assert linked.concept == "MESH:D007024"


def test_the_id_of_a_head_alone_goes() -> None:
    (linked,) = LINKER.link_entities(
        [_entity("growth of atherosclerotic plaques", Label.PROCESS, "MESH:D006128")], {}
    )
    assert linked.concept is None


def _names(*mentions: tuple[str, Label]) -> list[str]:
    entities = [_entity(text, label) for text, label in mentions]
    return [entity.name for entity in LINKER.link_entities(entities, {})]


def test_names_of_one_concept_become_one() -> None:
    postural = ("postural hypotension", Label.EFFECT)
    assert _names(("orthostatic hypotension", Label.EFFECT), postural) == ["orthostatic hypotension"] * 2
    assert _names(postural, ("orthostatic hypotension", Label.EFFECT)) == ["postural hypotension"] * 2
    assert len(set(_names(("5-HT reuptake", Label.PROCESS), ("serotonin reuptake", Label.PROCESS)))) == 1


def test_names_that_share_an_id_but_no_concept_stay_two() -> None:
    pair = [("insulin resistance", Label.PROCESS), ("insulin sensitivity", Label.PROCESS)]
    assert _id(*pair[0]) == _id(*pair[1]) == "MESH:D007333"
    assert _names(*pair) == [text for text, _ in pair]


def test_names_of_two_concepts_and_of_more_words_stay_two() -> None:
    pair = [("hypotension", Label.EFFECT), ("orthostatic hypotension", Label.EFFECT)]
    assert _names(*pair) == [text for text, _ in pair]
    degree = [("schizophrenia", Label.CONDITION), ("acute schizophrenia", Label.CONDITION)]
    assert _names(*degree) == [text for text, _ in degree]


def test_an_id_stays_where_the_base_does_not_know_the_name() -> None:
    unknown = _entity("xenoquil", Label.DRUG, "UNII:OTHER")
    aspirin = _entity("aspirin", Label.DRUG, "UNII:OTHER")
    linked = LINKER.link_entities([unknown, aspirin], {})
    assert [entity.concept for entity in linked] == ["UNII:OTHER", _id("aspirin", Label.DRUG)]


def test_concepts_of_a_run_and_their_relatives() -> None:
    stream = io.StringIO()
    count = write_concepts(["GO:0051610", "HP:0000217", "HP:0000217", "MONDO:none"], stream)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["id"] for line in lines] == ["GO:0051610", "HGNC:11050", "HP:0000217"]
    assert count == 3
    assert lines[0]["related"] == [{"kind": "target", "id": "HGNC:11050", "name": "SLC6A4"}]


def test_a_subunit_is_of_the_gaba_a_receptor_where_no_other_family_has_it() -> None:
    named = [_entity("GABA-A receptors", Label.RECEPTOR), _entity("alpha4 subtypes", Label.RECEPTOR)]
    assert LINKER.link_entities(named, {})[1].concept == "HGNC:4078"
