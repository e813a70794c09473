"""Puts the lexicons together, settles which file has a term that several could have, and writes them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from tools.lexicons.classes import build_classes
from tools.lexicons.curated import read_curated, read_terms
from tools.lexicons.drugs import build_combinations, build_drugs, build_others, list_curated
from tools.lexicons.english import English, load_english
from tools.lexicons.findings import build_findings, build_hpo, collect_proper_words
from tools.lexicons.ligands import build_ligands
from tools.lexicons.mediators import build_mediators, list_only_endogenous
from tools.lexicons.page import update_counts
from tools.lexicons.pathogens import build_pathogens
from tools.lexicons.processes import build_processes
from tools.lexicons.rows import Row, settle, write_rows
from tools.lexicons.sources import Sources
from tools.lexicons.targets import build_gtopdb, build_targets, list_curated_terms

MANIFEST = "manifest.tsv"


def build_lexicons(sources: Sources) -> dict[str, list[Row]]:
    """Return the rows of every lexicon by file name."""
    english = load_english(sources)
    proper = collect_proper_words(sources)
    mediators = build_mediators(sources, _dropped("mediators"))
    no_drug = _dropped("drugs") | list_only_endogenous()
    drugs = _settle_drugs(sources, english, no_drug | list_curated_terms(), no_drug)
    drug_terms = frozenset(row.term.casefold() for row in drugs)
    targets = build_targets(sources, english, _dropped("targets") | drug_terms)
    classes = build_classes(sources, proper, drug_terms, _dropped("classes") | list_only_endogenous())
    no_finding = _dropped("findings") | drug_terms | (read_terms("processes") - read_terms("findings"))
    findings = build_findings(sources, proper, no_finding)
    elsewhere = no_drug | frozenset(row.term.casefold() for row in targets.rows())
    taken = frozenset(row.term.casefold() for row in findings.rows())
    return {
        "drugs.tsv": drugs,
        "drugs.gtopdb.tsv": build_ligands(sources, english, elsewhere, drugs),
        "drug_classes.tsv": classes.rows(),
        "targets.tsv": targets.rows(),
        "targets.gtopdb.tsv": build_gtopdb(sources, english, _dropped("targets"), targets).rows(),
        "mediators.tsv": mediators.rows(),
        "findings.tsv": findings.rows(),
        "findings.hpo.tsv": build_hpo(sources, proper, no_finding, findings).rows(),
        "processes.tsv": build_processes(sources, proper, _dropped("processes"), taken).rows(),
        "pathogens.tsv": build_pathogens(sources, _dropped("pathogens")).rows(),
    }


def _settle_drugs(
    sources: Sources, english: English, no_terms: frozenset[str], no_names: frozenset[str]
) -> list[Row]:
    """Return the rows of drugs.tsv; curated rows have the id of the concept whose name they give."""
    built = [*build_drugs(sources, english), *build_combinations(sources, english), *build_others(sources)]
    ids = {row.name.casefold(): row.id for row in reversed(built) if row.id}
    curated = [replace(row, id=ids.get(row.name.casefold(), "")) for row in list_curated("drugs", "DRUG")]
    kept = [row for row in built if row.name.casefold() not in no_names]
    return settle(row for row in (*curated, *kept) if row.term.casefold() not in no_terms)


def write_lexicons(lexicons: dict[str, list[Row]], folder: Path) -> dict[str, int]:
    """Write every lexicon, their digests and the counts on the page; return the number of terms of each."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {name: write_rows(folder / name, rows) for name, rows in sorted(lexicons.items())}
    lines = ["file\trows\tsha256"]
    for name, count in counts.items():
        lines.append(f"{name}\t{count}\t{hashlib.sha256((folder / name).read_bytes()).hexdigest()}")
    (Path(__file__).with_name(MANIFEST)).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    names = {name: len({row.name for row in rows}) for name, rows in lexicons.items()}
    update_counts({name: (count, names[name]) for name, count in counts.items()})
    return counts


def _dropped(lexicon: str) -> frozenset[str]:
    return frozenset(
        row["term"].casefold() for row in read_curated("drop") if row["file"] in {lexicon, "all"}
    )
