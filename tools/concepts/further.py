"""Gathers names that the vocabularies have beyond the lexicons: too rare or too odd to look for in a text,
but a mention that bears one means that concept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.concepts.keys import set_key, spelled_key
from tools.concepts.curated import read_curated
from tools.concepts.gather import Draft, kind_of
from tools.lexicons.names import uninvert
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import find_descendants, read_mesh, read_ontology

_MESH: Final = (
    ("FINDING", (*(f"C{number:02}" for number in (1, *range(4, 22), *range(23, 27))), "F01.145", "F03")),
    ("PROCESS", ("G", "F02", "E01.370.600", "E02", "E03", "E04", "E05.318", "A11", "A12", "A15", "N06.850")),
    ("DRUG_CLASS", ("D27", "D20.215.894")),
    ("MEDIATOR", ("D06", "D09", "D10", "D12", "D23")),
    ("CONDITION", ("B01.050.500", "B03", "B04")),
)
"""Trees of MeSH and what an entity that bears a name of theirs is; also what is measured (cells, fluids) and
what is done to patients."""
_ALIKE: Final = {"MEDIATOR": ("MEDIATOR", "TARGET", "DRUG")}
"""Kinds beside its own that a name must not be taken by."""
_MOST_WORDS: Final = 5
_ODD: Final = re.compile(
    r"[;:()\[\]{}<>=+*%\"]|regulation of|\bvia\b|involved in|\bor\b|\bnos\b|\bother\b|unspecified"
    r"|susceptibility|autosomal|[XY]-linked|\bplants?\b|pseudo|\bas topic\b"
    r"|peptidyl|symbiont|\bhost\b|\d,\d|\b\d+-|\b[LD]-|multiple types|\bgenes?\b|RNA\b",
    re.I,
)
_NUMBERED: Final = re.compile(r"(?:\b\d+[A-Z]*|\b[IVX]{1,4}[AB]?|\btype [A-Z])$|^\d")
_LAID_OUT: Final = re.compile(r"(?:inflammation|infection|cancer|tumor|disease|disorder) of ", re.I)
"""Synonyms of MONDO that are taken: those that say in words what a name says in Latin; the rest is mostly of
rare syndromes."""
_MEASURED: Final = re.compile(
    r"(elevated|increased|high|decreased|reduced|low) (?:circulating|blood|serum|plasma) (.+?)"
    r"(?: (?:concentration|levels?|activity))?",
    re.I,
)
"""Names of HPO for what is measured in blood; labels say "increased creatinine"."""
_TAKEN_AS_READ: Final = re.compile(
    r" (?:ion|anion)\b|^(?:transmembrane|renal) | across plasma membrane$|"
    r"(?<=.)-mediated(?= signaling)",
    re.I,
)
"""What names of GO spell out and texts leave out ("calcium ion import", "renal potassium excretion")."""
_ABNORMAL: Final = "HP:0000118"
"""Phenotypic abnormality; the rest of HPO says how, when and how often ("Acute", "Triggered by stress")."""
_CYTOKINES: Final = "GO:0001816"
"""Cytokine production, of which secretion is a part that GO no longer names."""


@dataclass(frozen=True, slots=True)
class _Named:
    label: str
    id: str
    source: str
    name: str
    synonyms: tuple[str, ...]


def gather_further(sources: Sources, drafts: Iterable[Draft], settled: Iterable[Draft]) -> list[Draft]:
    """Return drafts of names that no concept of the lexicons has, sorted by name and label.

    A name that one vocabulary gives to two concepts is left out; of two vocabularies the first counts.

    Args:
        sources: The vocabularies.
        drafts: The concepts of the lexicons with their ids; what has the id of one has its name and label.
        settled: Those that have none because someone has looked.
    """
    drafts = list(drafts)
    held = {
        (_kind(draft.label), key)
        for draft in (*(each for each in drafts if each.id), *settled)
        for term in draft.terms
        for key in (spelled_key(term), set_key(term))
        if key
    }
    known: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        known.setdefault((_kind(draft.label), draft.id), draft)
    found: dict[tuple[str, str], Draft] = {}
    for entry, text in _list_free(sources, held):
        given = known.get((entry.label, entry.id))
        name, label = (given.name, given.label) if given else (uninvert(entry.name), entry.label)
        draft = found.setdefault((entry.id, label), Draft(name, label, entry.id))
        draft.terms.setdefault(text, entry.source)
    return sorted(found.values(), key=lambda draft: (draft.name, draft.label, draft.id))


def _kind(label: str) -> str:
    return label if label == "CONDITION" else kind_of(label)


def _list_free(sources: Sources, held: set[tuple[str, str]]) -> Iterator[tuple[_Named, str]]:
    """Yield each name that is free and has one meaning, with its concept: names before synonyms."""
    taken = set(held)
    for own in (True, False):
        claims: dict[tuple[str, str], dict[str, tuple[_Named, str]]] = defaultdict(dict)
        for entry in _list_named(sources):
            for text in (entry.name,) if own else entry.synonyms:
                spoken = uninvert(text)
                if entry.source == "curated" or _is_spoken(spoken):
                    claims[entry.label, spelled_key(spoken)].setdefault(entry.id, (entry, spoken))
        for (label, key), meanings in claims.items():
            entry, text = next(iter(meanings.values()))
            same = [each for each, _ in meanings.values() if each.source == entry.source]
            kinds = _ALIKE.get(label, (label,))
            if len(same) == 1 and not {(k, form) for k in kinds for form in (key, set_key(text))} & taken:
                yield entry, text
        taken |= claims.keys()


def _is_spoken(text: str) -> bool:
    return (
        1 <= len(text.split()) <= _MOST_WORDS
        and len(text) > 4
        and not text.isupper()
        and not _ODD.search(text)
        and not _NUMBERED.search(text)
    )


def _list_named(sources: Sources) -> Iterator[_Named]:
    """Yield the concepts of the vocabularies, the vocabulary that counts most first."""
    for heading in read_mesh(sources):
        for label, trees in _MESH:
            if heading.is_under(*trees):
                yield _Named(label, heading.id, "mesh", heading.label, heading.synonyms)
    for key, prefix in (("hpo", ""), ("doid", ""), ("mondo", "MONDO")):
        terms = read_ontology(sources, key, prefix=prefix)
        kept = find_descendants(terms, [_ABNORMAL]) if key == "hpo" else terms
        for term in (term for term in terms.values() if term.id in kept):
            synonyms = tuple(s for s in term.synonyms if key != "mondo" or _LAID_OUT.match(s))
            if key == "hpo":
                found = (_MEASURED.fullmatch(name) for name in (term.name, *term.synonyms))
                synonyms += tuple(f"{match[1].lower()} {match[2]}" for match in found if match)
            yield _Named("FINDING", term.id, key, term.name, synonyms)
    terms = read_ontology(sources, "go")
    cytokines = find_descendants(terms, [_CYTOKINES])
    for term in terms.values():
        if term.namespace == "biological_process":
            names = (term.name, *term.synonyms)
            secreted = (name.replace(" production", " secretion") for name in names if term.id in cytokines)
            pathways = (name.removesuffix(" pathway") for name in names if name.endswith("signaling pathway"))
            whole = dict.fromkeys((*term.synonyms, *secreted, *pathways))
            short = (_TAKEN_AS_READ.sub("", name) for name in (term.name, *whole))
            synonyms = tuple(dict.fromkeys((*whole, *short)))
            yield _Named("PROCESS", term.id, "go", term.name, tuple(s for s in synonyms if s != term.name))
    for row in read_curated("names"):
        yield _Named(row["label"], row["id"], "curated", row["means"], (row["term"],))
