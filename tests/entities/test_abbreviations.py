"""An abbreviation that a text defines is the thing that its long form names."""

from __future__ import annotations

import pytest

from pipeline.compose import load
from pipeline.entities.abbreviations import define_abbreviations
from pipeline.entities.lexicon import load_lexicon


def test_a_long_form_of_the_lexicon_gives_its_entry() -> None:
    found = define_abbreviations({"GERD": "gastroesophageal reflux disease"}, load_lexicon())
    entry = found["gerd",]
    assert (entry.term, entry.label, entry.source) == ("GERD", "FINDING", "abbreviation")
    assert "reflux" in entry.name


def test_an_unknown_long_form_is_known_by_its_head() -> None:
    found = define_abbreviations({"QZR": "quazzy zone receptor"}, load_lexicon())
    assert found["qzr",].label == "RECEPTOR"


@pytest.mark.parametrize("short", ["all", "Hold"])
def test_a_common_word_is_no_abbreviation(short: str) -> None:
    assert not define_abbreviations({short: "acute lymphoblastic leukaemia"}, load_lexicon())


def test_an_abbreviation_keeps_its_capitals() -> None:
    text = (
        "Imatinib is used for acute lymphoblastic leukemia (ALL). In adults it is given in all cycles. "
        "Imatinib treats ALL."
    )
    document = load(sources="rules").extract(text)
    names = [entity.text for entity in document.entities if entity.label == "CONDITION"]
    assert "ALL" in names
    assert "all" not in names
