"""What DrugCentral and the Guide to Pharmacology know: drug, gene, action."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Final

from pipeline.concepts import ConceptBase
from pipeline.concepts.keys import spelled_key
from pipeline.vocabulary import Label

Known = dict[tuple[str, str], set[tuple[str, str]]]
"""(drug's name, gene symbol) to (direction, source): `block`, `activate` or `other`."""

_BLOCK: Final = ("antagon", "inhib", "block", "inverse", "negative", "pore", "suppress", "full inhibition")
_ACTIVATE: Final = ("agon", "activ", "open", "positive", "potentiat", "stimul", "releas")


def direction_of(*actions: str) -> str:
    """Return the direction of a database's action.

    >>> direction_of("INVERSE AGONIST"), direction_of("PARTIAL AGONIST"), direction_of("BINDING AGENT")
    ('block', 'activate', 'other')
    """
    text = " ".join(actions).casefold()
    if any(word in text for word in _BLOCK):
        return "block"
    return "activate" if any(word in text for word in _ACTIVATE) else "other"


def read_known(data: Path, base: ConceptBase) -> Known:
    """Return the facts of both databases; drugs are named as the concept base names them."""
    known: Known = defaultdict(set)
    with (data / "drugcentral_2016" / "drug_target.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for gene in filter(None, row["GENE"].split("|")):
                fact = (direction_of(row["ACTION_TYPE"] or ""), "DrugCentral")
                known[drug_key(row["DRUG_NAME"], base), gene].add(fact)
    with (data / "gtopdb" / "interactions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            for gene in filter(None, row["target_gene_symbol"].split("|")):
                fact = (direction_of(row["type"], row["action"]), "GtoPdb")
                known[drug_key(row["ligand"], base), gene.upper()].add(fact)
    return dict(known)


def drug_key(name: str, base: ConceptBase) -> str:
    """Return the folded preferred name of a drug, of the name itself where it is in no lexicon."""
    drug = next((sense for sense in base.find(name) if sense.label == Label.DRUG), None)
    return spelled_key(drug.name if drug else name)
