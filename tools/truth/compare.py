"""Sets a run's triples beside the databases' facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.concepts import ConceptBase
from pipeline.types import Triple
from pipeline.vocabulary import TARGETS, Label, Polarity, RelationType
from tools.truth.known import Known, drug_key

DIRECTIONS: Final = {
    RelationType.INHIBITS: "block",
    RelationType.ANTAGONIZES: "block",
    RelationType.ACTIVATES: "activate",
}
Verdict = Literal["same action", "another action", "not known"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One triple with the genes that its target stands for, and what the databases say of these."""

    triple: Triple
    genes: tuple[str, ...]
    verdict: Verdict
    facts: tuple[str, ...]


def compare_triples(triples: Iterable[Triple], known: Known, base: ConceptBase) -> list[Compared]:
    """Return the affirmed triples of a drug and a linked target, judged; a family stands for its members.

    One member with the same action suffices; "another action" means that members are known, and none with
    the same.
    """
    compared = []
    for triple in triples:
        direction = DIRECTIONS.get(triple.relation)
        told = triple.polarity is Polarity.AFFIRMED and triple.subject.label is Label.DRUG
        if direction is None or not told or triple.object.label not in (*TARGETS, Label.PROCESS):
            continue
        genes = genes_of(triple.object.id, base, process=triple.object.label is Label.PROCESS)
        if not genes:
            continue
        drug = drug_key(triple.subject.name, base)
        found = {(gene, *fact) for gene in genes for fact in known.get((drug, gene), ())}
        same = any(fact == direction for _, fact, _ in found)
        other = any(fact not in (direction, "other") for _, fact, _ in found)
        verdict: Verdict = "same action" if same else "another action" if other else "not known"
        facts = tuple(f"{gene}: {fact} ({source})" for gene, fact, source in sorted(found))
        compared.append(Compared(triple, genes, verdict, facts))
    return compared


def genes_of(identifier: str | None, base: ConceptBase, *, process: bool = False) -> tuple[str, ...]:
    """Return the symbols of the genes that a target's id stands for: its own, or those of its members; of a
    process, those of its targets."""
    concept = base.by_id(identifier) if identifier else None
    if concept is None or identifier is None:
        return ()
    kind = "target" if process else "member"
    if related := sorted(name for each, _, name in concept.related if each == kind):
        return tuple(dict.fromkeys(related))
    own = (identifier, *concept.xrefs)
    return tuple(sorted({symbol for each in own if (symbol := base.symbol(each))}))
