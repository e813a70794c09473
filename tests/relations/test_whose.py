"""Of which drug something is said, where a class, another drug or a metabolite stands close by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.relations.told import told

if TYPE_CHECKING:
    from pipeline.compose import Extractor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "nivolumab\n\nA monoclonal antibody that inhibits PCSK9.",
            {"nivolumab inhibits PCSK9"},
        ),
        (
            "Lorazepam causes sedation. The antidote is flumazenil. It reverses oversedation.",
            {"lorazepam causes sedation", "flumazenil treats oversedation"},
        ),
        (
            "Ketamine causes nausea. Hydroxynorketamine, a metabolite, does not block NMDA receptors.",
            {"ketamine causes nausea", "hydroxynorketamine antagonizes! NMDA receptors"},
        ),
        ("Depo-Provera (medroxyprogesterone) prevents pregnancy.", {"medroxyprogesterone treats pregnancy"}),
        (
            "Losartan lowers blood pressure. Ibuprofen may cause ulcers. The tablets may cause cough.",
            {
                "losartan decreases blood pressure",
                "ibuprofen causes? ulcers",
                "losartan causes? cough",
            },
        ),
        (
            "Bortezomib inhibits the proteasome. Toxicities comprise fatigue and rash, against which "
            "hydrocortisone gives relief.",
            {"bortezomib inhibits proteasome", "bortezomib causes fatigue", "bortezomib causes rash"},
        ),
        (
            "Vortioxetine is a 5-HT3, 5-HT7 and 5-HT1D receptor antagonist and 5-HT1B receptor partial "
            "agonist.",
            {
                "vortioxetine antagonizes 5-HT3 receptor",
                "vortioxetine antagonizes 5-HT7 receptor",
                "vortioxetine antagonizes 5-HT1D receptor",
                "vortioxetine activates 5-HT1B receptor",
            },
        ),
    ],
)
def test_it_is_said_of(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told(extractor.extract(text)) == expected
