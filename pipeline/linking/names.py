"""Canonical names: mentions that name the same thing get one name.

A lexicon's preferred name comes first; then the long form of an abbreviation that the text defines; then the
mention itself in the singular, American spelling, without determiner, with "X of Y" turned to "Y X" for
processes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pipeline.rules.words import fold_word, singular

_SALTS: Final = re.compile(
    r"\s+(?:hydrochloride|hcl|dihydrochloride|sulfate|sulphate|maleate|mesylate|mesilate|besylate|besilate|"
    r"tartrate|bitartrate|sodium|disodium|"
    r"potassium|calcium|magnesium|citrate|phosphate|acetate|fumarate|hemifumarate|succinate|hydrobromide|"
    r"bromide|tosylate|lactate|nitrate|"
    r"gluconate|pamoate|decanoate|valerate|furoate|propionate|dipropionate|trihydrate|monohydrate|hemihydrate|"
    r"mofetil|axetil|medoxomil|"
    r"etexilate|disoproxil|alafenamide|tromethamine|meglumine|oxalate|malate|esylate|edisylate|napsylate|"
    r"xinafoate)\b",
    re.I,
)
_DETERMINER: Final = re.compile(r"^(?:the|a|an|its|their|this|these|those|his|her|your)\s+", re.I)
_INVERTED: Final = re.compile(
    r"^(?P<head>(?:re-?)?uptake|reuptake|release|secretion|synthesis|biosynthesis|production|formation|"
    r"metabolism|absorption|reabsorption|"
    r"levels?|concentrations?|activity|activation|excretion|degradation|aggregation|proliferation|growth|"
    r"expression|breakdown|oxidation|"
    r"hydrolysis|transmission|influx|efflux|clearance) of (?:the )?(?P<rest>[^,]{2,60})$",
    re.I,
)


def strip_salt(name: str) -> str:
    """Return a drug's name without its salt or ester.

    >>> strip_salt("amitriptyline hydrochloride"), strip_salt("lithium carbonate")
    ('amitriptyline', 'lithium carbonate')
    """
    stripped = _SALTS.sub("", name).strip()
    return stripped or name


def canonical_name(
    text: str,
    *,
    preferred: str | None = None,
    aliases: Mapping[str, str] | None = None,
    process: bool = False,
    drug: bool = False,
) -> str:
    """Return the canonical name of a mention.

    Args:
        text: The mention.
        preferred: The lexicon's name for it.
        aliases: Abbreviations that the text defines, to their long forms.
        process: Whether it is a PROCESS, whose "X of Y" and "Y X" are one.
        drug: Whether it is a DRUG, whose salts are one.
    """
    if preferred:
        return strip_salt(preferred) if drug else preferred
    text = " ".join(text.split())
    if aliases and text in aliases:
        text = aliases[text]
    text = _DETERMINER.sub("", text).strip(" ,;:.")
    if process and (match := _INVERTED.match(text)):
        text = f"{match['rest']} {match['head']}"
    words = text.split()
    if words:
        last = words[-1]
        folded = (
            singular(fold_word(last.lower()))
            if last.isalpha() and (last.islower() or last.istitle())
            else re.sub(r"(?<=[A-Z0-9])s$", "", last)
        )
        words[-1] = folded
    words = [
        word if any(map(str.isupper, word[1:])) or any(map(str.isdigit, word)) else word.lower()
        for word in words
    ]
    name = " ".join(words)
    return strip_salt(name) if drug else name
