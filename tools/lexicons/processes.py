"""The processes: what the body does, and the quantities that are measured on it."""

from __future__ import annotations

import re

from tools.lexicons.braces import expand_braces
from tools.lexicons.collector import Collector
from tools.lexicons.curated import read_curated, read_words
from tools.lexicons.findings import is_plain, list_mesh_terms
from tools.lexicons.names import lower_words, make_singular
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import find_descendants, read_mesh, read_ontology

LABEL = "PROCESS"
_TREES = ("G02.111", "G03", "G04", "G05.308", "G07", "G08", "G09", "G10", "G11", "G12", "E01.370.600")
_OUTSIDE = ("G02.111.570", "G05.360", "G07.203", "A", "B01", "J01", "J02")
_REGULATION = re.compile(
    r"regulation of|via|involved in|response to|process$|symbiont|host|viral|plant|cell fate|peptidyl|"
    r"[a-z]RNA|salvage|transmembrane|larval|plastid|modification$|telomer|\b[LD]-|oxidation$",
    re.IGNORECASE,
)


def build_processes(
    sources: Sources, proper: frozenset[str], dropped: frozenset[str], taken: frozenset[str]
) -> Collector:
    """Gather processes.tsv: curated processes and quantities, then those of MeSH and the Gene Ontology."""
    found = Collector(dropped=dropped, taken=taken)
    for row in read_curated("processes"):
        terms = [term for text in row["terms"].split("|") for term in expand_braces(text)]
        found.add(row["name"], terms, label=LABEL, source="curated")
    for heading in read_mesh(sources):
        if heading.is_under(*_TREES) and not heading.is_under(*_OUTSIDE):
            name, terms = list_mesh_terms(heading, proper)
            if _is_process(name):
                found.add(name, filter(_is_process, terms), label=LABEL, id=heading.id, source="mesh")
    terms_by_id = read_ontology(sources, "go")
    roots = [row["id"] for row in read_curated("go_roots")]
    outside = find_descendants(terms_by_id, [row["id"] for row in read_curated("go_outside")])
    for identifier in sorted(find_descendants(terms_by_id, roots) - outside):
        term = terms_by_id[identifier]
        if _is_spoken(term.name):
            synonyms = [synonym for synonym in term.synonyms if _is_spoken(synonym)]
            name = make_singular(lower_words(term.name, proper))
            found.add(
                name, [lower_words(s, proper) for s in synonyms], label=LABEL, id=identifier, source="go"
            )
    return found


def _is_process(name: str) -> bool:
    return is_plain(name) and not set(re.split(r"[ -]", name.casefold())) & read_words("no_process_words")


def _is_spoken(name: str) -> bool:
    words = name.split()
    return (
        _is_process(name)
        and 1 <= len(words) <= 3
        and not _REGULATION.search(name)
        and name.casefold() not in read_words("drop")
    )
