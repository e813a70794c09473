"""Find the name of the drug that a text is about where no lexicon has it: by its title, by what only the name
of a drug stands in, and by how often the text says that it is taken or acts.

"VORVIX (tarlimod) tablets", "What Vorvix is and what it is used for", "Vorvix: uses and side effects", or the
bare title "Vorvix" above "Vorvix may cause nausea".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from pipeline.entities.kinds import label_by_suffix
from pipeline.entities.lexicon import Lexicon, blocked_names, head_labels
from pipeline.entities.recognized import is_ordinary
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular
from pipeline.vocabulary import Label

_NAME: Final = r"[A-Z][A-Za-z][A-Za-z0-9-]{1,40}(?: [A-Z][A-Za-z0-9-]{0,40}){0,2}"
_LOOSE: Final = r"[A-Za-z][A-Za-z0-9-]{1,40}(?: [A-Za-z][A-Za-z0-9-]{0,40}){0,2}"
_GENERIC: Final = r"[a-z][a-z0-9 -]{3,40}"
_ALSO: Final = rf"(?: ?\((?P<also>{_GENERIC})\))?"
"""The generic name in brackets."""
_BARE: Final = re.compile(rf"^\W*(?P<name>{_LOOSE})[®™]?{_ALSO}\W*$")
_BRACKETED: Final = re.compile(rf"^\W*(?P<name>{_NAME})[®™]? ?\([^()\n]{{3,80}}\)\W*$")
"""A title that explains itself in brackets ("SHINGRIX (Zoster Vaccine Recombinant, Adjuvanted)")."""
_SIGNED: Final = re.compile(r"\b(?P<name>[A-Z][A-Za-z][A-Za-z0-9-]{1,40}) ?[®™]")
_FRAMES: Final = tuple(
    re.compile(pattern.replace("NAME", rf"(?P<name>{_NAME})"))
    for pattern in (
        r"needed to use NAME(?: [a-z ,]{1,60}?)? safely",
        r"[Ww]hat (?:is )?NAME (?:is )?and what (?:it is|is it) (?:used )?for",
        r"[Ww]hat you need to know before you (?:take|use|are given|have) NAME",
        r"(?m)^[^\w\n]{0,10}(?:\d\. )?[Hh]ow (?:to (?:take|use|store)|does) NAME\b",
    )
)
_HEAD_LINES: Final = 3
_TIMES: Final = 3
"""How often a name without a title must be said to be taken or to act."""
_OFTEN: Final = 6
"""How often an ordinary word must be said to be taken to be a name."""
_SHORTEST: Final = 4
_CAPITALS: Final = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*)*")
_ABBREVIATION: Final = re.compile(r"[A-Z]{2,4}s?")


class OwnName(NamedTuple):
    """The name that a text has for its drug, the generic name in brackets behind it, if there is one, and
    whether it stands in a title or in words that only such a name stands in."""

    name: str
    generic: str | None = None
    is_titled: bool = True


def find_own_name(text: str, lexicon: Lexicon) -> OwnName | None:
    """Return the unknown name that a text is about, or None.

    Args:
        text: The text.
        lexicon: The names that are known; what it has is no new name.
    """
    lines = first_lines(text, _HEAD_LINES)
    framed = (OwnName(match["name"]) for frame in _FRAMES for match in frame.finditer(text))
    signed = (OwnName(match["name"]) for line in lines for match in _SIGNED.finditer(line))
    sure = (found for found in chain(framed, signed) if _may_be_name(found.name, lexicon))
    doubtful = (
        found
        for found in _in_lines(lines, text, lexicon)
        if _may_be_name(found.name, lexicon) and not is_ordinary(found.name)
    )
    own = next(chain(sure, doubtful, _without_title(text, lexicon)), None)
    return own if own is None or own.generic else own._replace(generic=_find_generic(own.name, text))


def first_lines(text: str, count: int) -> list[str]:
    """Return the first lines of a text that hold anything, without the blanks around them."""
    return [line.strip() for line in text.splitlines() if line.strip()][:count]


def _find_generic(name: str, text: str) -> str | None:
    """Return what stands in brackets between a name and a form ("VORVIX (tarlimod) tablets")."""
    behind = rf"[®™]? ?\((?P<generic>{_GENERIC})\),? (?:for )?(?:{_any_of('form')})s?\b"
    found = re.search(rf"\b{re.escape(name)}{behind}", text)
    return found["generic"] if found else None


def _in_lines(lines: list[str], text: str, lexicon: Lexicon) -> Iterator[OwnName]:
    """Yield what the first lines have as the name of a product, and titles that the text names again, down to
    a line that names a known drug."""
    for line in lines:
        for pattern in (_in_product_line(), _in_headline()):
            if (match := pattern.match(line)) is not None:
                yield OwnName(match["name"], match["also"])
    for line in lines:
        if any(e.label == Label.DRUG for word in line.split() for e in lexicon.get(fold_words(word))):
            return
        title = _BARE.match(line)
        if title is not None and any(_is_repeated(name, text) for name in title.groups() if name):
            yield OwnName(title["name"], title["also"])
        bracketed = _BRACKETED.match(line)
        if title is None and bracketed is not None and _is_repeated(bracketed["name"], text):
            yield OwnName(bracketed["name"])


def _is_repeated(name: str, text: str) -> bool:
    found = re.finditer(rf"\b{re.escape(name)}\b", text, re.I)
    return next(found, None) is not None and next(found, None) is not None


def _without_title(text: str, lexicon: Lexicon) -> Iterator[OwnName]:
    """Yield the names in capitals that a text says to be taken, and often that or to act, the commonest
    first; what looks like an ordinary word must be said often, and always with a capital."""
    taken, acting = (_count(patterns, text) for patterns in _in_speech())
    for name, count in (taken + acting).most_common():
        if count < _TIMES:
            return
        spelled = re.search(rf"\b{re.escape(name)}\b", text, re.I) if taken[name] else None
        if spelled is None or not _CAPITALS.fullmatch(spelled[0]) or _ABBREVIATION.fullmatch(spelled[0]):
            continue
        told = taken[name] >= _OFTEN and not re.search(rf"\b{re.escape(name)}\b", text)
        if _may_be_name(spelled[0], lexicon) and (told or not is_ordinary(spelled[0])):
            yield OwnName(spelled[0], is_titled=False)


@cache
def _in_product_line() -> re.Pattern[str]:
    """ "VORVIX (tarlimod hydrochloride) tablet, film coated", "Vorvix XR capsules"."""
    return re.compile(
        rf"^\W*(?P<name>{_NAME}?)[®™]?,?{_ALSO},? "
        rf"(?:\d[\d.,/ ]*(?:mg|mcg|micrograms?|g|ml|mL|%|IU|units?)\b"
        rf"|(?:[a-z-]+ ){{0,2}}(?i:{_any_of('form')})s?\b)"
    )


@cache
def _in_headline() -> re.Pattern[str]:
    """ "Vorvix: uses, side effects", "Vorvix (tarlimod) side effects"."""
    return re.compile(
        rf"^\W*(?P<name>{_NAME}?)[®™]?{_ALSO}"
        rf"(?:: |, | [-–|] | )(?i:{_any_of('headline')})\b"
    )


@cache
def _in_speech() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """What is taken ("treated with Vorvix", "Vorvix-treated") and what acts ("Vorvix may cause …")."""
    taking, taken, acting, determiner = map(_any_of, ("taking", "taken", "acting", "determiner"))
    return (
        (
            re.compile(rf"\b(?i:{taking})\s+(?P<name>{_LOOSE})"),
            re.compile(
                rf"\b(?!(?i:{determiner})\b)(?P<name>{_NAME})(?: \([rR]\)|[®™])?(?:-treat| (?:{taken})\b)"
            ),
        ),
        (
            re.compile(
                rf"(?:^|[.:;!?]\s{{1,9}}|\n[ \t]{{0,9}})(?P<name>{_LOOSE}?)(?: \([^()\n]{{2,60}}\))?,? "
                rf"(?:{acting}|[a-z]{{3,}}s)\b"
            ),
        ),
    )


def _any_of(words: str) -> str:
    """Return the alternatives of a word list for a pattern, the longest first."""
    return "|".join(sorted(load_words(__package__)[words], key=lambda word: (-len(word), word)))


def _count(patterns: tuple[re.Pattern[str], ...], text: str) -> Counter[str]:
    """Return how often patterns find each name, in lower case; of a longer one also its first words."""
    counts: Counter[str] = Counter()
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        words = match["name"].lower().split()
        counts.update(" ".join(words[:size]) for size in range(1, len(words) + 1))
    return counts


def _may_be_name(name: str, lexicon: Lexicon) -> bool:
    """Whether nothing is known that speaks against the name of a drug."""
    words = fold_words(name)
    no_name = load_words(__package__)["no_name"] | blocked_names()
    return (
        len(name) >= _SHORTEST
        and not any(lexicon.get(part) for part in (words, words[:1]))
        and not any(word in no_name for word in (*name.lower().split(), name.lower()))
        and singular(words[-1]) not in head_labels()
        and label_by_suffix(words[-1]) is None
    )
