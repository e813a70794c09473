"""Gathers the concepts that the lexicons name, and the names under which the vocabularies know ids."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.concepts.keys import set_key, spelled_key
from tools.lexicons.names import uninvert
from tools.lexicons.sources import SourceError, Sources
from tools.lexicons.vocabularies import find_descendants, read_mesh, read_ontology, read_substances

LEXICONS: Final = Path(__file__).parents[2] / "pipeline" / "entities" / "lexicons"
MANIFEST: Final = Path(__file__).parents[1] / "lexicons" / "manifest.tsv"

_FINDING_TREES: Final = (*(f"C{number:02}" for number in range(1, 27)), "F01", "F03", "G", "E01.370")
_PROCESS_TREES: Final = ("G", "F02", "E01.370.600")
_CLASS_TREES: Final = ("D",)
_TARGET_TREES: Final = ("D12", "D08", "D05", "D23")


@dataclass(slots=True)
class Draft:
    """A concept in the making: its terms with their sources, in the order of the lexicons."""

    name: str
    label: str
    id: str = ""
    terms: dict[str, str] = field(default_factory=dict)


def gather_concepts(folder: Path = LEXICONS) -> list[Draft]:
    """Return the concepts of the lexicons, sorted by name and label.

    Raises:
        SourceError: A lexicon is not the one that the lexicons' manifest records.
    """
    with MANIFEST.open(encoding="utf-8", newline="") as file:
        digests = {row["file"]: row["sha256"] for row in csv.DictReader(file, delimiter="\t")}
    drafts: dict[tuple[str, str], Draft] = {}
    for name in sorted(digests):
        content = (folder / name).read_bytes()
        if (found := hashlib.sha256(content).hexdigest()) != digests[name]:
            raise SourceError(
                f"{folder / name}: expected sha256 {digests[name]} of {MANIFEST.name}, got {found}; run"
                " `make lexicons` first"
            )
        rows = csv.DictReader(content.decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in rows:
            draft = drafts.setdefault((row["name"], row["label"]), Draft(row["name"], row["label"]))
            draft.terms.setdefault(row["term"], row["source"])
            draft.id = draft.id or row["id"]
    return [drafts[key] for key in sorted(drafts)]


class KnownIds:
    """Ids of the vocabularies by name, for concepts whose lexicon row gives none; of drugs, the FDA's code
    of the one substance that has one of their names."""

    def __init__(self, sources: Sources) -> None:
        self._by_name: dict[str, dict[str, dict[str, str]]] = {
            rank: defaultdict(dict) for rank in ("name", "synonym", "words")
        }
        for label, identifier, name, synonyms in _list_known(sources):
            for text in dict.fromkeys((name, uninvert(name))):
                self._by_name["name"][label].setdefault(spelled_key(text), identifier)
                self._by_name["words"][label].setdefault(set_key(text), identifier)
            for text in synonyms:
                self._by_name["synonym"][label].setdefault(spelled_key(uninvert(text)), identifier)
        self._substances: dict[str, set[str]] = defaultdict(set)
        for substance in read_substances(sources):
            for each in substance.names:
                if each.kind != "sys":
                    self._substances[_squeeze(each.text)].add(f"UNII:{substance.unii}")

    def find(self, draft: Draft) -> str:
        """Return the id of the vocabulary's concept whose name a draft has, empty where there is none.

        Its preferred name is looked for among names, then among synonyms, then as a set of words; last, each
        of its other terms among names.
        """
        if draft.label == "DRUG":
            meant = (self._substances.get(_squeeze(name), set()) for name in (draft.name, *draft.terms))
            return next((next(iter(codes)) for codes in meant if len(codes) == 1), "")
        wanted = (
            ("name", spelled_key(draft.name)),
            ("synonym", spelled_key(draft.name)),
            ("words", set_key(draft.name)),
            *(("name", spelled_key(term)) for term in draft.terms),
        )
        for rank, key in wanted:
            if key and (found := self._by_name[rank][kind_of(draft.label)].get(key)):
                return found
        return ""


def _squeeze(name: str) -> str:
    """Return a substance's name without case, hyphens and spaces: makers' codes are written in all ways."""
    return re.sub(r"[\s-]", "", name.casefold())


def kind_of(label: str) -> str:
    """Return what sort of thing a label of the lexicons is, targets taken as one."""
    return label if label in ("FINDING", "PROCESS", "DRUG_CLASS", "MEDIATOR", "DRUG") else "TARGET"


def _list_known(sources: Sources) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Yield (kind, CURIE, name, synonyms), the vocabulary that counts most first."""
    for heading in read_mesh(sources):
        for kind, trees in (
            ("FINDING", _FINDING_TREES),
            ("PROCESS", _PROCESS_TREES),
            ("DRUG_CLASS", _CLASS_TREES),
            ("TARGET", _TARGET_TREES),
            ("MEDIATOR", _CLASS_TREES),
        ):
            if heading.is_under(*trees):
                yield kind, heading.id, heading.label, heading.synonyms
    for kind, keys in (("FINDING", ("hpo", "mondo", "doid")), ("PROCESS", ("go",))):
        for key in keys:
            prefix = "MONDO" if key == "mondo" else ""
            for term in read_ontology(sources, key, prefix=prefix).values():
                if kind != "PROCESS" or term.namespace == "biological_process":
                    yield kind, term.id, term.name, term.synonyms
    chebi = read_ontology(sources, "chebi")
    roles = find_descendants(chebi, ["CHEBI:50906"])
    for identifier in sorted(roles):
        yield "DRUG_CLASS", identifier, chebi[identifier].name, chebi[identifier].synonyms
