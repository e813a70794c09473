"""The mediators: the body's own substances, named when a text speaks of biology and not of a drug."""

from __future__ import annotations

from tools.lexicons.collector import Collector
from tools.lexicons.curated import read_curated
from tools.lexicons.names import lower_words, spell_greek
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import read_mesh, read_ontology

LABEL = "MEDIATOR"


def build_mediators(sources: Sources, dropped: frozenset[str]) -> Collector:
    """Gather mediators.tsv, all curated; ids are those of ChEBI or MeSH terms of the same name."""
    found = Collector(dropped=dropped)
    ids = _index_ids(sources)
    for row in read_curated("mediators"):
        terms = [term for term in row["terms"].split("|") if term]
        terms += [spelled for term in terms if (spelled := spell_greek(term)) != term]
        found.add(row["name"], terms, label=LABEL, id=ids.get(row["name"].casefold(), ""), source="curated")
    return found


def list_only_endogenous() -> frozenset[str]:
    """Return the terms that no text uses for a drug: names of mediators that are not given as drugs."""
    return frozenset(
        term.casefold()
        for row in read_curated("mediators")
        if row["drug"] != "yes"
        for term in (row["name"], *row["terms"].split("|"))
        if term
    )


def _index_ids(sources: Sources) -> dict[str, str]:
    ids: dict[str, str] = {}
    for term in read_ontology(sources, "chebi").values():
        ids.setdefault(term.name.casefold(), term.id)
    for heading in read_mesh(sources):
        ids.setdefault(lower_words(heading.label).casefold(), heading.id)
    return ids
