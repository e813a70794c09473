"""Flattening makes text plain and moves no character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.flatten import flatten


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("the drug’s effect", "the drug's effect"),
        ("“treats”", '"treats"'),
        ("wrapped\nline", "wrapped line"),
        ("wrapped\r\nline", "wrapped  line"),
        ("10\u00a0mg\u2009daily\tuntil", "10 mg daily until"),
        ("M1–M3 and non\u2011selective", "M1-M3 and non-selective"),
        ("\ufefftitle", " title"),
        ("blocks COX-2", "blocks COX-2"),
        ("α1-adrenoceptors 😀", "α1-adrenoceptors 😀"),
        ("", ""),
    ],
)
def test_flatten(text: str, plain: str) -> None:
    assert flatten(text) == plain


@given(st.text())
def test_every_offset_stays(text: str) -> None:
    flat = flatten(text)
    assert len(flat) == len(text)
    assert all(old == new for old, new in zip(text, flat, strict=True) if old.isalpha() and new != " ")
    assert "\n" not in flat


@given(st.text())
def test_flattening_twice_changes_nothing_more(text: str) -> None:
    assert flatten(flatten(text)) == flatten(text)
