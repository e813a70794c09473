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

from pipeline.entities.kinds import CODE_NAME, SALT, has_inn_stem
from pipeline.entities.lexicon import MEDIATOR, Entry, Lexicon
from pipeline.entities.own_names import find_own_name, first_lines
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words
from pipeline.vocabulary import Label

_SIGNS: Final = re.compile(r"[®™©]")
_BRACKET: Final = re.compile(
    r"(?<![A-Za-z])(?P<outer>[A-Za-z][\w-]{0,60}(?: [a-z]{4,60})?)[®™]?(?: \d[^()\n]{0,40})? ?"
    r"\((?P<inner>[^()\n]{2,80})\)"
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
_CODE_TITLE: Final = re.compile(r"^\W*(?P<name>[A-Z][A-Za-z0-9-]{3,})\b")
_CONTAINS: Final = re.compile(
    r"\b(?:contain(?:s|ing)?|active (?:substance|ingredient)s?|generic name)\b(?P<what>[^.]{0,60})"
)
_WORDS: Final = re.compile(r"[A-Za-z][A-Za-z-]{4,}")
_PAIRS: Final = re.compile(r"\b(?=([A-Za-z][A-Za-z-]{4,40} [a-z][a-z-]{3,40})\b)")
_HEAD_LINES: Final = 3
_CODE_LINES: Final = 4
_TITLE_WORDS: Final = 8
OWN: Final = "title"
"""The source of the entry of a name that no lexicon has and that the text is about."""

_NAME_LINE: Final = re.compile(
    r"^\W*(?P<name>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,2}?)[®™]?(?: \((?P<also>[^()\n]{3,40})\))?"
    r"(?: (?:tablets?|capsules?|injection|for injection|solution|cream|gel|patch|inhaler|spray|\d)"
    r"[^.\n]{0,60})?\W*$"
)
"""A line that is a name and no more than a form or strength."""
_OPENING: Final = re.compile(
    r"^\W*(?P<name>[A-Z][\w-]*(?: [A-Za-z][\w-]*){0,2}?)"
    r"(?:,? \(?(?:also known as |also called |or )?(?P<also>[a-z][\w-]+)\)?,?)?(?:,[^,\n]{1,60},)?"
    r" (?:is|was|are) (?:an?|the|used|indicated|given)\b"
)
"""A sentence that opens by saying what its subject is."""


def define_names(text: str, doc_id: str, lexicon: Lexicon) -> dict[tuple[str, ...], Entry]:
    """Return the names that a text defines: folded words to an entry of label DRUG with source
    ``document``."""
    plain = _SIGNS.sub("", text)
    main = _main_known(text, doc_id, lexicon)
    named = list(_in_brackets(plain, lexicon))
    if main:
        sold = (re.split(r", | and |; | or ", match["names"]) for match in _SOLD.finditer(plain))
        named += [(name, main) for names in sold for name in names if _is_name(name)]
    named += _in_title(plain, lexicon)
    if not main:
        named += _in_file_name(plain, doc_id, lexicon)
    defined = {fold_words(entry.term): entry for entry in _of_the_body(plain, doc_id, lexicon)}
    own = {fold_words(entry.term): entry for entry in _own(text, main, lexicon)}
    for name, drug in named:
        words = fold_words(name)
        if words and len(name) >= 3 and not lexicon.get(words) and words not in defined:
            defined[words] = Entry(name, drug, Label.DRUG, None, "document")
    return {**own, **defined}


def _of_the_body(text: str, doc_id: str, lexicon: Lexicon) -> Iterator[Entry]:
    """Yield the entry of a substance of the body that a text is about as a drug: it is its title, its file's
    name or the subject of its opening ("Oxytocin is a peptide hormone …") and no drug is named more often."""
    lines = first_lines(text, _HEAD_LINES)
    titles = [match for line in lines[:1] if (match := _NAME_LINE.match(line))]
    opened = [match for line in lines if (match := _OPENING.match(line))]
    stem = re.split(r"--|__", PurePosixPath(doc_id).stem)[0].replace("_", " ")
    for name in (*(m[group] for m in (*titles, *opened) for group in ("name", "also") if m[group]), stem):
        entries = lexicon.get(fold_words(name))
        if not any(entry.label == MEDIATOR for entry in entries):
            continue
        known = next((entry for entry in entries if entry.label == Label.DRUG), entries[0])
        others = _main_known(text, "", lexicon)
        if titles or others in (None, known.name) or name == stem:
            yield Entry(name, known.name, Label.DRUG, known.id, "document")


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


def _in_title(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield (new name, drug) for a code name that opens one of the first four lines."""
    for line in first_lines(text, _CODE_LINES):
        code = _CODE_TITLE.match(line)
        if code and CODE_NAME.match(code["name"]) and not _known_drug(code["name"], lexicon):
            yield code["name"], code["name"]


def _own(text: str, main: str | None, lexicon: Lexicon) -> Iterator[Entry]:
    """Yield the entries of an unknown name that the text is about.

    It means the known drug that the text names most where a title names that, or where the product is said
    to contain it.
    """
    own = find_own_name(text, lexicon)
    if own is None or _known_drug(own.name, lexicon):
        return
    if not own.is_titled and main and _count(text, main, lexicon) >= text.count(own.name):
        return
    head = (
        line
        for line in first_lines(text, _HEAD_LINES)
        if len(line.split()) <= _TITLE_WORDS and not re.search(r"\.(?:\s|$)", line)
    )
    told = (*head, *(match["what"] for match in _CONTAINS.finditer(text)))
    is_brand = any(_count(each, main, lexicon) for each in told) if main else False
    generic = own.generic and SALT.sub("", own.generic).strip()
    drug = main if main and is_brand else generic or own.name.lower()
    for name in (own.name, *((generic,) if generic and drug == generic else ())):
        yield Entry(name, drug, Label.DRUG, None, OWN)


def _count(text: str, drug: str, lexicon: Lexicon) -> int:
    """Return how often a text names a known drug."""
    return _count_known(text, lexicon)[drug]


def _count_known(text: str, lexicon: Lexicon) -> Counter[str]:
    """Return how often a text names each known drug, by a word or by two ("insulin glargine")."""
    words = Counter(_WORDS.findall(text))
    pairs = Counter(match[1] for match in _PAIRS.finditer(text))
    counts: Counter[str] = Counter()
    for pair, count in pairs.items():
        drug = next((e.name for e in lexicon.get(fold_words(pair), pair) if e.label == Label.DRUG), None)
        if drug is not None:
            counts[drug] += count
            words.subtract(dict.fromkeys(pair.split(), count))
    for word, count in words.items():
        if count > 0 and (drug := _known_drug(word, lexicon)) is not None:
            counts[drug] += count
    return counts


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


def _main_known(text: str, doc_id: str, lexicon: Lexicon) -> str | None:
    """Return the known drug that a text names most, one that its file is named after counting for ten."""
    counts = _count_known(text, lexicon)
    stem = set(fold_words(PurePosixPath(doc_id).stem))
    for drug in counts:
        counts[drug] += 10 * bool(set(fold_words(drug)) & stem)
    return counts.most_common(1)[0][0] if counts else None
