"""Fold words so that spellings of one name compare equal: case, Greek letters, British and American forms,
number."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from pipeline.rules.load import load_table
from pipeline.rules.wordlists import load_words

GREEK: Final = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "Δ": "delta",
    "ε": "epsilon",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "µ": "mu",
    "σ": "sigma",
    "ω": "omega",
}
_GREEK: Final = re.compile("|".join(GREEK))
_WORD: Final = re.compile(r"[a-z]+|[0-9]+|\+")
_SPELLING: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^noradrenal", "norepinephr"),
        (r"^adrenaline$", "epinephrine"),
        (r"oedema", "edema"),
        (r"^oeso", "eso"),
        (r"^oestr", "estr"),
        (r"^foet", "fet"),
        (r"haem(?!at$)", "hem"),
        (r"aemi(a|c)", r"emi\1"),
        (r"^anaem", "anem"),
        (r"leuk?caem", "leukem"),
        (r"anaesth", "anesth"),
        (r"^paed", "ped"),
        (r"^gynaec", "gynec"),
        (r"caec", "cec"),
        (r"faec", "fec"),
        (r"rrhoea", "rrhea"),
        (r"pnoea", "pnea"),
        (r"tumour", "tumor"),
        (r"colour", "color"),
        (r"behaviour", "behavior"),
        (r"odour", "odor"),
        (r"fibre", "fiber"),
        (r"sulph", "sulf"),
        (r"^ageing$", "aging"),
        (r"([lt])is(e|ed|es|ing|ation)$", r"\1iz\2"),
        (r"paralyse", "paralyze"),
        (r"^labour", "labor"),
        (r"^neutralis", "neutraliz"),
        (r"channell", "channel"),
    )
)


_ANY_SPELLING: Final = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _SPELLING))


@lru_cache(maxsize=100_000)
def fold_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded; hyphens, slashes and other signs only separate.

    >>> fold_words("α1-Adrenoceptor"), fold_words("Oedema"), fold_words("5-HT2A")
    (('alpha', '1', 'adrenoceptor'), ('edema',), ('5', 'ht', '2', 'a'))
    """
    if not text.isascii():
        text = _GREEK.sub(lambda match: GREEK[match[0]], text)
    return tuple(map(fold_word, _WORD.findall(text.lower())))


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """Return one lower-case word in American spelling; number is kept."""
    if not _ANY_SPELLING.search(word):
        return word
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


@cache
def _irregular() -> dict[str, str]:
    rows = load_table(__package__, "irregular.tsv", ("plural", "singular"))
    return {row["plural"]: row["singular"] for row in rows}


def _ends(word: str, endings: str) -> bool:
    return word.endswith(tuple(load_words(__package__)[endings]))


@lru_cache(maxsize=100_000)
def singular(word: str) -> str:
    """Return the singular of a folded English noun; words that only look plural are kept.

    >>> [singular(w) for w in ("receptors", "biopsies", "arthritis", "virus", "diagnoses", "glass", "ssris")]
    ['receptor', 'biopsy', 'arthritis', 'virus', 'diagnosis', 'glass', 'ssri']
    """
    if word in _irregular():
        return _irregular()[word]
    words = load_words(__package__)
    latin = word.endswith("is") and (len(word) > 6 or word in words["ends_in_is"])
    alike = latin or word in words["same_in_both"] or _ends(word, "singular_ending")
    if alike or len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _ends(word, "greek_plural_ending"):
        return word[:-2] + "is"
    if _ends(word, "sibilant_ending") and not _ends(word, "silent_e_ending"):
        return word[:-2]
    return word[:-1]
