"""Reads the vocabularies: MeSH, the OBO ontologies and the FDA's substance names, each into plain records."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from tools.lexicons.names import clean_name
from tools.lexicons.sources import Sources


@dataclass(frozen=True, slots=True)
class Heading:
    """A MeSH descriptor: its label and entry terms as MeSH writes them, and where it stands in the trees."""

    id: str
    label: str
    synonyms: tuple[str, ...]
    trees: tuple[str, ...]

    def is_under(self, *prefixes: str) -> bool:
        """Tell whether one of the heading's tree numbers begins with one of the prefixes."""
        return any(tree.startswith(prefixes) for tree in self.trees)


@cache
def read_mesh(sources: Sources) -> list[Heading]:
    """Return the descriptors of MeSH."""
    return [
        Heading(
            id=f"MESH:{row[0]}",
            label=clean_name(row[1]),
            synonyms=tuple(clean_name(name) for name in row[2].split("|") if name),
            trees=tuple(row[3].split("|")),
        )
        for row in sources.read_rows("mesh")
        if len(row) > 3 and row[0].startswith("D")
    ]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an OBO ontology; ``relations`` maps a relation's name to the ids that it leads to."""

    id: str
    name: str
    namespace: str
    synonyms: tuple[str, ...]
    relations: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def read_ontology(sources: Sources, key: str, *, prefix: str = "") -> dict[str, Term]:
    """Return an ontology's terms by CURIE; ``prefix`` is put before ids that lack one."""

    def curie(identifier: str) -> str:
        return identifier if ":" in identifier or not prefix else f"{prefix}:{identifier}"

    terms = {}
    for entry in json.loads(sources.read_text(key)):
        if not entry.get("name"):
            continue
        identifier = curie(entry["id"])
        terms[identifier] = Term(
            id=identifier,
            name=clean_name(entry["name"]),
            namespace=entry.get("namespace", ""),
            synonyms=tuple(clean_name(name) for name in entry.get("synonyms", ())),
            relations={name: tuple(map(curie, ids)) for name, ids in entry.get("relations", {}).items()},
        )
    return terms


def find_descendants(terms: dict[str, Term], roots: Iterable[str]) -> frozenset[str]:
    """Return the ids of all terms below the roots, the roots among them."""
    children = defaultdict(list)
    for term in terms.values():
        for parent in term.relations.get("is_a", ()):
            children[parent].append(term.id)
    found, waiting = set(), list(roots)
    while waiting:
        identifier = waiting.pop()
        if identifier not in found:
            found.add(identifier)
            waiting.extend(children[identifier])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class SubstanceName:
    """One name: ``kind`` is bn (brand), cd (code), cn (common), of (official) or sys (systematic)."""

    text: str
    kind: str
    tag: str


@dataclass(frozen=True, slots=True)
class Substance:
    """A substance of the FDA's list, with all its names in upper case."""

    unii: str
    display: str
    names: tuple[SubstanceName, ...]

    @property
    def tags(self) -> frozenset[str]:
        """The lists that name the substance: INN, USAN, JAN, ORANGE BOOK and others."""
        return frozenset(name.tag for name in self.names)


@cache
def read_substances(sources: Sources) -> list[Substance]:
    """Return the FDA's substances in the order of their codes."""
    names: dict[str, list[SubstanceName]] = defaultdict(list)
    displays: dict[str, str] = {}
    for row in sources.read_rows("unii", skip=1):
        if len(row) != 4:
            continue
        text, kind, unii, display = row
        body, bracket, tag = text.rstrip().removesuffix("]").rpartition(" [")
        if not text.rstrip().endswith("]") or not bracket:
            body, tag = text, ""
        names[unii].append(SubstanceName(_spell_dots(body), kind, tag))
        displays[unii] = _spell_dots(display)
    return [Substance(unii, displays[unii], tuple(names[unii])) for unii in sorted(names)]


def _spell_dots(name: str) -> str:
    """Return the name with its Greek letters, written ``.ALPHA.``, without the dots."""
    return clean_name(re.sub(r"\.([A-Z]+)\.", r"\1", name))
