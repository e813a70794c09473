"""The targets: receptors, transporters, channels, enzymes and others, by name, symbol and family."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tools.lexicons.braces import expand_braces
from tools.lexicons.collector import Collector
from tools.lexicons.curated import read_curated, read_words
from tools.lexicons.english import English
from tools.lexicons.findings import is_plain, list_mesh_terms
from tools.lexicons.names import clean_name, lower_words, make_singular, spell_greek
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import read_mesh

_CLONE = re.compile(
    r"(FLJ|KIAA|DKFZ|MGC|HSPC|LOC|PRO\d|PP\d|bA\d|dJ\d|RP\d|CT\d|C\d+orf|hCG|IMAGE|OTT|ORF)\w*", re.I
)
_PROPER = frozenset({"Plasmodium"})
_ALIAS = re.compile(r"(?=.*[A-Z])[A-Za-z][A-Za-z0-9-]{3,12}")


@dataclass(frozen=True, slots=True)
class Gene:
    """A gene of the HGNC: its id, approved symbol and name, and its aliases, which other genes may share."""

    id: str
    symbol: str
    name: str
    aliases: tuple[str, ...]
    uniprot: tuple[str, ...]


def read_genes(sources: Sources) -> list[Gene]:
    """Return the approved protein-coding genes."""
    genes = []
    for row in sources.read_rows("hgnc", skip=1):
        identifier, symbol, name, group, status, alias, previous, _, uniprot, *_ = row
        if group == "protein-coding gene" and status == "Approved":
            aliases = tuple(a for field in (alias, previous) for a in field.strip('"').split("|") if a)
            genes.append(
                Gene(identifier, symbol, clean_name(name), aliases, tuple(uniprot.strip('"').split("|")))
            )
    return genes


def find_label(name: str) -> str | None:
    """Return the label that a protein's name calls for, None where it is no usual kind of target."""
    for row in read_curated("target_words"):
        if re.search(row["pattern"], name):
            return row["label"] or None
    return None


def build_targets(sources: Sources, english: English, dropped: frozenset[str]) -> Collector:
    """Gather targets.tsv: curated targets, then genes, names of proteins that drugs act on, and MeSH's."""
    found = Collector(dropped=dropped)
    genes = read_genes(sources)
    by_symbol = {gene.symbol: gene for gene in genes}
    curated = _add_curated(found, by_symbol)
    _add_protein_names(found, sources, genes, curated)
    _add_genes(found, sources, english, genes, curated)
    _add_families(found, sources, english, by_symbol)
    _add_mesh(found, sources)
    return found


def _add_genes(
    found: Collector,
    sources: Sources,
    english: English,
    genes: list[Gene],
    curated: dict[str, dict[str, str]],
) -> None:
    """Add the genes of the kinds that drugs act on; aliases only of those that a drug is known to act on."""
    owners = Counter(alias for gene in genes for alias in {*gene.aliases, gene.symbol})
    targeted = {row[5] for row in sources.read_rows("drugcentral.targets", skip=1)}
    kinds = re.compile("|".join(row["pattern"] for row in read_curated("gene_kinds")))
    for gene in genes:
        row, is_targeted = curated.get(gene.symbol), bool(targeted & set(gene.uniprot))
        label = row["label"] if row else find_label(gene.name)
        if label == "ENZYME" and not (row or is_targeted or kinds.search(gene.name)):
            continue
        if label or is_targeted:
            names = [gene.name, *([gene.symbol] if is_safe_symbol(gene.symbol, english) else [])]
            for alias in gene.aliases if row or is_targeted else ():
                if owners[alias] == 1 and _ALIAS.fullmatch(alias) and is_safe_symbol(alias, english):
                    names.append(alias)
            name = row["name"] if row else _name_gene(gene)
            names = [term for term in names if "," not in term]
            found.add(name, names, label=label or "OTHER_TARGET", id=gene.id, source="hgnc")


def _name_gene(gene: Gene) -> str:
    """Return a gene's name, or its symbol where the name is none that a text would write."""
    return (
        gene.symbol
        if re.search(r",|proto-oncogene|cytochrome P450 family", gene.name)
        else make_singular(gene.name)
    )


def list_curated_terms() -> frozenset[str]:
    """Return the terms of the curated targets."""
    return frozenset(term.casefold() for row in read_curated("targets") for term in _list_terms(row))


def _list_terms(row: dict[str, str]) -> list[str]:
    terms = [row["name"], *(term for text in row["terms"].split("|") for term in expand_braces(text) if term)]
    terms += [row["symbol"]] if len(row["symbol"]) > 2 else []
    return terms + [spelled for term in terms if (spelled := spell_greek(term)) != term]


def is_safe_symbol(symbol: str, english: English) -> bool:
    """Tell whether a symbol in capitals means the gene and hardly ever anything else."""
    if len(symbol) < 3 or _CLONE.fullmatch(symbol) or symbol.casefold() in read_words("clinical_symbols"):
        return False
    return not symbol.isalpha() or english.frequency(symbol) < 2.9


def _add_curated(found: Collector, by_symbol: dict[str, Gene]) -> dict[str, dict[str, str]]:
    """Add the curated targets, return those that stand for one gene by its symbol."""
    by_gene: dict[str, dict[str, str]] = {}
    for row in read_curated("targets"):
        gene = by_symbol.get(row["symbol"])
        if row["symbol"] and gene is None:
            raise ValueError(
                f"curated/targets.tsv: expected an approved symbol for '{row['name']}', got '{row['symbol']}'"
            )
        terms = _list_terms(row)
        found.add(row["name"], terms, label=row["label"], id=gene.id if gene else "", source="curated")
        if gene:
            by_gene.setdefault(gene.symbol, row)
    return by_gene


