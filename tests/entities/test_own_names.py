"""The unknown name that a text is about."""

from __future__ import annotations

import time

import pytest

from pipeline.compose import Extractor
from pipeline.entities.defined import define_names
from pipeline.entities.lexicon import Entry, Lexicon
from pipeline.entities.own_names import find_own_name
from pipeline.vocabulary import Label

LEXICON = Lexicon([Entry("allopurinol", "allopurinol", Label.DRUG, "X:1", "test")])
BODY = "Glomirax may cause nausea."


@pytest.mark.parametrize(
    "title",
    [
        "Glomirax",
        "GLOMIRAX",
        "Patient Information\nGlomirax",
        "Glomirax®",
        "Glomirax 10 mg film-coated tablets",
        "GLOMIRAX tablet, film coated",
        "Glomirax: Uses, Side Effects, Dosage",
        "Glomirax side effects",
        "GLOMIRAX (Trial Vaccine Recombinant, Adjuvanted)",
        "What Glomirax is and what it is used for",
        "How does Glomirax work?",
        "These highlights do not include all the information needed to use GLOMIRAX safely and effectively.",
    ],
)
def test_a_title_names_the_drug(title: str) -> None:
    own = find_own_name(f"{title}\n\n{BODY}", LEXICON)
    assert own is not None
    assert (own.name.lower(), own.is_titled) == ("glomirax", True)


def test_the_generic_name_in_brackets_is_kept() -> None:
    own = find_own_name(f"GLOMIRAX (trelimod hydrochloride) tablets\n\n{BODY}", LEXICON)
    assert own is not None
    assert own.generic == "trelimod hydrochloride"


@pytest.mark.parametrize(
    "text",
    [
        "Pharmacology\n\nPharmacology is the study of drugs. Pharmacology may be taught.",
        "Allopurinol\n\nAllopurinol may cause a rash.",
        "Glomiritis\n\nGlomiritis may cause pain.",
        "Glomirax\n\nIt is a word that never comes again.",
        "Allopurinol\nGlomirax\n\nGlomirax makes allopurinol.",
        "Patients were exposed to HIV. Use of HIV tests. Exposure to HIV is common.",
        "",
    ],
)
def test_other_titles_name_none(text: str) -> None:
    assert find_own_name(text, LEXICON) is None


def test_a_text_without_a_title_must_often_say_that_the_name_is_taken() -> None:
    sentences = (
        "Patients treated with Glomirax slept.",
        "Use of Glomirax is new.",
        "The Glomirax group slept.",
    )
    own = find_own_name(" ".join(sentences), LEXICON)
    assert own is not None
    assert (own.name, own.is_titled) == ("Glomirax", False)
    assert find_own_name(" ".join(sentences[:2]), LEXICON) is None


def test_what_a_name_does_counts_beside_what_is_taken() -> None:
    text = "Use of Glomirax is new. Glomirax may cause pain.\n  Glomirax blocks pumps."
    own = find_own_name(text, LEXICON)
    assert own is not None
    assert own.name == "Glomirax"


def test_the_name_of_a_bare_title_is_the_subject_of_its_sentences(extractor: Extractor) -> None:
    document = extractor.extract("Glomirax\n\nGlomirax may cause drowsiness. Do not take it with warfarin.")
    assert document.drug == "glomirax"
    assert {relation.relation for relation in document.relations} == {"causes"}


def test_a_brand_and_a_generic_name_that_nobody_knows_are_one_drug(extractor: Extractor) -> None:
    text = "GLOMIRAX (trelimod) tablets\n\nGlomirax may cause nausea. Trelimod may cause headache."
    document = extractor.extract(text)
    subjects = {entity.name for entity in document.entities if entity.label is Label.DRUG}
    assert (document.drug, subjects) == ("trelimod", {"trelimod"})


def test_an_unknown_brand_means_the_drug_that_it_contains_and_no_drug_beside_it(extractor: Extractor) -> None:
    brand = "Glomirax\n\nGlomirax may cause nausea. "
    assert extractor.extract(brand + "Each tablet contains allopurinol.").drug == "allopurinol"
    assert extractor.extract(brand + "Tell your doctor if you take allopurinol.").drug == "glomirax"


@pytest.mark.parametrize("unit", ["A", "A1", "a-", "\n", "Glomirax ", "use of ", "(a"])
def test_time_grows_with_the_length_of_a_text_and_no_faster(unit: str) -> None:
    began = time.perf_counter()
    define_names(unit * 50_000, "text", LEXICON)
    assert time.perf_counter() - began < 5
