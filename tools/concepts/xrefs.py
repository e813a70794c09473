"""Which identifiers mean the same thing, as the sources themselves say it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from tools.lexicons.drugs import read_drugcentral
from tools.lexicons.names import clean_name
from tools.lexicons.sources import Sources
from tools.lexicons.targets import read_genes

_DRUGCENTRAL: Final = {
    "RXNORM": "RXNORM",
    "UNII": "UNII",
    "CHEBI": "CHEBI",
    "DRUGBANK_ID": "DRUGBANK",
    "MESH_DESCRIPTOR_UI": "MESH",
    "MESH_SUPPLEMENTAL_RECORD_UI": "MESH",
    "ChEMBL_ID": "CHEMBL.COMPOUND",
    "KEGG_DRUG": "KEGG.DRUG",
    "PUBCHEM_CID": "PUBCHEM.COMPOUND",
}
_ONTOLOGY: Final = {
    "MSH": "MESH",
    "MESH": "MESH",
    "DOID": "DOID",
    "HP": "HP",
    "UMLS": "UMLS",
    "UMLS_CUI": "UMLS",
    "ICD10CM": "ICD10CM",
    "OMIM": "OMIM",
    "SCTID": "SNOMEDCT",
    "SNOMEDCT_US": "SNOMEDCT",
    "NCIT": "NCIT",
    "NCI": "NCIT",
}
_MAPPED: Final = {
    "CHEBI": "CHEBI",
    "DOID": "DOID",
    "HP": "HP",
    "HGNC": "HGNC",
    "GO": "GO",
    "UP": "UNIPROT",
    "NCIT": "NCIT",
}
GROUNDS: Final = frozenset(
    {"MESH", "HP", "MONDO", "DOID", "GO", "HGNC", "UNIPROT", "CHEBI", "UNII", "RXNORM", "DRUGBANK"}
)
"""Whose identifiers may lead on to others of the same thing."""


class CrossReferences:
    """Equal identifiers; no more than one further step is taken, so that no chain of near misses is."""

    def __init__(self, sources: Sources) -> None:
        self._equal: dict[str, dict[str, None]] = defaultdict(dict)
        for left, right in (
            *_list_drugs(sources),
            *_list_mappings(sources),
            *_list_genes(sources),
            *_list_ontologies(sources),
        ):
            self._equal[left].setdefault(right)
            self._equal[right].setdefault(left)

    def find(self, identifier: str) -> list[str]:
        """Return the identifiers of the same thing, sorted, and those of these where both ways agree."""
        near = [other for other in self._equal.get(identifier, ()) if other != identifier]
        known = set(near)
        for other in near:
            if other.split(":")[0] not in GROUNDS:
                continue
            same = [o for o in self._equal[other] if o.split(":")[0] == identifier.split(":", maxsplit=1)[0]]
            if same == [identifier]:
                known.update(self._equal[other])
        return sorted(known - {identifier})


def _list_drugs(sources: Sources) -> Iterator[tuple[str, str]]:
    for entry in read_drugcentral(sources):
        known = [
            f"{prefix}:{code.removeprefix('CHEBI:')}"
            for kind, prefix in _DRUGCENTRAL.items()
            for code in entry.codes.get(kind, ())
        ]
        for left in known:
            for right in known:
                if left < right and left.split(":")[0] in GROUNDS:
                    yield left, right
    for drugbank, namespace, code, source in sources.read_rows("drugbank.mappings", skip=1):
        if source == "chebi" and namespace == "CHEBI":
            yield f"DRUGBANK:{drugbank}", f"CHEBI:{code}"
    for chebi, chembl in sources.read_rows("chebi.chembl", skip=1):
        yield f"CHEBI:{chebi}", f"CHEMBL.COMPOUND:{chembl}"


def _list_mappings(sources: Sources) -> Iterator[tuple[str, str]]:
    for row in sources.read_rows("mesh.mappings"):
        if row[3] in _MAPPED:
            local = row[4].removeprefix(f"{row[3]}:")
            yield f"MESH:{row[1]}", f"{_MAPPED[row[3]]}:{local}"


def _list_genes(sources: Sources) -> Iterator[tuple[str, str]]:
    for gene in read_genes(sources):
        for accession in gene.uniprot:
            if accession:
                yield gene.id, f"UNIPROT:{accession}"


def _list_ontologies(sources: Sources) -> Iterator[tuple[str, str]]:
    for key, prefix in (("mondo", "MONDO"), ("doid", "DOID"), ("hpo", "HP")):
        for entry in json.loads(sources.read_text(key)):
            identifier = entry["id"] if ":" in entry["id"] else f"{prefix}:{entry['id']}"
            for other in entry.get("xrefs", ()):
                if clean_name(entry.get("name", "")) and other["namespace"] in _ONTOLOGY:
                    yield identifier, f"{_ONTOLOGY[other['namespace']]}:{other['id']}"
