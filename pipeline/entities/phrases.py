"""Noun phrases of a sentence, read off part-of-speech tags and lexicon hits, with coordination resolved.

Tags are more robust than arcs on drug text, where long lists and unknown names break a parse; arcs decide
only whether a participle modifies a noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.entities.hits import Hit, find_hits, is_symbol
from pipeline.entities.lexicon import FINDING, Entry, Lexicon, head_labels
from pipeline.entities.trimming import GLUE, is_strippable, past_kind, past_range
from pipeline.entities.unspoken import find_unspoken
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words
from pipeline.text.component import flat_text
from pipeline.types import Fragment, Fragments, surface


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens (counted in the sentence, in order), its head, and the determiner that stood
    before it.

    ``bare`` marks modifiers without a noun ("H1" in "H1 and H2 receptors"); ``inner`` is the phrase behind
    "of".
    """

    tokens: tuple[int, ...]
    head: int
    det: str = ""
    bare: bool = False
    inner: Phrase | None = None
    aliases: tuple[tuple[int, ...], ...] = ()
    examples: bool = False


MARKS: Final = frozenset({"•", "·", "|"})
"""Signs that stand between items in a line, and never inside a name."""
_NEVER_INSIDE: Final = MARKS | {"%"}
_OPENS_ITEM: Final = frozenset({":", ";", ".", "-", "–", "•"})
_CLOSED: Final = re.compile(r"^[A-Z]\.$")
"""A letter that the tokenizer left together with the full stop behind it ("hepatitis B.")."""
_LATIN: Final = frozenset({"in", "ex", "vitro", "vivo", "situ"})
"""Words of "in vitro" and its like, which are no part of a name."""
CONJUNCTIONS: Final = frozenset({"and", "or", "and/or", "&", "plus", "nor"})


@cache
def determiners() -> frozenset[str]:
    """Return the words that open a noun phrase."""
    return load_words(__package__)["determiner"]


