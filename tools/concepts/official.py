"""The names that the sources give to identifiers, to read beside a mention."""

from __future__ import annotations

from tools.concepts.gather import gather_concepts
from tools.lexicons.drugs import read_drugcentral
from tools.lexicons.names import clean_name
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import read_mesh, read_ontology, read_substances


def read_official_names(sources: Sources) -> dict[str, str]:
    """Return the source's name of every identifier that a concept may have; of those without, ours."""
    names = {draft.id: draft.name for draft in gather_concepts() if draft.id}
    names |= {f"UNII:{substance.unii}": substance.display.lower() for substance in read_substances(sources)}
    for entry in read_drugcentral(sources):
        names |= {f"RXNORM:{code}": entry.name for code in entry.codes.get("RXNORM", ())}
    names |= {row[0]: f"{row[1]} ({clean_name(row[2])})" for row in sources.read_rows("hgnc", skip=1)}
    names |= {heading.id: heading.label for heading in read_mesh(sources)}
    for key, prefix in (("hpo", ""), ("mondo", "MONDO"), ("doid", ""), ("go", ""), ("chebi", "")):
        names |= {term.id: term.name for term in read_ontology(sources, key, prefix=prefix).values()}
    return names
