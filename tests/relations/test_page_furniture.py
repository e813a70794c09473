"""What a label or leaflet prints around what it says of its drug: organ classes, references, instructions,
headings that name two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.relations.told import told

if TYPE_CHECKING:
    from pipeline.compose import Extractor

LISTED = "The following adverse reactions were reported with losartan:\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Musculoskeletal and connective tissue disorders: myalgia, cramps", {"myalgia", "cramps"}),
        ("Respiratory, thoracic and mediastinal disorders: cough", {"cough"}),
        ("Infections and infestations: sinusitis", {"sinusitis"}),
        ("Gastrointestinal toxicity [see Warnings and Precautions (5.1)]", {"Gastrointestinal toxicity"}),
        ("Monitor liver enzymes and bilirubin.", set()),
        ("Seizures; abdominal pain/discomfort", {"Seizures", "abdominal pain", "discomfort"}),
    ],
)
def test_items_behind_their_announcement(extractor: Extractor, row: str, expected: set[str]) -> None:
    assert told(extractor.extract(LISTED + f"- {row}")) == {f"losartan causes {each}" for each in expected}


@pytest.mark.parametrize(
    "text",
    [
        "Adverse reactions of losartan led to treatment discontinuation in 21% of patients.",
        "Dose reductions were reported in 4% of patients on losartan.",
        "Losartan is not recommended for people with gout.",
        "What is losartan used for?",
    ],
)
def test_what_is_done_or_asked_is_no_relation(extractor: Extractor, text: str) -> None:
    assert told(extractor.extract(text)) == set()


@pytest.mark.parametrize(
    "heading", ["Adverse Effects and Contraindications", "Contraindications and Adverse Effects"]
)
def test_a_section_of_harms_and_contraindications_still_lists_harms(
    extractor: Extractor, heading: str
) -> None:
    text = f"Losartan\n\nLosartan blocks AT1 receptors.\n\n{heading}\nDizziness and cough are common."
    assert {"losartan causes Dizziness", "losartan causes cough"} <= told(extractor.extract(text))


def test_the_uses_of_drug_facts_are_treated(extractor: Extractor) -> None:
    text = (
        "Drug Facts\nActive ingredient (in each tablet)\nIbuprofen 200 mg\nPurpose\nPain reliever\nUses\n"
        "• temporarily relieves minor aches due to:\n • headache\n • toothache\n• temporarily reduces fever"
    )
    assert {f"ibuprofen treats {each}" for each in ("headache", "toothache", "fever")} <= told(
        extractor.extract(text)
    )


def test_a_numbered_part_below_another_number_is_none_of_the_section_before(extractor: Extractor) -> None:
    text = "Losartan\n\n1 INDICATIONS AND USAGE\nHypertension.\n\n5.2 Gout\nGout was seen with losartan."
    assert told(extractor.extract(text)) == {"losartan treats Hypertension", "losartan causes Gout"}


def test_a_row_opens_with_its_frequency(extractor: Extractor) -> None:
    text = (
        "Losartan\n\nLosartan lowers blood pressure.\n\n4.8 Undesirable effects\nTabulated list\n"
        "Endocrine disorders Not known* Hyperprolactinaemia\nUncommon Night sweats\nVery common Nausea"
    )
    effects = ("Hyperprolactinaemia", "Night sweats", "Nausea")
    assert {f"losartan causes {each}" for each in effects} <= told(extractor.extract(text))


@pytest.mark.parametrize("mark", ["•", "|"])
def test_signs_in_a_line_part_its_items(extractor: Extractor, mark: str) -> None:
    text = f"The most common side effects with losartan include:\n• fever {mark} headache {mark} cough"
    assert {"losartan causes headache", "losartan causes cough"} <= told(extractor.extract(text))


def test_a_remark_behind_a_semicolon_does_not_change_what_the_text_is_about(extractor: Extractor) -> None:
    text = (
        "Losartan is used for hypertension.\n\nAdverse effects\nSome adults dream; celecoxib makes "
        "this less frequent. Other effects are headache and vomiting."
    )
    said = told(extractor.extract(text))
    assert {"losartan causes headache", "losartan causes vomiting"} <= said
    assert not any(each.startswith("celecoxib causes") for each in said)


def test_a_channel_that_is_named_a_receptor_is_one(extractor: Extractor) -> None:
    assert told(extractor.extract("Dantrolene blocks the ryanodine receptor.")) == {
        "dantrolene antagonizes ryanodine receptor"
    }


def test_a_symptom_at_two_places_is_two_effects(extractor: Extractor) -> None:
    text = "Losartan may cause itching of the scalp or itching of the skin."
    document = extractor.extract(text)
    assert len({entity.name for entity in document.entities if "itching" in entity.text}) == 2
