"""What concepts are related to: the members of families, and the targets that processes run through."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from pipeline.concepts.keys import set_key, spelled_key
from tools.concepts.curated import FOLDER, read_curated
from tools.concepts.gather import Draft
from tools.lexicons.names import clean_name, spell_greek
from tools.lexicons.sources import SourceError, Sources
from tools.lexicons.targets import read_genes

Relative = tuple[str, str, str]
"""Kind (`member` or `target`), CURIE, name."""

TARGET_LABELS: Final = frozenset({"RECEPTOR", "TRANSPORTER", "ION_CHANNEL", "ENZYME", "OTHER_TARGET"})


class Relatives:
    """Relatives by concept, apart for what comes from the Guide to Pharmacology."""

    def __init__(self, sources: Sources) -> None:
        self._symbols = {gene.symbol: gene.id for gene in read_genes(sources)}
        self._names = {identifier: symbol for symbol, identifier in self._symbols.items()}
        self._famplex = self._read_famplex(sources)
        self._curated = {
            (row["name"], row["kind"]): row["symbols"].split("|") for row in read_curated("related")
        }
        self._families = self._read_gtopdb(sources)

    def find(self, draft: Draft) -> list[Relative]:
        """Return what free sources say of a concept.

        Raises:
            SourceError: The curated list names a symbol that the HGNC does not have.
        """
        found = [
            self._relative(kind, symbol)
            for kind in ("member", "target")
            for symbol in self._curated.get((draft.name, kind), ())
        ]
        if draft.id.startswith("FPLX:"):
            members = sorted(self._famplex.get(draft.id, ()))
            found += [("member", identifier, self._names[identifier]) for identifier in members]
        return found

    def find_gtopdb(self, draft: Draft) -> list[Relative]:
        """Return the members that the Guide to Pharmacology gives a family."""
        if draft.label not in TARGET_LABELS or draft.id.startswith("HGNC:"):
            return []
        keys = [
            key for name in (draft.name, *draft.terms) for key in (spelled_key(name), set_key(name)) if key
        ]
        family = next((self._families[key] for key in keys if key in self._families), ())
        return [("member", identifier, self._names[identifier]) for identifier in sorted(family)]

    def _relative(self, kind: str, symbol: str) -> Relative:
        if symbol not in self._symbols:
            raise SourceError(
                f"{FOLDER / 'related.tsv'}: expected approved symbols, got '{symbol}'; look it up at HGNC"
            )
        return kind, self._symbols[symbol], symbol

    def _read_famplex(self, sources: Sources) -> dict[str, set[str]]:
        """Return the genes below each family, through families of families."""
        below: dict[str, set[str]] = defaultdict(set)
        for left_space, left, _, right_space, right in sources.read_rows("famplex.relations", delimiter=","):
            if right_space == "FPLX" and left_space in ("HGNC", "FPLX"):
                below[f"FPLX:{right}"].add(
                    self._symbols.get(left, "") if left_space == "HGNC" else f"FPLX:{left}"
                )

        def expand(identifier: str, seen: frozenset[str]) -> set[str]:
            genes = set()
            for child in below.get(identifier, ()):
                if child.startswith("FPLX:"):
                    genes |= expand(child, seen | {child}) if child not in seen else set()
                elif child:
                    genes.add(child)
            return genes

        return {identifier: expand(identifier, frozenset({identifier})) for identifier in below}

    def _read_gtopdb(self, sources: Sources) -> dict[str, set[str]]:
        families: dict[str, set[str]] = defaultdict(set)
        for row in sources.read_rows("gtopdb.targets", delimiter=",", skip=2):
            if row[10] and f"HGNC:{row[10]}" in self._names:
                name = spell_greek(clean_name(row[2]))
                for key in (spelled_key(name), set_key(name)):
                    if key:
                        families[key].add(f"HGNC:{row[10]}")
        return families
