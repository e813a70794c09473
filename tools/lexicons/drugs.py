"""The drugs: generic names, salts, brands, code names and abbreviations, each with its canonical name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tools.lexicons.curated import read_curated, read_words
from tools.lexicons.english import English
from tools.lexicons.names import clean_name, title_brand
from tools.lexicons.rows import Row
from tools.lexicons.sources import Sources
from tools.lexicons.vocabularies import Substance, SubstanceName, read_substances

NAMING_LISTS = frozenset({"INN", "USAN", "JAN"})
MARKET_LISTS = frozenset({"ORANGE BOOK", "PURPLE BOOK CDER", "EMA EPAR"})
SALT_LISTS = frozenset({"MART.", "VANDF", "WHO-DD", "USP MONOGRAPH", "EP MONOGRAPH", "USP-RS"})
_CODE = re.compile(r"[A-Z&]{1,5}[ /-]?\d{2,8}[A-Z]{0,2}")
_CHEMICAL = re.compile(r"[()\[\]{}<>,;:/*=%#.+]|^\d|\b(?:l|d|dl|n|o|s|r|p|alpha|beta|gamma|delta)-|-\d|\d-|'")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class DrugCentralEntry:
    """What DrugCentral says of one drug: its name and the codes under each kind of identifier."""

    name: str
    codes: Mapping[str, tuple[str, ...]]


def read_drugcentral(sources: Sources) -> list[DrugCentralEntry]:
    """Return DrugCentral's drugs in the order of their numbers."""
    names: dict[int, str] = {}
    codes: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sources.read_rows("drugcentral.identifiers", skip=1):
        number, name, kind, code = (field.strip('"') for field in row)
        names[int(number)] = clean_name(name)
        codes[int(number)][kind].append(code)
    return [
        DrugCentralEntry(names[number], {kind: tuple(found) for kind, found in codes[number].items()})
        for number in sorted(names)
    ]


@dataclass(frozen=True, slots=True)
class Bases:
    """Finds the active substance behind the name of a salt, an ester or a hydrate."""

    unii_by_name: Mapping[str, str]
    salts: frozenset[str]

    def find(self, name: str) -> str | None:
        """Return the code of the substance that the name is a salt of, None where none is known."""
        words = name.casefold().split()
        found = None
        while len(words) > 1 and words[-1] in self.salts:
            words.pop()
            stem = " ".join(words)
            for candidate in (stem, re.sub(r"ate$", "ic acid", stem), re.sub(r"ate$", "ate acid", stem)):
                if unii := self.unii_by_name.get(candidate):
                    found = unii
        return found


def build_drugs(sources: Sources, english: English) -> list[Row]:
    """Return the rows of the FDA's list, the most trusted first: names of concepts, then their terms."""
    substances = {substance.unii: substance for substance in read_substances(sources)}
    by_unii = {unii: entry for entry in read_drugcentral(sources) for unii in entry.codes.get("UNII", ())}
    chosen = [s for s in substances.values() if s.tags & (NAMING_LISTS | MARKET_LISTS) or s.unii in by_unii]
    bases = Bases(_index_names(chosen, substances.values()), read_words("salts"))
    known = {substance.unii for substance in chosen}
    salts = [s for s in substances.values() if s.unii not in known and s.tags & SALT_LISTS]
    members: dict[str, list[Substance]] = defaultdict(list)
    for substance in (*chosen, *(s for s in salts if bases.find(s.display) in known)):
        base = bases.find(_choose_name(substance)) or bases.find(substance.display) or substance.unii
        members[_follow(base, substances, bases)].append(substance)
    rows: list[Row] = []
    for base, salts in members.items():
        name = _choose_name(substances[base]).lower()
        if name not in read_words("not_drugs") and not _is_material(name):
            head = Row(name, name, "DRUG", _choose_id(base, by_unii), "fda.unii")
            rows += _list_terms(head, substances[base], salts, by_unii, english)
    return sorted(rows, key=lambda row: (row.term != row.name, row.source == "drugcentral"))


def _follow(unii: str, substances: Mapping[str, Substance], bases: Bases) -> str:
    """Return the last base of a chain of salts (a hydrate of a salt of a base)."""
    for _ in range(3):
        found = bases.find(_choose_name(substances[unii]))
        if found is None or found == unii:
            break
        unii = found
    return unii


def _is_material(name: str) -> bool:
    """Tell whether a name says that the thing is a plant part, an extract, an excipient or the like."""
    return bool(set(re.split(r"[ -]", name)) & read_words("material_words"))


def _index_names(chosen: list[Substance], every: Iterable[Substance]) -> dict[str, str]:
    """Return the code behind each name that a salt may be named after: no element."""
    index: dict[str, str] = {}
    for wanted in ("INN", "USAN", "JAN", ""):
        for substance in chosen if wanted else every:
            for name in substance.names:
                if name.tag == wanted and (wanted or name.text == substance.display):
                    index.setdefault(name.text.casefold(), substance.unii)
    return {name: unii for name, unii in index.items() if name not in read_words("elements")}


