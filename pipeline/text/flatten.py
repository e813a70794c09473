"""Rewrite characters one for one so that the tokenizer and parser see plain prose while every offset stays
that of the file."""

from __future__ import annotations

import re
from typing import Final

_SAME: Final = str.maketrans(
    {
        "\r": " ",
        "\n": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u00ad": "-",
        "\ufeff": " ",
    }
)


_CITATION: Final = re.compile(r"\[\d{1,3}(?:\s?[,-]\s?\d{1,3})*\]|\[citation needed\]")
"""Reference marks such as "[3]", which would glue themselves to the word before them."""


def flatten(text: str) -> str:
    """Return a text of the same length with line breaks, odd spaces, curly quotes and dashes made plain,
    and reference marks blanked.

    >>> flatten("the drug’s\\neffect")
    "the drug's effect"
    """
    flat = _CITATION.sub(lambda match: " " * len(match[0]), text.translate(_SAME))
    if len(flat) != len(text):  # pragma: no cover - translate maps single characters to single characters
        raise AssertionError(f"flattening changed the length from {len(text)} to {len(flat)}")
    return flat
