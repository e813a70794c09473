"""Turns vocabularies' names (inverted, plural, upper case, marked up) into names as texts write them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from tools.lexicons.curated import read_words

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'", "´": "'", "`": "'", "µ": "μ"})
_SYMBOL = re.compile(r"[A-Z]{2}|\d|[a-z][A-Z]|^[A-Z]$")
_KEPT_ENDINGS = ("ss", "us", "is", "series", "species")


def clean_name(name: str) -> str:
    """Return the name without mark-up, character entities and double spaces, with plain dashes and quotes.

    >>> clean_name("5-HT<sub>1A</sub>&nbsp;receptor")
    '5-HT1A receptor'
    """
    text = html.unescape(html.unescape(name))
    text = re.sub(r"</?(sub|sup|i|b|em|small|span)[^>]*>", "", text, flags=re.IGNORECASE)
    text = unicodedata.normalize("NFC", text).translate(_DASHES)
    return re.sub(r"\s+", " ", text).strip(" ,;")


def spell_greek(name: str) -> str:
    """Return the name with Greek letters spelled out.

    >>> spell_greek("TNF-α"), spell_greek("α1A-adrenoceptor")
    ('TNF-alpha', 'alpha1A-adrenoceptor')
    """
    return "".join(GREEK.get(letter, letter) for letter in name)


def uninvert(name: str) -> str:
    """Return an inverted heading in the order of speech.

    >>> uninvert("Receptors, Histamine H1"), uninvert("Leukemia, Myeloid, Acute")
    ('Histamine H1 Receptors', 'Acute Myeloid Leukemia')
    """
    parts = name.split(", ")
    after = [part for part in parts if re.match(r"(of|in|with|due|to|by|for|from|and)\b", part)]
    return " ".join([*reversed([part for part in parts if part not in after]), *after])


def make_singular(name: str) -> str:
    """Return the name with its last word in the singular; words that only look plural stay.

    >>> make_singular("beta blockers"), make_singular("kinase activities"), make_singular("psoriasis")
    ('beta blocker', 'kinase activity', 'psoriasis')
    """
    head, space, last = name.rpartition(" ")
    lower = last.lower()
    if re.fullmatch(r".*[A-Z0-9]s", last):
        return head + space + last[:-1]
    if (
        len(last) < 4
        or not last.endswith("s")
        or lower.endswith(_KEPT_ENDINGS)
        or lower in read_words("same_in_plural")
    ):
        return name
    if lower.endswith("ies") and len(last) > 5:
        last = last[:-3] + "y"
    elif lower.endswith(("sses", "xes", "ches", "shes")) or lower.endswith("viruses"):
        last = last[:-2]
    elif lower.endswith("itides"):
        last = last[:-3] + "s"
    elif lower.endswith(("oses", "yses", "eses", "stases")):
        last = last[:-2] + "is"
    else:
        last = last[:-1]
    return head + space + last


def is_symbol(word: str) -> bool:
    """Tell whether the word's letters are a symbol or an abbreviation, whose case counts."""
    return bool(_SYMBOL.search(word))


def lower_words(name: str, proper: frozenset[str] = frozenset()) -> str:
    """Return the name in lower case, but for symbols and for the words of ``proper``.

    >>> lower_words("Alzheimer Disease", frozenset({"Alzheimer"})), lower_words("Histamine H1 Receptor")
    ('Alzheimer disease', 'histamine H1 receptor')
    """
    return re.sub(r"[^\s/(\[-]+", lambda m: _lower_word(m[0], proper), name)


def _lower_word(word: str, proper: frozenset[str]) -> str:
    bare = re.sub(r"('s|\W)+$", "", word)
    if bare in proper or is_symbol(bare):
        return word
    return word.lower()


def title_brand(name: str) -> str:
    """Return an upper-case brand with capitals at the words' beginnings only.

    >>> title_brand("TOPROL-XL"), title_brand("ELAVIL")
    ('Toprol-XL', 'Elavil')
    """
    return re.sub(
        r"[^\s/-]+", lambda m: m[0] if len(m[0]) <= 2 or re.search(r"\d", m[0]) else m[0].capitalize(), name
    )


def find_proper_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words that names write with a capital more often than without: eponyms and places."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for name in names:
        for position, word in enumerate(re.split(r"[-/() ]", name)):
            bare = re.sub(r"('s|\W)+$", "", word)
            if bare.islower():
                small[bare] += 1
            elif position and len(bare) > 2 and bare[0].isupper() and bare[1:].islower():
                capital[bare] += 1
    return frozenset(word for word, count in capital.items() if count > small[word.lower()])
