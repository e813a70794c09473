"""How texts are cut into tokens: as scispaCy's models do, at a slash between words, before a mutation in
brackets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

_SLASH: Final = r"(?<=[A-Za-z][a-z]{3})/(?=[A-Za-z][a-z]{3})"
""" "pain/discomfort" names two things; "and/or", "mg/kg" and "PDE5/6" stay whole."""
_MUTATION: Final = r"(?<=[A-Za-z0-9])\((?=[A-Z]\d{2,4}[A-Z](?:\)|$))"
""" "BRAF(V600E)" names a protein and the mutation in it."""


def make_tokenizer(nlp: Language) -> Callable[[str], Doc]:
    """Return the tokenizer for a pipeline, a `spacy.tokenizer.Tokenizer`."""
    tokenizer: Any = combined_rule_tokenizer(nlp)
    infixes = tokenizer.infix_finditer.__self__.pattern
    tokenizer.infix_finditer = compile_infix_regex([infixes, _SLASH, _MUTATION]).finditer
    return cast(Callable[[str], Doc], tokenizer)
