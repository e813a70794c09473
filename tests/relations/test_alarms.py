"""Signs on which a reader is told to act are effects; an illness that the doctor is told of is none."""

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
            "Zolpidem\n\nCall your doctor at once if you have:\n- chest pain\n"
            "- trouble breathing or swallowing",
            {
                "zolpidem causes chest pain",
                "zolpidem causes trouble breathing",
                "zolpidem causes trouble swallowing",
            },
        ),
        (
            "Stop taking zolpidem and get emergency help if you have any of these signs of an allergy: "
            "hives; wheezing.",
            {"zolpidem causes hives", "zolpidem causes wheezing"},
        ),
        (
            "Watch for drowsiness and confusion while you take zolpidem.",
            {"zolpidem causes drowsiness", "zolpidem causes confusion"},
        ),
        ("Tell your doctor if you have sleep apnea before you take zolpidem.", set()),
        ("Tell your doctor right away if you have any of these side effects of zolpidem.", set()),
    ],
    ids=["items", "colon", "watch", "illness", "nothing named"],
)
def test_signs_of_alarm(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told(extractor.extract(text)) == expected
