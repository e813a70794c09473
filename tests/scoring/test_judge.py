"""Rules and model together: what is weighed, withdrawn, added and left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compose import load
from pipeline.models import models_folder
from pipeline.relations.assembly import Assembly
from pipeline.relations.build import build_relations
from pipeline.scoring.candidates import find_candidates
from pipeline.scoring.judge import MODEL, judge_by_both, judge_by_model, judge_by_rules
from pipeline.scoring.model import RelationModel, load_model
from pipeline.vocabulary import RelationType

TEXT = (
    "Amlodipine blocks voltage-gated calcium channels. It causes peripheral oedema and headache. "
    "Amlodipine is used for hypertension."
)


@pytest.fixture(scope="module")
def model() -> RelationModel:
    return load_model(models_folder() / "relations")


def _set(model: RelationModel, *, threshold: float, withdraw: float) -> RelationModel:
    thresholds = dict.fromkeys(RelationType, threshold)
    return replace(
        model, settings=model.settings.model_copy(update={"thresholds": thresholds, "withdraw": withdraw})
    )


def _said(assembly: Assembly) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in assembly.entities}
    return {(names[r.subject], r.relation.value, names[r.object]) for r in assembly.relations}


def test_a_claim_of_the_rules_gets_a_confidence(model: RelationModel) -> None:
    assembly, resolved = load(sources="rules").read(TEXT)
    judged = judge_by_both(model)(assembly, resolved)
    claims = [each for each in judged if each.found_by[0].startswith("rule:")]
    assert len(claims) == len(resolved) >= 4
    assert all(each.confidence is not None and 0.1 <= each.confidence <= 1 for each in claims)
    blocks = next(each for each in claims if each.claim.relation == RelationType.INHIBITS)
    assert blocks.found_by[1:] == (MODEL,)
    assert (blocks.confidence or 0) > 0.8


def test_below_the_bound_a_claim_is_withdrawn_and_the_reason_kept(model: RelationModel) -> None:
    assembly, resolved = load(sources="rules").read(TEXT)
    judged = judge_by_both(_set(model, threshold=1.0, withdraw=1.0))(assembly, resolved)
    assert judged == []
    reasons = [rejection.reason for _, rejection in assembly.rejections]
    assert sum(reason.startswith("withdrawn") for reason in reasons) == len(resolved)


def test_what_only_the_model_finds_is_said_to_be_its_own(model: RelationModel) -> None:
    text = "Amlodipine.\n\nPeripheral oedema is a nuisance to many who take amlodipine, and so is headache."
    assembly, resolved = load(sources="rules").read(text)
    judged = judge_by_both(_set(model, threshold=0.0, withdraw=0.1))(assembly, resolved)
    found = [each for each in judged if each.found_by == (MODEL,)]
    assert found
    assert all(each.claim.why.startswith("for ") for each in found)
    build_relations(assembly, judged)
    assert all(relation.confidence is not None for relation in assembly.relations)


def test_nothing_is_proposed_where_nothing_is_sure_enough(model: RelationModel) -> None:
    assembly, resolved = load(sources="rules").read(TEXT)
    judged = judge_by_both(_set(model, threshold=1.0, withdraw=0.0))(assembly, resolved)
    assert [(each.claim, each.subject) for each in judged] == list(resolved)


def test_the_model_alone_takes_nothing_from_the_rules(model: RelationModel) -> None:
    assembly, resolved = load(sources="rules").read(TEXT)
    judged = judge_by_model(_set(model, threshold=0.3, withdraw=0.0))(assembly, resolved)
    assert judged
    assert all(each.found_by == (MODEL,) for each in judged)


def test_rules_alone_have_no_confidence() -> None:
    assembly, resolved = load(sources="rules").read(TEXT)
    judged = judge_by_rules(assembly, resolved)
    assert [each.confidence for each in judged] == [None] * len(resolved)


def test_what_the_rules_say_of_another_drug_is_not_said_of_the_texts_own(model: RelationModel) -> None:
    text = (
        "Ondansetron is an antiemetic.\n\nAdverse effects of phenothiazines include drowsiness and dry mouth."
    )
    assembly, resolved = load(sources="rules").read(text)
    build_relations(assembly, judge_by_both(_set(model, threshold=0.0, withdraw=0.0))(assembly, resolved))
    about = {(subject, thing) for subject, relation, thing in _said(assembly) if relation == "causes"}
    assert ("phenothiazine", "drowsiness") in about
    assert ("ondansetron", "drowsiness") not in about


def test_sections_of_contraindications_and_headings_hold_no_candidates() -> None:
    text = "Amlodipine\n\nContraindications\n\nAmlodipine must not be given in shock or severe hypotension.\n"
    assembly, resolved = load(sources="rules").read(text)
    assert list(find_candidates(assembly, resolved)) == []