@dataclass(slots=True)
class Sentence:
    """A sentence with the lexicon names found in it.

    Args:
        span: Its tokens; a list item may come with the words that announce the list before it.
        lexicon: The names to look for.
        extra: Names that only this document defines: folded words to an entry.
    """

    span: Sequence[Token]
    lexicon: Lexicon
    extra: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    tokens: list[Token] = field(init=False)
    position: dict[int, int] = field(init=False)
    source: str = field(init=False)
    kinds: dict[Phrase, object] = field(init=False, default_factory=dict)
    chunks: dict[tuple[int, int, bool], tuple[Phrase | None, int]] = field(init=False, default_factory=dict)
    lower: list[str] = field(init=False)
    unspoken: frozenset[int] = field(init=False)
    hits: tuple[Hit, ...] = field(init=False)
    _hit_at: dict[int, Hit] = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = [token for token in self.span if not token.is_space]
        self.position = {token.i: position for position, token in enumerate(self.tokens)}
        self.lower = [token.lower_ for token in self.tokens]
        self.source = flat_text(self.tokens[0].doc) if self.tokens else ""
        self.unspoken = find_unspoken(self.tokens, self.lower)
        self.hits = tuple(
            hit
            for hit in find_hits(self.tokens, self.source, self.lexicon, self.extra)
            if self.unspoken.isdisjoint(range(hit.start, hit.end))
        )
        self._hit_at = {position: hit for hit in self.hits for position in range(hit.start, hit.end)}

    def __len__(self) -> int:
        return len(self.tokens)

    def hit_at(self, position: int) -> Hit | None:
        """Return the lexicon hit that covers a token."""
        return self._hit_at.get(position)

    def names_drug(self, position: int) -> bool:
        """Whether a token is part of the name of a drug or class."""
        hit = self.hit_at(position)
        return hit is not None and hit.entry.label in ("DRUG", "DRUG_CLASS")

    def fragments(self, tokens: Sequence[int]) -> Fragments:
        """Return the characters of tokens (in order) as fragments; neighbours make one."""
        runs: list[Fragment] = []
        last = None
        for position in tokens:
            token = self.tokens[position]
            end = token.idx + len(token.text)
            if last is not None and _touch(token, last):
                runs[-1] = Fragment(runs[-1].start, end)
            else:
                runs.append(Fragment(token.idx, end))
            last = token.i
        if runs and _CLOSED.match(self.tokens[tokens[-1]].text):
            runs[-1] = Fragment(runs[-1].start, runs[-1].end - 1)
        return tuple(runs)

    def text(self, tokens: Sequence[int]) -> str:
        """Return the words of tokens, one space between runs, as in the sentence otherwise."""
        return surface(self.source, self.fragments(tokens))

    def words(self, tokens: Sequence[int]) -> tuple[str, ...]:
        """Return the folded words of tokens."""
        return tuple(word for position in tokens for word in fold_words(self.tokens[position].text))

    def asks(self) -> bool:
        """Whether this is a question, which says nothing."""
        return bool(self.tokens) and self.tokens[-1].text == "?"

    def opens_advice(self) -> bool:
        """Whether this begins with what the reader should do something for ("To relieve dry mouth, chew
        gum")."""
        purpose = len(self) > 1 and self.tokens[0].text == "To" and self.tokens[1].tag_.startswith("VB")
        return purpose and "," in self.lower

    def instructs(self, position: int) -> bool:
        """Whether a token begins an instruction to the reader ("Monitor liver enzymes"), also behind a
        label."""
        if self.lower[position] not in load_words(__package__)["instruction"] or position in self._hit_at:
            return False
        token = self.tokens[position]
        opens = position == 0 or token.is_sent_start or self.lower[position - 1] in _OPENS_ITEM
        return opens and token.text[0].isupper()

    def in_phrase(self, position: int, gerund: bool) -> bool:  # noqa: PLR0911 - one return a case
        """Whether a token can be part of a noun phrase."""
        if position in self._hit_at:
            return True
        if position in self.unspoken:
            return False
        token = self.tokens[position]
        if token.text in _NEVER_INSIDE or token.text in load_words(__package__)["pharmacopoeia"]:
            return False
        if token.pos_ in ("NOUN", "PROPN", "NUM") or is_symbol(token.text):
            return True
        if token.pos_ == "ADJ":
            return self.lower[position] not in load_words(__package__)["no_modifier"]
        if token.text in GLUE:
            return self._glued(position, gerund)
        if self.lower[position] in ("including", "excluding") or self.instructs(position):
            return False
        if token.tag_ in ("VBN", "VBG", "VBD") or token.pos_ == "ADV":
            return self._modifies(position, gerund) or self._shares_noun(position)
        return token.pos_ == "X" and token.text.isalpha() and token.lower_ not in _LATIN

    def _glued(self, position: int, gerund: bool) -> bool:
        inside = 0 < position < len(self.tokens) - 1
        return (
            inside
            and not self.tokens[position - 1].whitespace_
            and not self.tokens[position].whitespace_
            and not (self.lower[position] == "/" and self._names_finding(position))
            and self.tokens[position - 1].pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "X")
            and self.in_phrase(position + 1, gerund)
        )

    def _names_finding(self, position: int) -> bool:
        """Whether an effect or condition is named right before or behind a token ("pain/discomfort")."""
        beside = (self.hit_at(position - 1), self.hit_at(position + 1))
        return any(hit is not None and hit.entry.label == FINDING for hit in beside)

    def _shares_noun(self, position: int) -> bool:
        """Whether a participle is the second of two modifiers of a noun ("basal and stimulated gastric acid
        production")."""
        if position < 2 or position + 1 >= len(self.tokens):
            return False
        token = self.tokens[position]
        own = any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in token.children)
        return (
            token.tag_ in ("VBN", "VBD")
            and not own
            and not token.tag_ == token.head.tag_ == "VBD"
            and self.lower[position - 1] in CONJUNCTIONS
            and self.tokens[position - 2].pos_ in ("ADJ", "NOUN")
            and self.tokens[position + 1].pos_ in ("ADJ", "NOUN", "PROPN")
        )

    def _modifies(self, position: int, gerund: bool) -> bool:
        """Whether a participle or adverb stands inside a noun phrase, before its noun (or is a noun itself,
        as a gerund)."""
        token = self.tokens[position]
        after = position + 1
        follows = after < len(self.tokens) and (
            after in self._hit_at
            or self.tokens[after].pos_ in ("NOUN", "PROPN", "ADJ")
            or (self.tokens[after].tag_ in ("VBN", "VBG") and self._modifies(after, False))
        )
        if token.pos_ == "ADV":
            return (
                follows
                and self.tokens[after].pos_ != "NOUN"
                and token.tag_ == "RB"
                and token.head.i > token.i
            )
        if gerund and token.lower_ in load_words(__package__)["feeling"]:
            return True
        if gerund and token.tag_ in ("VBG", "VBN") and token.dep_ not in ("aux", "auxpass"):
            behind_noun = position > 0 and self.tokens[position - 1].pos_ in ("NOUN", "PROPN")
            changed = behind_noun and token.lower_ in load_words(__package__)["changed"]
            return (
                follows
                or changed
                or head_labels().get(token.lower_) == FINDING
                or (token.tag_ == "VBG" and not behind_noun)
            )
        if not follows:
            return False
        if token.dep_ in ("amod", "compound", "nmod"):
            return True
        before = self.lower[position - 1] if position else ""
        behind_verb = position > 0 and self.tokens[position - 1].pos_ == "VERB" and token.tag_ == "VBN"
        return (
            token.tag_ in ("VBN", "VBG")
            and (behind_verb or before in determiners() or before in ("of", ",", "and"))
            and (behind_verb or token.head.i > token.i)
        )


