"""What patients have is a condition, also where effects are told."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from pipeline.vocabulary import Label


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Tell your doctor if you have ever had a stomach ulcer, asthma or fits.", "asthma", Label.CONDITION),
        ("It may worsen in people with asthma.", "asthma", Label.CONDITION),
        ("Call your doctor at once if you have chest pain.", "chest pain", Label.EFFECT),
    ],
)
def test_who_has_it(extractor: Extractor, text: str, name: str, expected: Label) -> None:
    document = extractor.extract(f"Donepezil\n\nWarnings\n\n{text}\n")
    assert {entity.label for entity in document.entities if entity.text == name} == {expected}
