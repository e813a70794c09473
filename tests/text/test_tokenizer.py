"""Where texts are cut."""

from __future__ import annotations

import pytest
import spacy

from pipeline.text.tokenizer import make_tokenizer

TOKENIZE = make_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize("text", ["pain/discomfort", "Nausea/Vomiting", "flaking/scaling"])
def test_a_slash_between_words_divides_them(text: str) -> None:
    assert [token.text for token in TOKENIZE(text)] == list(text.partition("/"))


@pytest.mark.parametrize("text", ["and/or", "mg/kg", "PDE5/6", "COX-1/COX-2", "HIV/AIDS"])
def test_other_slashes_do_not(text: str) -> None:
    assert [token.text for token in TOKENIZE(text)] == [text]
