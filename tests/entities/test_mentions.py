"""What is named is an entity, also where no relation needs it and no phrase holds it."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from pipeline.vocabulary import Label


def found(extractor: Extractor, text: str) -> set[tuple[str, str]]:
    """Return text and label of the entities of a text."""
    return {(entity.text, str(entity.label)) for entity in extractor.extract(text).entities}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("It blocks the serotonin transporter (SERT).", "SERT", Label.TRANSPORTER),
        ("Diazepam (Valium) is a benzodiazepine.", "Valium", Label.DRUG),
        ("Sitagliptin is a DPP-4 inhibitor.", "DPP-4", Label.ENZYME),
        ("No interaction with digoxin was observed.", "digoxin", Label.DRUG),
        ("It may be combined with metformin or insulin.", "insulin", Label.DRUG),
        ("Patients also take insulin.", "insulin", Label.DRUG),
        ("The compound (Taxol, NSC 125973) is a diterpenoid.", "NSC 125973", Label.DRUG),
        ("The levo form, (R)-praziquantel, kills the worm.", "(R)-praziquantel", Label.DRUG),
        ("Metoclopramide raises tone through D2 blockade.", "D2", Label.RECEPTOR),
        ("It blocks alpha1A and alpha1D subtypes.", "alpha1D subtypes", Label.RECEPTOR),
    ],
)
def test_names_are_entities(extractor: Extractor, text: str, name: str, label: Label) -> None:
    assert (name, str(label)) in found(extractor, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DPP-4 inhibitors are used in diabetes.", "DPP-4"),
        ("The coating contains titanium dioxide.", "titanium dioxide"),
        ("It had an IC50 of 2 nM.", "IC50"),
        ("CLINICAL NOTES", "NOTES"),
        ("Cat. No. MX-20417", "MX-20417"),
        ("It raises glucose and insulin.", "insulin"),
    ],
)
def test_these_name_no_drug_or_target(extractor: Extractor, text: str, name: str) -> None:
    labels = {label for words, label in found(extractor, text) if words == name}
    assert not labels & {Label.DRUG, Label.ENZYME, Label.OTHER_TARGET}


def test_a_name_in_brackets_is_no_object_of_its_own(extractor: Extractor) -> None:
    document = extractor.extract("Captopril inhibits angiotensin-converting enzyme (ACE).")
    texts = {entity.id: entity.text for entity in document.entities}
    assert "ACE" in texts.values()
    assert {texts[relation.object] for relation in document.relations} == {"angiotensin-converting enzyme"}


def test_a_drug_is_named_without_the_noun_before_it(extractor: Extractor) -> None:
    document = extractor.extract("Overdose propranolol is rare. The trade names Losec and Prilosec are old.")
    assert "propranolol" in {entity.text for entity in document.entities}
