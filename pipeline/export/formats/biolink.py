"""Triples in the terms of the Biolink model (4.4): categories of nodes, predicates and qualifiers of edges.

What a drug does to a target or process is `biolink:affects`, qualified: it `causes` a `decreased` or
`increased` `activity` (of a target) or `activity_or_abundance` (of a process or quantity), by the mechanism
`inhibition`, `antagonism` or `activation`; `increases` and `decreases` have no mechanism. `treats` is
`biolink:treats_or_applied_or_studied_to_treat`: the model keeps `biolink:treats` for what is approved or
well established, and a text alone doesn't tell that.

Source: https://biolink.github.io/biolink-model/
"""

from __future__ import annotations

from typing import Final, NamedTuple

from pipeline.types import Argument, Triple
from pipeline.vocabulary import Label, RelationType

SOURCE: Final = "infores:monograph"
KNOWLEDGE_LEVEL: Final = "not_provided"
"""What the model asks of edges that were read out of texts."""

AGENT_TYPE: Final = "text_mining_agent"

_PREFIXES: Final = {"RXNORM": "RXCUI"}
"""Prefixes that the model spells otherwise."""

_CATEGORIES: Final[dict[Label, str]] = {
    Label.DRUG: "biolink:Drug",
    Label.DRUG_CLASS: "biolink:ChemicalEntity",
    Label.RECEPTOR: "biolink:Protein",
    Label.TRANSPORTER: "biolink:Protein",
    Label.ION_CHANNEL: "biolink:Protein",
    Label.ENZYME: "biolink:Protein",
    Label.OTHER_TARGET: "biolink:BiologicalEntity",
    Label.PROCESS: "biolink:PhysiologicalProcess",
    Label.EFFECT: "biolink:DiseaseOrPhenotypicFeature",
    Label.CONDITION: "biolink:DiseaseOrPhenotypicFeature",
}
_CLOSER: Final[dict[str, dict[str, str]]] = {
    "biolink:Protein": {"HGNC": "biolink:Gene", "FPLX": "biolink:ProteinFamily"},
    "biolink:BiologicalEntity": {"HGNC": "biolink:Gene", "FPLX": "biolink:ProteinFamily"},
    "biolink:PhysiologicalProcess": {"GO": "biolink:BiologicalProcess"},
    "biolink:DiseaseOrPhenotypicFeature": {
        "DOID": "biolink:Disease",
        "MONDO": "biolink:Disease",
        "HP": "biolink:PhenotypicFeature",
    },
}
"""The category that the prefix of an id makes out of the label's one."""

_GENE_LIKE: Final = frozenset({"biolink:Gene", "biolink:Protein"})
_TO_GENE: Final = "biolink:ChemicalAffectsGeneAssociation"
_TO_OTHER: Final = "biolink:ChemicalAffectsBiologicalEntityAssociation"
_TO_FEATURE: Final = "biolink:ChemicalEntityToDiseaseOrPhenotypicFeatureAssociation"
_TO_TREATED: Final = "biolink:ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation"

_QUALIFIERS: Final[dict[RelationType, tuple[str, str | None]]] = {
    RelationType.INHIBITS: ("decreased", "inhibition"),
    RelationType.ANTAGONIZES: ("decreased", "antagonism"),
    RelationType.ACTIVATES: ("increased", "activation"),
    RelationType.INCREASES: ("increased", None),
    RelationType.DECREASES: ("decreased", None),
}
"""Direction and mechanism of the relations that affect something."""


class Statement(NamedTuple):
    """The terms of one edge, None where a qualifier has no place."""

    association: str
    predicate: str
    qualified_predicate: str | None = None
    aspect: str | None = None
    direction: str | None = None
    mechanism: str | None = None


def biolink_curie(name: str) -> str:
    """Return a CURIE with the prefix as the model spells it.

    >>> biolink_curie("RXNORM:704")
    'RXCUI:704'
    """
    prefix, colon, local = name.partition(":")
    return _PREFIXES.get(prefix, prefix) + colon + local


def node_category(argument: Argument) -> str:
    """Return the category of a concept: by its label, and closer where its id is one of genes, diseases, ...

    >>> node_category(Argument("histamine H1 receptor", Label.RECEPTOR, "H1 receptors", "HGNC:5182"))
    'biolink:Gene'
    """
    category = _CATEGORIES[argument.label]
    prefix = (argument.id or "").partition(":")[0]
    return _CLOSER.get(category, {}).get(prefix, category)


def statement(triple: Triple) -> Statement:
    """Return the terms of a triple's edge; whether it is negated is not among them."""
    if triple.relation is RelationType.CAUSES:
        return Statement(_TO_FEATURE, "biolink:causes")
    if triple.relation is RelationType.TREATS:
        return Statement(_TO_TREATED, "biolink:treats_or_applied_or_studied_to_treat")
    direction, mechanism = _QUALIFIERS[triple.relation]
    return Statement(
        association=_TO_GENE if node_category(triple.object) in _GENE_LIKE else _TO_OTHER,
        predicate="biolink:affects",
        qualified_predicate="biolink:causes",
        aspect="activity_or_abundance" if triple.object.label is Label.PROCESS else "activity",
        direction=direction,
        mechanism=mechanism,
    )
