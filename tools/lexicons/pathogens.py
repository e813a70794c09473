"""The pathogens that drugs are active against: to the guide a CONDITION that the drug treats."""

from __future__ import annotations

import re

from tools.lexicons.braces import expand_braces
from tools.lexicons.collector import Collector
from tools.lexicons.curated import read_curated, read_words
from tools.lexicons.findings import is_plain
from tools.lexicons.names import uninvert
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import read_mesh

LABEL = "CONDITION"
_TREES = ("B03", "B04", "B01.300", "B01.043", "B01.050.500.500")


def build_pathogens(sources: Sources, dropped: frozenset[str]) -> Collector:
    """Gather pathogens.tsv: bacteria, viruses, fungi, protozoa and worms that MeSH names."""
    found = Collector(dropped=dropped)
    for row in read_curated("pathogens"):
        terms = [term for text in row["terms"].split("|") for term in expand_braces(text)]
        found.add(row["name"], terms, label=LABEL, source="curated")
    for heading in read_mesh(sources):
        if heading.is_under(*_TREES) and not heading.is_under("B04.123", "B04.715", "B04.525"):
            names = [uninvert(heading.label), *(term for term in heading.synonyms if ", " not in term)]
            plain = [name for name in names if is_plain(name) or re.search(r"virus|HIV|HSV|HPV", name)]
            if plain and not set(re.split(r"[ -]", heading.label.casefold())) & read_words("animal_words"):
                found.add(plain[0], plain, label=LABEL, id=heading.id, source="mesh")
    return found