def _choose_name(substance: Substance) -> str:
    """Return the name that the FDA displays or, where that is no plain name, the INN."""
    display = _strip_form(substance.display)
    if not _CHEMICAL.search(display.lower()):
        return display
    for wanted in ("INN", "USAN", "JAN"):
        for name in substance.names:
            if name.tag == wanted and not _CHEMICAL.search(name.text.lower()):
                return _strip_form(name.text)
    return display


def _strip_form(name: str) -> str:
    """Return a name without the words at its end that say in which form the substance is."""
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in read_words("form_words"):
        words.pop()
    return " ".join(words)


def _choose_id(unii: str, by_unii: Mapping[str, DrugCentralEntry]) -> str:
    entry = by_unii.get(unii)
    codes = entry.codes.get("RXNORM", ()) if entry else ()
    return f"RXNORM:{codes[0]}" if len(codes) == 1 else f"UNII:{unii}"


def _list_terms(
    head: Row,
    base: Substance,
    salts: list[Substance],
    by_unii: Mapping[str, DrugCentralEntry],
    english: English,
) -> Iterator[Row]:
    """Yield the rows of one drug: ``head`` is that of its canonical name."""
    if len(head.term) <= _LONGEST:
        yield head
    is_marketed = any(salt.unii in by_unii or salt.tags & MARKET_LISTS for salt in salts)
    for substance in sorted(salts, key=lambda salt: (salt.unii != base.unii, salt.unii)):
        if entry := by_unii.get(substance.unii):
            yield replace(head, term=entry.name, source="drugcentral")
        for name in substance.names:
            if not 3 <= len(name.text) <= _LONGEST or name.kind == "sys" or "IMPURITY" in name.tag:
                continue
            is_code = name.kind == "cd" or bool(_CODE.fullmatch(name.text))
            if is_code and is_marketed and _is_code(name.text, english):
                yield replace(head, term=name.text)
            elif not is_code and (term := _write_name(name, substance, english)):
                yield replace(head, term=term)


def _write_name(name: SubstanceName, substance: Substance, english: English) -> str | None:
    """Return a substance's name as texts write it, None where texts about drugs do not use it."""
    text, lower = name.text, name.text.lower()
    if _CHEMICAL.search(lower) or _is_material(lower) or len(text.split()) > 3 or "LATIN" in name.tag:
        return None
    if name.tag in NAMING_LISTS or name.kind == "of" or text == substance.display:
        return lower
    is_word = english.is_ordinary(text) and lower not in read_words("keep_drugs")
    is_short = len(text) <= 5 and " " not in text
    if is_word or (is_short and name.kind != "bn"):
        return None
    return title_brand(text) if name.kind == "bn" else lower


def _is_code(text: str, english: English) -> bool:
    """Tell whether a maker gave the code and it is no words, as "AS 101" could be."""
    prefix = re.split(r"[^A-Z&]", text)[0]
    digits = sum(letter.isdigit() for letter in text)
    is_word = " " in text and english.frequency(prefix) >= 3.5
    is_known = prefix.casefold() in read_words("code_prefixes")
    return (
        bool(_CODE.fullmatch(text))
        and not is_word
        and not is_known
        and digits >= (4 if len(prefix) < 2 else 3)
    )


def build_combinations(sources: Sources, english: English) -> Iterator[Row]:
    """Yield the brands of products with two or three active substances, named after them."""
    parts: dict[str, set[str]] = defaultdict(set)
    salts, elements = read_words("salts"), read_words("elements")
    for row in sources.read_rows("unii", skip=1):
        brand, marker, part = row[0].partition(" COMPONENT ")
        if marker and not _CHEMICAL.search(brand.lower()):
            words = part.casefold().split(" [")[0].split()
            while len(words) > 1 and words[-1] in salts and " ".join(words[:-1]) not in elements:
                words.pop()
            parts[brand].add(" ".join(words))
    for brand, drugs in sorted(parts.items()):
        if len(drugs) not in {2, 3} or len(brand) < 4 or any(map(_is_material, drugs)):
            continue
        if not english.is_ordinary(brand) and not _is_material(brand.lower()):
            yield Row(title_brand(brand), _join(sorted(drugs)), "DRUG", "", "fda.unii")


def build_others(sources: Sources) -> Iterator[Row]:
    """Yield DrugCentral's drugs under its own names, for those that the FDA's list lacks."""
    excluded = read_words("not_drugs")
    for entry in read_drugcentral(sources):
        name = entry.name if re.search(r"\d|[A-Z]{2}", entry.name) else entry.name.lower()
        if name.casefold() in excluded or len(name) > _LONGEST:
            continue
        for kind in ("RXNORM", "UNII", "DRUGBANK_ID"):
            codes = entry.codes.get(kind, ())
            if len(codes) == 1:
                yield Row(name, name, "DRUG", f"{kind.removesuffix('_ID')}:{codes[0]}", "drugcentral")
                break
        else:
            yield Row(name, name, "DRUG", "", "drugcentral")


def _join(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def list_curated(name: str, label: str) -> Iterator[Row]:
    """Yield the rows of a curated list with the columns term, name and id."""
    for row in read_curated(name):
        yield Row(row["term"], row["name"], row.get("label") or label, row.get("id") or "", "curated")