def _add_protein_names(
    found: Collector, sources: Sources, genes: list[Gene], curated: dict[str, dict[str, str]]
) -> None:
    """Add the protein names of the human targets of drugs, from DrugCentral."""
    by_uniprot = {accession: gene for gene in genes for accession in gene.uniprot if accession}
    for row in sources.read_rows("drugcentral.targets", skip=1):
        gene, name = by_uniprot.get(row[5]), lower_words(clean_name(row[3]))
        if gene and not re.search(r"[;|]", name) and len(name) < 60:
            known = curated.get(gene.symbol)
            label = known["label"] if known else find_label(name) or find_label(gene.name) or "OTHER_TARGET"
            terms = [t for t in (name, re.sub(r"\((\w+)\)", r"\1", name)) if "," not in t]
            found.add(
                known["name"] if known else _name_gene(gene),
                terms,
                label=label,
                id=gene.id,
                source="drugcentral",
            )


def _label_families(sources: Sources, by_symbol: dict[str, Gene]) -> dict[str, str]:
    """Return the label that all the members of a family of FamPlex have, by family."""
    found: dict[str, set[str | None]] = {}
    for row in sources.read_rows("famplex.relations", delimiter=","):
        gene = by_symbol.get(row[1])
        if row[0] == "HGNC" and row[3] == "FPLX" and gene:
            found.setdefault(row[4], set()).add(find_label(gene.name))
    return {
        family: label
        for family, labels in found.items()
        if len(labels) == 1 and (label := next(iter(labels)))
    }


def _add_families(found: Collector, sources: Sources, english: English, by_symbol: dict[str, Gene]) -> None:
    """Add FamPlex's families and complexes that are targets by their name."""
    labels = _label_families(sources, by_symbol)
    for row in sources.read_rows("famplex.grounding_map", delimiter=","):
        if len(row) < 3 or row[1] != "FPLX":
            continue
        term, family = lower_words(clean_name(row[0])), row[2]
        label = find_label(term) or find_label(family.replace("_", " ")) or labels.get(family)
        if label and is_safe_symbol(term, english) and re.search(r"[A-Za-z]{2}", term) and "(" not in term:
            found.add(make_singular(term), label=label, id=f"FPLX:{family}", source="famplex")


def _add_mesh(found: Collector, sources: Sources) -> None:
    """Add MeSH's enzymes, receptors, carriers and channels."""
    for heading in read_mesh(sources):
        if heading.is_under("D08.811", "D12.776.543.750", "D12.776.157.530"):
            name, terms = list_mesh_terms(heading, frozenset())
            label = find_label(name)
            if (
                label
                and is_plain(name)
                and not name.startswith("proto-oncogene proteins")
                and len(name.split()) <= 5
            ):
                terms = [term for term in terms if is_plain(term) and len(term.split()) <= 5]
                found.add(name, terms, label=label, id=heading.id, source="mesh")


def build_gtopdb(sources: Sources, english: English, dropped: frozenset[str], taken: Collector) -> Collector:
    """Gather targets.gtopdb.tsv: the names of the Guide to Pharmacology that targets.tsv lacks."""
    found = Collector(dropped=dropped)
    kinds = {row["type"]: row["label"] for row in read_curated("gtopdb_types")}
    by_id = {row.id: row for row in taken.rows() if row.id}
    drugged = {
        row[3] for row in sources.read_rows("gtopdb.interactions", delimiter=",", skip=1) if row[18] == "t"
    }
    for row in sources.read_rows("gtopdb.targets", delimiter=",", skip=2):
        kind, _, family, _, name, *_ = row
        synonyms = row[9].split("|") if row[11] in drugged else []
        names = [lower_words(clean_name(text), _PROPER) for text in (name, row[7], row[8], *synonyms) if text]
        names = [n for n in names if _is_gtopdb_name(n, english)]
        label = kinds[kind]
        identifier = f"HGNC:{row[10]}" if row[10].isdigit() else ""
        known = by_id.get(identifier) if identifier else None
        canonical = known.name if known else lower_words(clean_name(name), _PROPER)
        free = [term for text in names for term in _vary(text) if not taken.knows(term)]
        label = known.label if known else label
        found.add(canonical, free, label=label, id=identifier, source="gtopdb", with_name=False)
        family = make_singular(lower_words(clean_name(family)))
        if (
            not taken.knows(family)
            and is_safe_symbol(family, english)
            and re.search(r"^[^:(.]*(receptor|channel|transporter|ase)s?$", family)
        ):
            found.add(family, label=find_label(family) or label, source="gtopdb")
    return found


def _vary(name: str) -> Iterator[str]:
    yield name
    if (spelled := spell_greek(name)) != name:
        yield spelled


def _is_gtopdb_name(name: str, english: English) -> bool:
    is_word = re.fullmatch(r"[A-Za-z]?[a-z]{2,5}", name)
    if is_word or re.search(r"syndrome|disease|hemophilia|development$", name):
        return False
    return (
        2 < len(name) <= 50
        and not re.search(r"[,;:()\[\]{}_]|^\d+\.\d|^[A-Z]+\d{5}|RGD", name)
        and is_safe_symbol(name, english)
    )
