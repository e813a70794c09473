"""What the words and arcs of a pair say beyond `pipeline.scoring.features`: word sequences with the names
blinded, and the shortest path between subject and object in the parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.assembly import Assembly
from pipeline.scoring.candidates import Candidate, reading_of
from pipeline.scoring.features import group

_LONGEST: Final = 30
"""Words between subject and object from which their sequences are left out."""
_WINDOW: Final = 4
"""Words before the first and behind the last of the two that are looked at."""
_ENDS: Final = ("SUBJECT", "OBJECT")
_PARTS: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
"""What names are made of: letters, digits, and single signs."""


@dataclass(frozen=True, slots=True)
class PairTokens:
    """The tokens of a pair's sentence, those left out that only repeat what a name of several words names.

    Args:
        words: In lower case; names as what they name, the pair's own as their roles, numbers as "0".
        arcs: The relation of each to its head.
        chemical: The places of the chemical's name, in order.
        protein: Those of the protein's.
        path: The places on the shortest path between both heads, which are always among them.
        chemical_name: The parts of the chemical's name, in lower case: "cox", "-", "2".
        protein_name: Those of the protein's.
    """

    words: tuple[str, ...]
    arcs: tuple[str, ...]
    chemical: tuple[int, ...]
    protein: tuple[int, ...]
    path: tuple[int, ...]
    chemical_name: tuple[str, ...]
    protein_name: tuple[str, ...]


def read_tokens(assembly: Assembly, candidate: Candidate, named: Phrase) -> PairTokens:
    """Return the tokens of the sentence of a candidate whose subject is named."""
    sentence = reading_of(assembly, candidate)
    plain = zip(sentence.tokens, sentence.lower, strict=True)
    words = _blind(["0" if token.like_num else word for token, word in plain], assembly, candidate)
    steps = _shortest_path(sentence.tokens[named.head], sentence.tokens[candidate.phrase.head]) or ()
    passed = {sentence.position.get(token.i, named.head) for _, token in steps}
    path = {named.head, candidate.phrase.head, *passed}
    kept = sorted({*_first_of_each(words), *path})
    new = {place: position for position, place in enumerate(kept)}

    def renumber(places: Iterable[int]) -> tuple[int, ...]:
        return tuple(new[place] for place in sorted(places) if place in new)

    return PairTokens(
        words=tuple(words[place] for place in kept),
        arcs=tuple(sentence.tokens[place].dep_ for place in kept),
        chemical=renumber(named.tokens),
        protein=renumber(candidate.phrase.tokens),
        path=renumber(path),
        chemical_name=_split(sentence, named),
        protein_name=_split(sentence, candidate.phrase),
    )


def _split(sentence: Sentence, name: Phrase) -> tuple[str, ...]:
    return tuple(_PARTS.findall(" ".join(sentence.lower[place] for place in name.tokens)))


def describe_pair(assembly: Assembly, candidate: Candidate) -> Iterator[str]:
    """Yield features of a candidate whose subject is named."""
    if candidate.named is None:
        return
    sentence = reading_of(assembly, candidate)
    label = group(candidate.kind.label)
    lemmas = ["0" if token.like_num else token.lemma_.lower() for token in sentence.tokens]
    words = _blind(lemmas, assembly, candidate)
    yield from _of_words(words, candidate.named, candidate.phrase)
    yield from _of_path(sentence, words, candidate.named, candidate.phrase, label)


def describe_names(chemical: str, protein: str) -> Iterator[str]:
    """Yield features of the two names, in lower case: whole, by words, and their beginnings and ends.

    >>> list(describe_names("l-dopa", "th"))[:4]
    ['chemical=l-dopa', 'chemical starts=l-d', 'chemical ends=dopa', 'chemical word=l']
    """
    for role, name in (("chemical", chemical), ("protein", protein)):
        yield from (f"{role}={name}", f"{role} starts={name[:3]}", f"{role} ends={name[-4:]}")
        yield from (f"{role} word={word}" for word in name.replace("-", " ").split())


def _blind(words: list[str], assembly: Assembly, candidate: Candidate) -> list[str]:
    """Return the words of a sentence, each name in it as what it names, the pair's own as its role."""
    for mention in assembly.mentions_of(candidate.sentence):
        for position in mention.phrase.tokens:
            words[position] = group(mention.kind.label)
    for _, phrase in assembly.subjects.get(candidate.sentence, ()):
        for position in phrase.tokens:
            words[position] = "DRUG"
    assert candidate.named is not None
    for name, phrase in zip(_ENDS, (candidate.named, candidate.phrase), strict=True):
        for position in phrase.tokens:
            words[position] = name
    return words


