"""The findings: diseases, symptoms, signs and adverse effects, EFFECT or CONDITION by their role."""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator

from tools.lexicons.braces import expand_braces
from tools.lexicons.collector import Collector
from tools.lexicons.curated import read_curated, read_words
from tools.lexicons.names import clean_name, find_proper_words, lower_words, make_singular, uninvert
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import Heading, find_descendants, read_mesh, read_ontology

LABEL = "FINDING"
_TREES = (
    *(f"C{number:02}" for number in (1, *range(4, 22), *range(23, 27))),
    "F03",
    "F01.700",
    "F01.145.126.937",
)
_ODD = re.compile(
    r"[,;:()\[\]{}<>=+*%\"/]|\bor\b|\bnos\b|\bnot\b|\bother\b|\bunspecified\b|\bdue to\b|\bwithout\b", re.I
)
_NUMBERED = re.compile(r"\d|\b[IVX]{1,4}[AB]?$|\btype [A-Z]$")
_NUMBERED_WELL = re.compile(
    r"(type|grade|stage) ([1-4]|[IV]{1,3})( |$)|^(type|stage) [12I]|B12|COVID-19|SARS-CoV-2|QT|HIV-1"
)


def list_mesh_terms(heading: Heading, proper: frozenset[str]) -> tuple[str, list[str]]:
    """Return a heading's name and its entry terms as texts write them."""
    name = make_singular(lower_words(uninvert(heading.label), proper))
    terms = [lower_words(make_singular(term), proper) for term in heading.synonyms if ", " not in term]
    return name, [lower_words(uninvert(heading.label), proper), *terms]


def collect_proper_words(sources: Sources) -> frozenset[str]:
    """Return the eponyms and places that disease names hold."""
    names = [term.name for key in ("doid", "mondo") for term in read_ontology(sources, key).values()]
    return find_proper_words(names) - {word.capitalize() for word in read_words("common_capitals")}


def build_findings(sources: Sources, proper: frozenset[str], dropped: frozenset[str]) -> Collector:
    """Gather findings.tsv: curated names first, then MeSH, indications, labels, disease ontologies."""
    found = Collector(dropped=dropped)
    for row in read_curated("findings"):
        terms = [term for text in row["terms"].split("|") for term in expand_braces(text)]
        found.add(row["name"], _spell_both(terms), label=LABEL, source="curated")
    for heading in read_mesh(sources):
        if heading.is_under(*_TREES):
            name, terms = list_mesh_terms(heading, proper)
            if not _ODD.search(name):
                terms = [term for term in terms if is_plain(term)]
                found.add(name, _spell_both([name, *terms]), label=LABEL, id=heading.id, source="mesh")
    _add_indications(found, sources, proper)
    _add_label_terms(found, sources)
    for key, prefix, words in (("doid", "DOID", 4), ("mondo", "MONDO", 3)):
        terms_by_id = read_ontology(sources, key, prefix=prefix)
        for term in terms_by_id.values():
            if is_plain(term.name) and len(term.name.split()) <= words:
                synonyms = [
                    s for s in term.synonyms if is_plain(s) and len(s.split()) <= words and not s.isupper()
                ]
                synonyms = synonyms if key == "doid" else []
                name = make_singular(lower_words(term.name, proper))
                found.add(
                    name,
                    _spell_both([name, *(lower_words(s, proper) for s in synonyms)]),
                    label=LABEL,
                    id=term.id,
                    source=key,
                )
    return found


