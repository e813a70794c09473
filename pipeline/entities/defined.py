"""Names that a text itself introduces for a drug: brands, code names, abbreviations, and the drug of its
title.

"Zyloric 100 mg tablets (allopurinol)", "marketed as Effexor", "SB-742457 (intepirdine)": the new name means
the known drug; where neither side is known, the name of the title or of the file is a drug of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from pipeline.entities.kinds import CODE_NAME, has_inn_stem
from pipeline.entities.lexicon import Entry, Lexicon
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words
from pipeline.vocabulary import Label

_SIGNS: Final = re.compile(r"[®™©]")
_BRACKET: Final = re.compile(
    r"(?P<outer>[A-Za-z][\w-]*(?: [a-z]{4,})?)[®™]?(?: \d[^()\n]{0,40})? ?\((?P<inner>[^()\n]{2,80})\)"
)
_PREFIX: Final = re.compile(
    r"^(?:brand names?|trade names?|synonyms?|sold as|marketed as|also known as|formerly|"
    r"previously|code name|"
    r"generic name)[:,]? ",
    re.I,
)
_SOLD: Final = re.compile(
    r"\b(?:(?:sold|marketed|available|known|launched|approved|supplied|branded)(?: \w+){0,4}? (?:as|"
    r"under the (?:brand|trade) names?(?: of)?)"
    r"|brand names?:?|trade names?:?|[Ss]ynonyms?:)\s+(?P<names>[A-Z][\w-]+(?:(?:, | and |; |"
    r" or )[A-Z][\w-]+)*)"
)
_TITLE: Final = re.compile(
    r"^\W*(?P<name>[A-Z][A-Za-z-]{3,})[®™]? (?:[A-Z]\w? )?(?:\d|tablets?\b|capsules?\b|"
    r"solution\b|injection\b|"
    r"for injection\b|oral\b)"
)
_SUBJECT: Final = re.compile(
    r"^\W*(?P<name>[A-Z][A-Za-z0-9-]{3,})(?: \([^)]*\))?,? (?:is|was|are) (?:an?|the)\b|"
    r"^(?P<title>[A-Z][A-Za-z0-9-]{3,}): (?:an?|the|how)\b"
)


def define_names(text: str, doc_id: str, lexicon: Lexicon) -> dict[tuple[str, ...], Entry]:
    """Return the names that a text defines: folded words to an entry of label DRUG with source
    ``document``."""
    plain = _SIGNS.sub("", text)
    main = _main_known(text, doc_id, lexicon)
    named = list(_in_brackets(plain, lexicon))
    if main:
        sold = (re.split(r", | and |; | or ", match["names"]) for match in _SOLD.finditer(plain))
        named += [(name, main) for names in sold for name in names if _is_name(name)]
    named += _in_title(plain, main, lexicon)
    if not main:
        named += _in_file_name(plain, doc_id, lexicon)
    defined: dict[tuple[str, ...], Entry] = {}
    for name, drug in named:
        words = fold_words(name)
        if words and len(name) >= 3 and not lexicon.get(words) and words not in defined:
            defined[words] = Entry(name, drug, Label.DRUG, None, "document")
    return defined


def _in_brackets(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield (new name, drug) for names beside a known drug: "Zyloric (allopurinol)", "allopurinol
    (Zyloric)"."""
    for match in _BRACKET.finditer(text):
        outer, inner = match["outer"], _PREFIX.sub("", match["inner"])
        first = outer.split()[0]
        drug = _known_drug(outer, lexicon) or _known_drug(first, lexicon)
        within = _known_drug(inner, lexicon)
        if drug and not within:
            pieces = (piece.strip() for piece in re.split(r"[;,/]| and | or ", inner))
            yield from ((piece, drug) for piece in pieces if _is_name(piece))
        elif within and not drug and _is_name(first):
            yield first, within


def _in_title(text: str, main: str | None, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield (new name, drug) for what the first four lines are about."""
    for line in [line for line in text.splitlines() if line.strip()][:4]:
        title = _TITLE.match(line)
        if title and _is_name(title["name"]) and not _known_drug(title["name"], lexicon):
            yield title["name"], main or title["name"].lower()
        subject = _SUBJECT.match(line)
        name = subject and (subject["name"] or subject["title"])
        if name and not _known_drug(name, lexicon) and (CODE_NAME.match(name) or _is_often_named(name, text)):
            yield name, name if CODE_NAME.match(name) else name.lower()


def _in_file_name(text: str, doc_id: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield (new name, drug) where the file is named after a word of its text."""
    stem = re.split(r"--|__", PurePosixPath(doc_id).stem)[0]
    for name in dict.fromkeys((stem, stem.split("-")[0], stem.split("_")[0])):
        known = lexicon.get(fold_words(name))
        if len(name) > 3 and not known and re.search(rf"\b{re.escape(name)}\b", text, re.I):
            yield name, name.lower()


def _known_drug(text: str, lexicon: Lexicon) -> str | None:
    """Return the canonical name of a known drug, with or without its salt."""
    words = fold_words(text)
    for size in (len(words), 1):
        entries = [
            e
            for e in lexicon.get(words[:size], text if size == len(words) else None)
            if e.label == Label.DRUG
        ]
        if entries:
            return entries[0].name
    return words[0] if len(words) == 1 and has_inn_stem(words[0]) else None


def _is_name(text: str) -> bool:
    return (
        bool(re.fullmatch(r"[A-Z][\w-]{2,}(?: [A-Z]\w*)?", text))
        and text.lower() not in load_words(__package__)["no_name"]
        and not re.fullmatch(r"[IVX]+", text)
    )


def _is_often_named(name: str, text: str) -> bool:
    return (
        name.lower() not in load_words(__package__)["no_name"]
        and len(re.findall(rf"\b{re.escape(name)}\b", text)) >= 2
    )


def _main_known(text: str, doc_id: str, lexicon: Lexicon) -> str | None:
    """Return the known drug that a text names most, one that its file is named after counting for ten."""
    counts: Counter[str] = Counter()
    stem = set(fold_words(PurePosixPath(doc_id).stem))
    for word in re.findall(r"[A-Za-z][A-Za-z-]{4,}", text):
        drug = _known_drug(word, lexicon)
        if drug:
            counts[drug] += 1 + 10 * (drug not in counts and bool(set(fold_words(drug)) & stem))
    return counts.most_common(1)[0][0] if counts else None
