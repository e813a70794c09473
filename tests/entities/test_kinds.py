"""What a name is, by the lexicons, its head noun, its ending or its shape."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from pipeline.entities.kinds import CODE_NAME, has_inn_stem
from pipeline.entities.lexicon import Entry, Lexicon, case_agrees
from pipeline.vocabulary import Label


@pytest.mark.parametrize("word", ["zanubrutinib", "bemlotinib", "ceralimab", "glomisartan", "zorvastatin"])
def test_a_stem_of_nonproprietary_names_marks_a_drug(word: str) -> None:
    assert has_inn_stem(word)


@pytest.mark.parametrize(
    "word", ["tinib", "mab", "enzyme", "receptor", "sedation", "pyridine", "histamine", ""]
)
def test_other_words_have_no_stem(word: str) -> None:
    assert not has_inn_stem(word)


@pytest.mark.parametrize("name", ["SB-742457", "MK-801", "LY2886721", "BMS-986165"])
def test_code_names(name: str) -> None:
    assert CODE_NAME.match(name)


@pytest.mark.parametrize("name", ["CYP3A4", "COX-2", "H1", "5-HT2A", "NCT01234567", "IL-6", "CYP2D6", "Na+"])
def test_symbols_that_are_no_code_names(name: str) -> None:
    assert not CODE_NAME.match(name)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Loratadine blocks histamine H1 receptors.", "histamine H1 receptors", Label.RECEPTOR),
        ("Loratadine does not inhibit CYP3A4.", "CYP3A4", Label.ENZYME),
        (
            "Lidocaine blocks voltage-gated sodium channels.",
            "voltage-gated sodium channels",
            Label.ION_CHANNEL,
        ),
        ("Omeprazole inhibits the proton pump.", "proton pump", Label.TRANSPORTER),
        ("Metoprolol reduces heart rate.", "heart rate", Label.PROCESS),
        ("Morphine causes constipation.", "constipation", Label.EFFECT),
        ("Sertraline relieves depression.", "depression", Label.CONDITION),
        ("Infliximab neutralizes TNF-alpha.", "TNF-alpha", Label.OTHER_TARGET),
        ("Tricyclic antidepressants cause sedation.", "Tricyclic antidepressants", Label.DRUG_CLASS),
        ("Zanubrutinib causes diarrhea.", "Zanubrutinib", Label.DRUG),
        ("Bemlotinib causes diarrhea.", "Bemlotinib", Label.DRUG),
        ("Amitriptyline Hydrochloride causes sedation.", "Amitriptyline Hydrochloride", Label.DRUG),
    ],
)
def test_labels(extractor: Extractor, text: str, name: str, label: Label) -> None:
    assert (name, label) in {(entity.text, entity.label) for entity in extractor.extract(text).entities}


def test_the_role_decides_between_effect_and_condition(extractor: Extractor) -> None:
    labels = {
        (entity.text, entity.label)
        for text in ("Bupropion may cause insomnia.", "Zolpidem is used for insomnia.")
        for entity in extractor.extract(text).entities
        if entity.text == "insomnia"
    }
    assert labels == {("insomnia", Label.EFFECT), ("insomnia", Label.CONDITION)}


def test_the_longest_name_comes_first() -> None:
    entries = [
        Entry(term, term, Label.RECEPTOR, None, "test") for term in ("histamine receptor", "histamine")
    ]
    assert list(Lexicon(entries).longest_at(("the", "histamine", "receptors"), 1)) == [3, 2]


def test_a_lexicon_looks_past_number_and_spelling() -> None:
    lexicon = Lexicon([Entry("Beta-1 receptor", "beta-1 receptor", Label.RECEPTOR, None, "test")])
    assert lexicon.get(("beta", "1", "receptors"))
    assert not lexicon.get(("beta", "2", "receptors"))
    assert not lexicon.get(())
    assert len(lexicon) == 1


@pytest.mark.parametrize(
    ("term", "surface", "agrees"),
    [
        ("SERT", "SERT", True),
        ("SERT", "sert", False),
        ("SSRI", "SSRIs", True),
        ("COX-2", "COX2", True),
        ("dry mouth", "Dry Mouth", True),
    ],
)
def test_symbols_must_agree_in_case(term: str, surface: str, agrees: bool) -> None:
    assert case_agrees(term, surface) is agrees
