"""Names that a text defines for a drug: brands, code names, and the drug of its title."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from pipeline.entities.defined import define_names
from pipeline.entities.lexicon import Entry, Lexicon
from pipeline.vocabulary import Label

LEXICON = Lexicon(
    [
        Entry("allopurinol", "allopurinol", Label.DRUG, "X:1", "test"),
        Entry("loratadine", "loratadine", Label.DRUG, "X:2", "test"),
        Entry("xanthine oxidase", "xanthine oxidase", Label.ENZYME, None, "test"),
    ]
)


def names(text: str, doc_id: str = "text") -> dict[str, str]:
    """Return the names that a text defines, to the drug that each means."""
    return {" ".join(words): entry.name for words, entry in define_names(text, doc_id, LEXICON).items()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Glomira 100 mg tablets (allopurinol)", "glomira"),
        ("Glomira® (allopurinol) is given once daily.", "glomira"),
        ("Allopurinol (Glomira) is given once daily.", "glomira"),
        ("Allopurinol (brand name Glomira) is given once daily.", "glomira"),
        ("Allopurinol, sold as Glomira, is given once daily.", "glomira"),
        ("Allopurinol is marketed under the brand name Glomira.", "glomira"),
    ],
)
def test_a_brand_means_its_drug(text: str, name: str) -> None:
    assert names(text) == {name: "allopurinol"}


def test_a_generic_name_of_two_words_is_counted_as_one() -> None:
    lexicon = Lexicon([Entry("isosorbide mononitrate", "isosorbide mononitrate", Label.DRUG, "X:3", "test")])
    text = "Glomira XL 60 mg tablets\nisosorbide mononitrate\n\nWhat Glomira XL is and what it is used for"
    found = define_names(text, "text", lexicon)
    assert {" ".join(words): entry.name for words, entry in found.items()} == {
        "glomira xl": "isosorbide mononitrate"
    }


def test_two_brands_in_one_bracket() -> None:
    assert names("Allopurinol (Glomira, Zyrelta) is old.") == {
        "glomira": "allopurinol",
        "zyrelta": "allopurinol",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Allopurinol inhibits xanthine oxidase (an enzyme).",
        "Allopurinol (for gout) is given once daily.",
        "Allopurinol (see Section II) is old.",
        "This medicine (allopurinol) is old.",
        "Gout is painful.",
        "",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert names(text) == {}


def test_a_defined_name_keeps_its_source_and_label() -> None:
    (entry,) = define_names("Glomira 100 mg tablets (allopurinol)", "text", LEXICON).values()
    assert (entry.term, entry.label, entry.source) == ("Glomira", Label.DRUG, "document")


def test_a_code_name_in_the_title_is_a_drug_of_its_own() -> None:
    assert names("XQ-742457 is an antagonist of the 5-HT6 receptor.") == {"xq 742457": "XQ-742457"}


def test_the_name_of_the_file_is_a_drug_where_the_text_names_no_other() -> None:
    assert names("Glomirax blocks the enzyme.", "glomirax.txt") == {"glomirax": "glomirax"}
    assert names("Glomirax and allopurinol block the enzyme.", "glomirax.txt") == {}


def test_the_drug_of_a_document_is_the_same_by_brand_and_name(extractor: Extractor) -> None:
    document = extractor.extract("Glomira 100 mg tablets (allopurinol)\n\nGlomira inhibits xanthine oxidase.")
    assert document.drug == "allopurinol"
    assert {e.name for e in document.entities if e.label is Label.DRUG} == {"allopurinol"}


def test_a_substance_of_the_body_is_a_drug_where_the_text_is_about_it() -> None:
    body = Lexicon([Entry("oxytocin", "oxytocin", "MEDIATOR", None, "curated")])
    titled = "Oxytocin injection\n\nOxytocin contracts the uterus."
    assert [entry.label for entry in define_names(titled, "text", body).values()] == ["DRUG"]
    assert define_names("Stress releases oxytocin.", "text", body) == {}