def _touch(token: Token, last: int) -> bool:
    """Whether nothing but space stands between a token and the one of a number before it."""
    return token.i == last + 1 or all(between.is_space for between in token.doc[last + 1 : token.i])


def chunk_at(sentence: Sentence, start: int, end: int, *, gerund: bool = False) -> tuple[Phrase | None, int]:
    """Return the noun phrase that begins at a token (behind its determiners) and the token after it; each is
    read once."""
    key = start, end, gerund
    if key not in sentence.chunks:
        sentence.chunks[key] = _read_chunk(sentence, start, end, gerund)
    return sentence.chunks[key]


def _read_chunk(sentence: Sentence, start: int, end: int, gerund: bool) -> tuple[Phrase | None, int]:
    at, det = start, ""
    while (
        at < end
        and (sentence.lower[at] in determiners() or sentence.tokens[at].tag_ in ("PDT", "DT"))
        and not sentence.hit_at(at)
    ):
        det = sentence.lower[at]
        at += 1
    first = at = past_range(sentence, at, end)
    while at < end and sentence.in_phrase(at, gerund):
        at += 1
    last = at
    if (
        gerund
        and last > first
        and sentence.lower[first] in load_words(__package__)["feeling"]
        and last > first + 1
    ):
        told = last - 1 if sentence.tokens[last - 1].pos_ == "NUM" else last
        return Phrase(tuple(range(first, told)), told - 1, det), last
    while last > first and not _nominal(sentence, last - 1, gerund):
        last -= 1
    bare = last == first
    if bare:
        last = at
    while first < last - 1 and is_strippable(sentence, first):
        first += 1
    if first >= last:
        return None, start
    if last + 1 < end and sentence.lower[last] in ("'s", "'") and not sentence.names_drug(last - 1):
        owned, after = chunk_at(sentence, last + 1, end, gerund=gerund)
        if owned is not None and not owned.bare:
            return replace(owned, det=det or "the"), after
    phrase = Phrase(tuple(range(past_kind(sentence, first, last), last)), last - 1, det, bare)
    return _past_bracket(sentence, phrase, last, end)


def _past_bracket(sentence: Sentence, phrase: Phrase, at: int, end: int) -> tuple[Phrase, int]:
    """Read on past an abbreviation inside a name: "angiotensin-converting enzyme (ACE) inhibitors"."""
    tokens = sentence.tokens
    if (
        at + 3 >= end
        or tokens[at].text != "("
        or tokens[at + 2].text != ")"
        or not is_symbol(tokens[at + 1].text)
    ):
        return phrase, at
    last = at + 3
    while last < end and tokens[last].pos_ in ("NOUN", "PROPN"):
        last += 1
    if last == at + 3:
        return phrase, at
    tail = tuple(range(at + 3, last))
    alias = (at + 1, *tail)
    return Phrase((*phrase.tokens, *tail), last - 1, phrase.det, False, aliases=(alias,)), last


def _nominal(sentence: Sentence, position: int, gerund: bool) -> bool:
    token = sentence.tokens[position]
    hit = sentence.hit_at(position)
    if (
        hit is not None
        and hit.end == position + 1
        and (gerund or token.pos_ != "ADJ" or hit.end - hit.start > 1 or hit.entry.label != "FINDING")
    ):
        return True
    if token.pos_ in ("NOUN", "PROPN", "X") or is_symbol(token.text):
        return True
    if token.pos_ == "NUM":
        return (
            not token.text[0].isdigit()
            or any(map(str.isalpha, token.text))
            or (
                not gerund
                and position > 0
                and sentence.tokens[position - 1].pos_ in ("NOUN", "PROPN")
                and len(token.text) < 3
            )
        )
    return gerund and (token.tag_ == "VBG" or token.lower_ in load_words(__package__)["changed"])
