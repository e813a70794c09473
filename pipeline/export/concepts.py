"""What names a concept in exports: its CURIE, or a stable one of our own where it is linked to nothing."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from pipeline.types import Argument, content_id

LOCAL: Final = "MONOGRAPH"
"""The prefix of concepts without an id: `MONOGRAPH:` and a hash (16 hexadecimal digits) of label and name."""

_IRIS: Final = {
    "CHEBI": "http://purl.obolibrary.org/obo/CHEBI_",
    "DOID": "http://purl.obolibrary.org/obo/DOID_",
    "DRUGBANK": "https://identifiers.org/drugbank:",
    "FPLX": "https://identifiers.org/fplx:",
    "GO": "http://purl.obolibrary.org/obo/GO_",
    "HGNC": "https://identifiers.org/hgnc:",
    "HP": "http://purl.obolibrary.org/obo/HP_",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "RXNORM": "http://purl.bioontology.org/ontology/RXNORM/",
    "UNII": "https://identifiers.org/unii:",
    LOCAL: "https://w3id.org/monograph/concept/",
}
"""Prefixes of CURIEs as their own sources expand them."""


def curie(argument: Argument) -> str:
    """Return the argument's CURIE, or its local one: the same name and label have the same everywhere.

    >>> from pipeline.vocabulary import Label
    >>> curie(Argument("dry mouth", Label.EFFECT, "dry mouth", "HP:0000217"))
    'HP:0000217'
    >>> curie(Argument("dry mouth", Label.EFFECT, "a dry mouth"))
    'MONOGRAPH:9d53fab48da79d0f'
    """
    return argument.id or f"{LOCAL}:{content_id(argument.label, argument.name)}"


def concept_iri(name: str) -> str:
    """Return the IRI that a CURIE stands for; one of bioregistry.io where its prefix is not known here.

    >>> concept_iri("CHEBI:15365")
    'http://purl.obolibrary.org/obo/CHEBI_15365'
    """
    prefix, _, local = name.partition(":")
    base = _IRIS.get(prefix, f"https://bioregistry.io/{quote(prefix)}:")
    return base + quote(local, safe="")


def document_curie(doc_id: str) -> str:
    """Return a document's CURIE: its id, with what is no letter, digit, `/` or `._-~` as %XX.

    >>> document_curie("a b/Käse.txt")
    'MONOGRAPH.DOC:a%20b/K%C3%A4se.txt'
    """
    return f"{LOCAL}.DOC:{quote(doc_id)}"