def _collapse(words: Sequence[str]) -> list[str]:
    """Return words without the repeats that a name of several words leaves."""
    return [words[at] for at in _first_of_each(words)]


def _first_of_each(words: Sequence[str]) -> Iterator[int]:
    """Yield the places of words, of the repeats that a name of several words leaves the first."""
    return (at for at, word in enumerate(words) if not at or word != words[at - 1] or word.islower())


def _grams(words: Sequence[str], longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def _of_words(words: Sequence[str], named: Phrase, phrase: Phrase) -> Iterator[str]:
    side = "before" if named.tokens[0] < phrase.tokens[0] else "behind"
    first, second = sorted((named.tokens, phrase.tokens))
    between = _collapse(words[first[-1] + 1 : second[0]])
    before = _collapse(words[: first[0]])[-_WINDOW:]
    behind = _collapse(words[second[-1] + 1 :])[:_WINDOW]
    yield f"far={side}:{min(len(between), 20) // 2}"
    if len(between) <= _LONGEST:
        yield from (f"in={side}:{gram}" for gram in _grams(["[", *between, "]"], 3))
    if len(between) <= 5:
        yield f"all={side}:{' '.join(between)}"
    yield from (f"left={gram}" for gram in _grams([*before, "["], 3))
    yield from (f"right={gram}" for gram in _grams(["]", *behind], 3))


def _of_path(
    sentence: Sentence, words: Sequence[str], named: Phrase, phrase: Phrase, label: str
) -> Iterator[str]:
    path = _shortest_path(sentence.tokens[named.head], sentence.tokens[phrase.head])
    if path is None:
        yield "path=none"
        return
    steps = [
        (arc, words[position])
        for arc, token in path
        if (position := sentence.position.get(token.i)) is not None
    ]
    arcs = [arc for arc, _ in steps]
    yield f"path_long={min(len(steps), 8)}"
    yield f"path_arcs={' '.join(arcs)}"
    yield f"path={' '.join(f'{arc} {word}' for arc, word in steps)}"
    yield f"{label}&path_words={' '.join(word for _, word in steps)}"
    yield from (f"on_path={word}" for _, word in steps[:-1])
    yield from (f"path_in={gram}" for gram in _grams([f"{arc}:{word}" for arc, word in steps], 3))
    yield from (f"path_words_in={gram}" for gram in _grams([word for _, word in steps], 3) if " " in gram)
    on = {token.i for _, token in path}
    for _, token in path[:-1]:
        for child in token.children:
            if child.i not in on and (position := sentence.position.get(child.i)) is not None:
                yield f"beside={child.dep_}:{words[position]}"


def _shortest_path(start: Token, end: Token) -> list[tuple[str, Token]] | None:
    """Return (arc, word) from behind the start to the end, up "<" and down ">"; None without one."""
    above = {start.i: 0, **{token.i: step for step, token in enumerate(start.ancestors, 1)}}
    down: list[Token] = []
    here = end
    while here.i not in above:
        if here.head == here:
            return None
        down.append(here)
        here = here.head
    path: list[tuple[str, Token]] = []
    climbing = start
    while climbing != here:
        path.append((f"<{climbing.dep_}", climbing.head))
        climbing = climbing.head
    return path + [(f">{token.dep_}", token) for token in reversed(down)]
