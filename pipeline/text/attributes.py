"""spaCy's attribute ruler, working out once what its patterns say of a word with its tag and arc."""

from __future__ import annotations

from typing import Any, Final, cast

from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span
from spacy.tokens._retokenize import set_token_attrs

_SEEN: Final[list[int | str]] = [ORTH, TAG, DEP, POS, MORPH, LEMMA]
_SETTLED_BY_THESE: Final = frozenset(
    {"ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "IS_SPACE", "TAG", "DEP", "POS", "MORPH", "LEMMA"}
)
"""What a pattern may ask of a token for its answer to be kept."""
_KEPT: Final = 100_000
"""How many answers are kept."""

Row = tuple[int, ...]
"""A token's `_SEEN` attributes."""


class Attributes:
    """Sets the attributes that a ruler sets, at a fifth of the time.

    The ruler matches some 180 patterns at every token, and nearly all ask for one word with one tag. What
    those say is kept for each row of attributes; patterns of several tokens are matched as ever. The rules of
    a token apply in the ruler's order: the later one counts.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._strings = ruler.vocab.strings
        self._attrs, self._indices = ruler.attrs, ruler.indices
        self._single, self._several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for number, rule in enumerate(cast("list[dict[str, Any]]", ruler.patterns)):
            for pattern in rule["patterns"]:
                (self._single if _is_settled(pattern) else self._several).add(str(number), [pattern])
        self._rules: dict[Row, list[int]] = {}
        self._changes: dict[tuple[int, ...], dict[Any, Any]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a doc's tokens and return the doc."""
        found: dict[int, list[int]] = {}
        for rule, start, end in self._match(self._several, doc):
            found.setdefault(range(start, end)[self._indices[rule]], []).append(rule)
        if len(self._rules) > _KEPT:
            self._rules.clear()
        for token, row in zip(doc, map(tuple, doc.to_array(_SEEN).tolist()), strict=True):
            if row not in self._rules:
                alone = doc[token.i : token.i + 1]
                self._rules[row] = [rule for rule, _, _ in self._match(self._single, alone)]
            set_token_attrs(token, self._merge((*self._rules[row], *found.get(token.i, ()))))
        return doc

    def _match(self, matcher: Matcher, tokens: Doc | Span) -> list[tuple[int, int, int]]:
        """Return (number of the rule, first token, token after the last) of each match."""
        matches = matcher(tokens, allow_missing=True)
        return [(int(self._strings[name]), start, end) for name, start, end in matches]

    def _merge(self, rules: tuple[int, ...]) -> dict[Any, Any]:
        """Return what rules set together."""
        if rules not in self._changes:
            self._changes[rules] = {k: v for rule in sorted(rules) for k, v in self._attrs[rule].items()}
        return self._changes[rules]


def _is_settled(pattern: list[dict[Any, Any]]) -> bool:
    """Whether a pattern is of a single token and asks nothing but what `_SEEN` settles."""
    return len(pattern) == 1 and {str(key).upper() for key in pattern[0]} <= _SETTLED_BY_THESE
