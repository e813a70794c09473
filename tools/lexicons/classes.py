"""The drug classes, pharmacological and chemical, in the singular."""

from __future__ import annotations

import re

from tools.lexicons.braces import expand_braces
from tools.lexicons.collector import Collector
from tools.lexicons.curated import read_curated, read_words
from tools.lexicons.findings import is_plain
from tools.lexicons.names import clean_name, lower_words, make_singular, uninvert
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import Heading, find_descendants, read_mesh, read_ontology

LABEL = "DRUG_CLASS"
_ENDING = re.compile(
    r"(agent|agonist|antagonist|inhibitor|blocker|modulator|activator|inducer|opener|stimulator|stimulant|depressant|"
    r"relaxant|diuretic|antibiotic|antibacterial|antiviral|antifungal|vaccine|hormone|drug|steroid|analgesic|sedative|"
    r"hypnotic|an?esthetic|laxative|suppressant|antihistamine|antidepressant|antipsychotic|sympathomimetic|emetic|tic|"
    r"sensitizer|secretagogue|mimetic|lytic|analog|analogue|compound|antibody|toxin|ine|oid|ide|ate|one|ol|in|al|gen|ant|ic|ive)$"
)


def build_classes(
    sources: Sources, proper: frozenset[str], drugs: frozenset[str], dropped: frozenset[str]
) -> Collector:
    """Gather drug_classes.tsv: curated classes, MeSH's actions, DrugCentral's classes, ChEBI's roles."""
    found = Collector(dropped=dropped, taken=drugs)
    for row in read_curated("classes"):
        terms = [term for text in row["terms"].split("|") for term in expand_braces(text)]
        found.add(row["name"], terms, label=LABEL, source="curated")
    headings = read_mesh(sources)
    for heading in headings:
        if heading.is_under("D27.505"):
            _add_heading(found, heading, proper)
    for fields in sources.read_rows("drugcentral.classes", skip=1):
        if fields[2] == "EPC":
            name = make_singular(lower_words(uninvert(clean_name(fields[4])), proper))
            found.add(name, label=LABEL, source="drugcentral")
    roles = read_ontology(sources, "chebi")
    for identifier in sorted(find_descendants(roles, ["CHEBI:52217", "CHEBI:52210", "CHEBI:35222"])):
        role = roles[identifier]
        names = [spoken for text in (role.name, *role.synonyms) if (spoken := _name_role(text))]
        if names:
            found.add(names[0], names, label=LABEL, id=identifier, source="chebi")
    families = read_words("chemical_classes")
    for heading in headings:
        if heading.label.casefold() in families:
            _add_heading(found, heading, proper)
    return found


def _add_heading(found: Collector, heading: Heading, proper: frozenset[str]) -> None:
    name = make_singular(lower_words(uninvert(heading.label), proper))
    terms = [make_singular(lower_words(term, proper)) for term in heading.synonyms if ", " not in term]
    if is_plain(name):
        terms = [
            term
            for term in terms
            if is_plain(term) and not re.search(r" (effect|use|action)$| effects of | and ", term)
        ]
        found.add(name, terms, label=LABEL, id=heading.id, source="mesh")


def _name_role(text: str) -> str | None:
    """Return a role as a class of drugs; "EC 3.1.1.7 (urease) inhibitor" is named after the enzyme only."""
    match = re.fullmatch(r"EC [\d.*]+ \((.+)\) (inhibitor|activator)", text)
    name = f"{match[1]} {match[2]}" if match else text
    return (
        make_singular(lower_words(name))
        if is_plain(name) and len(name.split()) <= 6 and _ENDING.search(name)
        else None
    )
