"""What labels of every class say in the same words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from pipeline.relations.bare_lists import bare_list
from tests.relations.told import links, told

if TYPE_CHECKING:
    from pipeline.compose import Extractor

_TABLE = (
    "6 ADVERSE REACTIONS\n\n6.1 Clinical Studies Experience\n\nTable 1 Adverse reactions of losartan\n"
    "Nervous system disorders Headache 360 (56)\nGeneral disorders and administration site conditions\n"
    "Asthenia 243 (38)\nInjection site reaction 75 (97)\nInvestigations\nIncreased ALT 12 (3)"
)


def test_organ_classes_of_a_table_are_no_effects(extractor: Extractor) -> None:
    assert told(extractor.extract(_TABLE)) == {
        f"losartan causes {effect}"
        for effect in ("Headache", "Asthenia", "Injection site reaction", "Increased ALT")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Because clinical trials are conducted under widely varying conditions, adverse reaction rates "
            "observed with losartan cannot be directly compared to rates of another drug.",
            set(),
        ),
        (
            "Common: hepatotoxicity including liver failure.",
            {"losartan causes hepatotoxicity", "losartan causes liver failure"},
        ),
        (
            "The most common adverse reactions in subjects aged 50 years and older were pain (78%) and rash.",
            {"losartan causes pain", "losartan causes rash"},
        ),
        ("No patients developed lupus nephritis on losartan.", {"losartan causes! lupus nephritis"}),
        ("No cases of hepatic failure were reported.", {"losartan causes! hepatic failure"}),
        ("Rare cases of pancreatitis have been reported.", {"losartan causes pancreatitis"}),
        ("Losartan causes little sedation.", {"losartan causes! sedation"}),
        ("Fewer strokes occurred with losartan than with placebo.", set()),
        (
            "Losartan can cause decreased heart rate, cardiac output and urine output.",
            {
                "losartan decreases heart rate",
                "losartan decreases cardiac output",
                "losartan decreases urine output",
            },
        ),
        ("Losartan causes the heart rate to slow.", {"losartan decreases heart rate"}),
        ("Losartan-induced cough is common. Enalapril-induced rash is not.", {"losartan causes cough"}),
        ("Hypocalcemia must be corrected before losartan is given.", set()),
    ],
)
def test_wording_of_adverse_reactions(extractor: Extractor, text: str, expected: set[str]) -> None:
    document = extractor.extract(f"Losartan\n\n6 ADVERSE REACTIONS\n\n{text}")
    assert told(document) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Metformin hydrochloride extended-release tablets USP are indicated for type 2 diabetes.",
            {"metformin treats type 2 diabetes"},
        ),
        (
            "Abacavir tablets are indicated in combination with other antiretroviral agents for the "
            "treatment of HIV-1 infection.",
            {"abacavir treats HIV-1 infection"},
        ),
        (
            "Latanoprost is indicated for the reduction of intraocular pressure.",
            {"latanoprost decreases intraocular pressure"},
        ),
        (
            "Tramadol is indicated for the relief of moderate to moderately severe cramps.",
            {"tramadol treats cramps"},
        ),
        (
            "Substances that inhibit CYP3A4, such as ketoconazole, may increase imatinib concentrations.",
            {"ketoconazole inhibits CYP3A4", "ketoconazole increases? imatinib concentrations"},
        ),
    ],
)
def test_wording_of_uses_and_of_other_drugs(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told(extractor.extract(text)) == expected


def test_actions_side_by_side_are_no_objects_of_each_other(extractor: Extractor) -> None:
    text = (
        "Losartan acts by inhibition of renin, activation of AMP-activated protein kinase and "
        "blockade of SGLT2."
    )
    document = extractor.extract(text)
    assert told(document) == {
        "losartan inhibits renin",
        "losartan activates AMP-activated protein kinase",
        "losartan inhibits SGLT2",
    }
    assert links(document) == set()


def test_a_long_row_of_figures_is_read_at_once(extractor: Extractor) -> None:
    assembly = extractor.assemble("Hemoglobin decreased " + "12 " * 200 + "x")
    start = time.perf_counter()
    bare_list(assembly.sentences[0], 0)
    assert time.perf_counter() - start < 0.1
