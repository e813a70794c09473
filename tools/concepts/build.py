"""Puts the concept base together and writes it with its manifest."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from tools.concepts.curated import read_curated
from tools.concepts.further import gather_further
from tools.concepts.gather import KnownIds, gather_concepts
from tools.concepts.metabolites import gather_metabolites
from tools.concepts.official import read_official_names
from tools.concepts.relatives import Relatives
from tools.concepts.store import Entry, write_index, write_part
from tools.concepts.xrefs import CrossReferences
from tools.lexicons.sources import SourceError, Sources
from tools.lexicons.targets import read_genes

FOLDER: Final = Path(__file__).parents[2] / "pipeline" / "concepts" / "data"
MANIFEST: Final = Path(__file__).with_name("manifest.tsv")
_APART: Final = {"gtopdb": "gtopdb", "hpo": "hpo"}
"""Sources whose terms are kept in a part of their own, with their own licence."""


def build_base(sources: Sources, folder: Path) -> dict[str, int]:
    """Write the base into the folder; return the number of concepts of each part and of names in the index.

    Raises:
        SourceError: A source or a lexicon is not the one that was recorded.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    genes = {gene.id: gene.symbol for gene in read_genes(sources)}
    for part, entries in collect_parts(sources).items():
        counts[part] = len(entries)
        write_part(folder / f"{part}.sqlite", entries, genes if part == "concepts" else {})
    counts["index"] = write_index(folder / "index", folder / "concepts.sqlite")
    return counts


def collect_parts(sources: Sources) -> dict[str, list[Entry]]:
    """Return the concepts of each part of the base, sorted by name and label."""
    known, references, relatives = KnownIds(sources), CrossReferences(sources), Relatives(sources)
    curated = _read_ids(sources)
    parts: dict[str, list[Entry]] = {"concepts": [], "hpo": [], "gtopdb": []}
    drafts, settled = gather_concepts(), []
    for draft in drafts:
        given = curated.pop((draft.name, draft.label), None)
        if given == "":
            settled.append(draft)
        draft.id = given if given is not None else draft.id or known.find(draft)
        whole = replace(draft, terms=dict(draft.terms))
        for part, entries in parts.items():
            terms = {t: s for t, s in draft.terms.items() if _APART.get(s, "concepts") == part}
            related = relatives.find_gtopdb(whole) if part == "gtopdb" else relatives.find(whole)
            if part == "hpo" or (part == "concepts" and not terms):
                related = []
            if terms or (part == "gtopdb" and related):
                xrefs = references.find(draft.id) if draft.id and part != "gtopdb" else []
                entries.append(Entry(replace(draft, terms=terms), xrefs, related))
    if curated:
        raise SourceError(f"curated/ids.tsv: expected concepts of the lexicons, got {sorted(curated)}")
    parts["further"] = []
    for draft in gather_further(sources, drafts, settled):
        terms = {t: s for t, s in draft.terms.items() if s == "hpo"}
        for part, kept in (("hpo", terms), ("further", {t: s for t, s in draft.terms.items() if s != "hpo"})):
            if kept:
                parts[part].append(Entry(replace(draft, terms=kept)))
    parts["further"] += [Entry(draft) for draft in gather_metabolites(sources, drafts)]
    return parts


def _read_ids(sources: Sources) -> dict[tuple[str, str], str]:
    """Return the ids looked up by hand, by name and label; empty where no vocabulary has one that fits.

    Raises:
        SourceError: An id there, or of a name added by hand, means something else in its source.
    """
    official = read_official_names(sources)
    for table in ("ids", "names"):
        for row in read_curated(table):
            if row["id"] != "-" and official.get(row["id"]) != row["means"]:
                raise SourceError(
                    f"curated/{table}.tsv: {row.get('name') or row['term']}: expected {row['id']} to mean "
                    f"'{row['means']}', got '{official.get(row['id'])}'; look it up again"
                )
    ids = {(row["name"], row["label"]): row["id"].removeprefix("-") for row in read_curated("ids")}
    return ids


def write_manifest(folder: Path) -> None:
    """Record the digest of every file of the base."""
    lines = ["file\tbytes\tsha256"]
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".sqlite", ".npy")):
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        lines.append(f"{name}\t{len(content)}\t{hashlib.sha256(content).hexdigest()}")
    MANIFEST.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