def build_hpo(
    sources: Sources, proper: frozenset[str], dropped: frozenset[str], taken: Collector
) -> Collector:
    """Gather findings.hpo.tsv: what the Human Phenotype Ontology names and findings.tsv does not."""
    found = Collector(dropped=dropped)
    terms = read_ontology(sources, "hpo")
    shapes = find_descendants(terms, [row["id"] for row in read_curated("hpo_shapes")])
    below = find_descendants(terms, ["HP:0000118"]) - {"HP:0000118"} - shapes
    lay: dict[str, list[str]] = {}
    for row in sources.read_rows("hpo.layperson", skip=1):
        identifier = row[0].rpartition("/")[2].rstrip(">").replace("_", ":")
        lay.setdefault(identifier, []).append(clean_name(row[2].strip('"')))
    for identifier in sorted(below):
        term = terms[identifier]
        names = [term.name, *lay.get(identifier, ()), *term.synonyms]
        plain = [lower_words(name, proper) for name in names if is_plain(name) and len(name.split()) <= 3]
        plain = [
            name
            for name in plain
            if not re.match(r"(abnormal|aplasia|hypoplasia|obsolete|absent)", name, re.I)
        ]
        if plain:
            name = make_singular(plain[0])
            free = [text for text in _spell_both([name, *plain]) if not taken.knows(text)]
            if free:
                found.add(free[0], free, label=LABEL, id=identifier, source="hpo")
    return found


def is_plain(name: str) -> bool:
    """Tell whether a vocabulary's name is one that a text would write."""
    if len(name) < 3 or len(name) > 60 or _ODD.search(name) or "human" in name.casefold():
        return False
    if set(re.split(r"[ -]", name.casefold())) & read_words("animal_words"):
        return False
    return not _NUMBERED.search(name) or bool(_NUMBERED_WELL.search(name))


def _spell_both(terms: Iterable[str]) -> Iterator[str]:
    """Yield each term and its British or American counterpart."""
    pairs = [(row["american"], row["british"]) for row in read_curated("spelling")]
    for term in terms:
        yield term
        for one, other in (*pairs, *((british, american) for american, british in pairs)):
            if one in term and other not in term:
                yield term.replace(one, other)


def _add_indications(found: Collector, sources: Sources, proper: frozenset[str]) -> None:
    """Add the diseases that drugs are indicated for, from DrugCentral and PharmacotherapyDB."""
    for row in sources.read_rows("pharmacotherapydb.diseases", skip=1):
        found.add(lower_words(clean_name(row[1]), proper), label=LABEL, id=row[0], source="pharmacotherapydb")
    for row in sources.read_rows("drugcentral.indications", skip=1):
        name = clean_name(row[2])
        skipped = re.search(
            r"prevent|prophyla|treatment|therapy|agent|adjunct|suppress|test|procedure|diagnos|imaging|use",
            name,
            re.I,
        )
        if is_plain(name) and not skipped and len(name.split()) <= 4:
            found.add(lower_words(name, proper), label=LABEL, source="drugcentral")


def _add_label_terms(found: Collector, sources: Sources) -> None:
    """Add what annotators marked as adverse reactions in the training labels, where two say it alike."""
    seen: dict[str, set[str]] = {}
    with tarfile.open(fileobj=io.BytesIO(sources.read_bytes("ars.labels"))) as tar:
        for member in tar.getmembers():
            if member.isfile() and "/Gold/" in member.name and (file := tar.extractfile(member)):
                label = member.name.rpartition("/")[2].split("_")[0]
                for line in file.read().decode("utf-8", "replace").splitlines():
                    fields = line.split("|")
                    if len(fields) > 2:
                        seen.setdefault(_lower_first(clean_name(fields[2])), set()).add(label)
    for section in json.loads(sources.read_text("onsides.train")):
        for event in section["adverse_events"]:
            if len(event[0]) > 5:
                seen.setdefault(clean_name(event[0]), set()).add(section["label_id"])
    counts = Counter({text: len(labels) for text, labels in seen.items()})
    for text, count in sorted(counts.items()):
        if count >= 2 and is_plain(text) and len(text.split()) <= 5 and re.fullmatch(r"[A-Za-z' -]+", text):
            found.add(text, _spell_both([text]), label=LABEL, source="labels")


def _lower_first(text: str) -> str:
    return text.lower() if text.isupper() and len(text) > 5 else lower_words(text)
