"""The ligands of the Guide to Pharmacology that the drugs' list lacks: research compounds and code names."""

from __future__ import annotations

import re

from tools.lexicons.collector import Collector
from tools.lexicons.english import English
from tools.lexicons.names import clean_name, lower_words, spell_greek, title_brand
from tools.lexicons.rows import Row
from tools.lexicons.sources import Sources

_KINDS = frozenset({"Synthetic organic", "Antibody", "Natural product", "Inorganic"})
_UNSPOKEN = re.compile(
    r"[\[\]{}<>;®]|compound \d|PMID|example|^\d+[a-z]?$|patent|^\(| \(|, \d|^NSC|^(cpd|analogue)\b|"
    r"\b(inhibitor|agonist|antagonist|blocker|activator)s?\b",
    re.I,
)


def build_ligands(sources: Sources, english: English, dropped: frozenset[str], drugs: list[Row]) -> list[Row]:
    """Return the rows of drugs.gtopdb.tsv; a ligand with a known synonym has the known drug's name and id."""
    known = {row.term.casefold(): row for row in drugs}
    found = Collector(dropped=dropped)
    for row in sources.read_rows("gtopdb.ligands", delimiter=",", skip=1):
        if len(row) < 14 or row[3] not in _KINDS:
            continue
        names = [
            _write_name(clean_name(name.replace("(proposed INN)", "").replace("™", "®")))
            for name in (row[1], row[12], *row[13].split("|"))
            if name
        ]
        spoken = [name for name in names if _is_spoken(name, english)]
        same = next((known[name.casefold()] for name in names if name.casefold() in known), None)
        free = [term for name in spoken for term in (name, spell_greek(name)) if term.casefold() not in known]
        if free and not dropped & {name.casefold() for name in names}:
            name, identifier = (same.name, same.id) if same else (spoken[0], "")
            found.add(name, free, label="DRUG", id=identifier, source="gtopdb", with_name=False)
    return found.rows()


def _write_name(name: str) -> str:
    """Return a ligand's name as texts write it: brands with a capital, words in lower case."""
    if name.endswith("®"):
        return title_brand(name.rstrip("®").strip().upper())
    return name if re.search(r"\d", name) else lower_words(name)


def _is_spoken(name: str, english: English) -> bool:
    """Tell whether a text would use the name: it is neither systematic, nor a paper's label, nor a word."""
    if not 4 <= len(name) <= 30 or _UNSPOKEN.search(name) or len(name.split()) > 3:
        return False
    systematic = len(re.findall(r"[-,()']", name)) > 3
    return not systematic and not english.is_ordinary(name) and bool(re.search(r"[A-Za-z]{2}", name))
