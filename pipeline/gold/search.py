"""Find the words that an annotation line names in the text of its block."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.types import Fragment, Fragments

_OCCURRENCE = re.compile(r"^(?P<words>.*\S)#(?P<number>[1-9]\d*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to find; `number` is which occurrence in the block, from 1, None where the line doesn't say."""

    words: str
    number: int | None


class NotFoundError(Exception):
    """Words that the block doesn't hold as asked; `reason` says what it holds."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(words, reason)
        self.words = words
        self.reason = reason


def parse_wanted(field: str) -> Wanted:
    """Read `words` or `words#2`.

    >>> parse_wanted("sodium channels#2")
    Wanted(words='sodium channels', number=2)
    """
    match = _OCCURRENCE.match(field.strip())
    if match:
        return Wanted(match["words"], int(match["number"]))
    return Wanted(field.strip(), None)


def find_occurrences(text: str, words: str, *, inside_words: bool = False) -> list[Fragment]:
    """Return where the words stand in the text, white space matched by any white space, case-exact.

    Whole words count. With `inside_words`, and only where no whole word matches, parts of words do.
    """
    body = r"\s+".join(map(re.escape, words.split()))
    if not body:
        return []
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    found = [Fragment(*match.span()) for match in re.finditer(before + body + after, text)]
    if not found and inside_words:
        found = [Fragment(*match.span()) for match in re.finditer(body, text)]
    return found


def find_chains(text: str, pieces: Sequence[str], *, inside_words: bool = False) -> list[Fragments]:
    """Return every way to find the pieces in their order: each place of the first, then greedily.

    `piece#2` is the second occurrence in the text. Raises NotFoundError, which names the piece not found.
    """
    first, *others = map(parse_wanted, pieces)
    chains: list[Fragments] = []
    failure: NotFoundError | None = None
    for start in _candidates(text, first, inside_words=inside_words):
        chain = [start]
        try:
            for piece in others:
                after = chain[-1].end
                options = _candidates(text, piece, inside_words=inside_words)
                later = [option for option in options if option.start >= after]
                if not later:
                    raise NotFoundError(piece.words, f"only before {text[chain[-1].start : after]!r}")
                chain.append(later[0])
        except NotFoundError as error:
            failure = error
            continue
        chains.append(tuple(chain))
    if not chains and failure:
        raise failure
    return chains


def _candidates(text: str, wanted: Wanted, *, inside_words: bool) -> list[Fragment]:
    found = find_occurrences(text, wanted.words, inside_words=inside_words)
    if not found:
        raise NotFoundError(wanted.words, "not at all" + similar_words(text, wanted.words))
    if wanted.number is None:
        return found
    if wanted.number > len(found):
        raise NotFoundError(wanted.words, f"only {len(found)} of them")
    return [found[wanted.number - 1]]


def choose(chains: Sequence[Fragments], before: int) -> Fragments:
    """Return the last chain that begins before the offset, otherwise the first one."""
    earlier = [chain for chain in chains if chain[0].start < before]
    return earlier[-1] if earlier else chains[0]


def nearest(word: str, known: Sequence[str], *, prefix: str = "; did you mean ") -> str:
    """Return a suggestion of up to three known words that look like it or hold it, or an empty string."""
    folded = {candidate.casefold(): candidate for candidate in reversed(known)}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=3, cutoff=0.6)
    parts = [key for key in folded if word and (word.casefold() in key or key in word.casefold())]
    chosen = list(dict.fromkeys([*close, *parts]))[:3]
    return f"{prefix}{' or '.join(repr(str(folded[key])) for key in chosen)}?" if chosen else ""


def similar_words(text: str, words: str) -> str:
    """Return a suggestion of runs of words of the text that look like the words searched for."""
    tokens = [match.span() for match in re.finditer(r"[^\s]+", text)]
    size = max(1, len(words.split()))
    runs = [
        text[tokens[at][0] : tokens[at + size - 1][1]].strip(".,;:()") for at in range(len(tokens) - size + 1)
    ]
    return nearest(words, [" ".join(run.split()) for run in dict.fromkeys(runs)])
