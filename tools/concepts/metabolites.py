"""Gathers substances that a drug's name names in part: its metabolites and mirror images ("norketamine",
"(R)-baclofen"), which texts tell of beside the drug."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pipeline.concepts.keys import spelled_key
from tools.concepts.gather import Draft
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import read_substances

_BEFORE: Final = re.compile(
    r"(?:(?:\(?[RS]\)?-|\([+-]\)-|(?:[NO]|\d\d?'?|alpha|beta)-)*"
    r"(?:nor|d[ei]?s(?:di)?methyl|desethyl|desacetyl|(?:de)?hydro|dihydro|tetrahydro|hydroxy|oxo|keto|carboxy|acetyl)"
    r"[ -]?|(?:\(?[RS]\)?-|\([+-]\)-)+)",
    re.I,
)
_BEHIND: Final = re.compile(
    r"[ -](?:N-oxide|sulf(?:oxide|one)|glucuronide|(?:mono|di|tri)phosphate|epoxide|lactone"
    r"|carboxylic acid)$",
    re.I,
)
"""What the name of a metabolite has before or behind that of its drug; no salts, which are the drug."""
_LEAST: Final = 5
"""Letters that a drug's name must have: shorter ones are parts of too many others."""


def gather_metabolites(sources: Sources, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the FDA's substances named after a drug of the lexicons, sorted by name; none that has a name of
    its own there, nor one whose name two substances have.

    Args:
        sources: The FDA's substances.
        drafts: The concepts of the lexicons.
    """
    terms = {term for draft in drafts if draft.label == "DRUG" for term in draft.terms}
    drugs = {term.casefold() for term in terms if len(term) >= _LEAST}
    held = {spelled_key(term) for term in terms}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for substance in read_substances(sources):
        for each in substance.names:
            name = each.text.lower()
            rest = _BEHIND.sub("", _BEFORE.sub("", name, count=1)) if each.kind != "sys" else name
            if rest != name and rest in drugs and (key := spelled_key(name)) not in held:
                found[key].setdefault(f"UNII:{substance.unii}", name)
    merged: dict[str, Draft] = {}
    for meanings in found.values():
        if len(meanings) == 1:
            ((identifier, name),) = meanings.items()
            draft = merged.setdefault(identifier, Draft(name, "DRUG", identifier))
            draft.terms.setdefault(name, "fda.unii")
    return sorted(merged.values(), key=lambda draft: (draft.name, draft.id))
