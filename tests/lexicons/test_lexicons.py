"""Format, content and digests of the lexicons that ship."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.vocabulary import TARGETS, Label
from tests.lexicons.files import FOLDER, NAMES, ROOT, read_lexicon, read_table
from tools.lexicons.rows import CURIE, HEADER, counts_case

LABELS: dict[str, set[str]] = {
    "drugs.tsv": {Label.DRUG},
    "drugs.gtopdb.tsv": {Label.DRUG},
    "drug_classes.tsv": {Label.DRUG_CLASS},
    "targets.tsv": {*TARGETS},
    "targets.gtopdb.tsv": {*TARGETS},
    "mediators.tsv": {"MEDIATOR"},
    "findings.tsv": {"FINDING"},
    "findings.hpo.tsv": {"FINDING"},
    "processes.tsv": {Label.PROCESS},
    "pathogens.tsv": {Label.CONDITION},
}
PREFIXES = {
    "DRUG": {"RXNORM", "UNII", "DRUGBANK"},
    "DRUG_CLASS": {"MESH", "CHEBI"},
    "MEDIATOR": {"MESH", "CHEBI"},
    "FINDING": {"MESH", "DOID", "MONDO", "HP"},
    "PROCESS": {"MESH", "GO"},
    "CONDITION": {"MESH"},
}
PLANTED = read_table(Path(__file__).with_name("planted.tsv"))
FORBIDDEN = read_table(Path(__file__).with_name("forbidden.tsv"))


def test_every_lexicon_is_known() -> None:
    assert set(NAMES) == set(LABELS)
    assert len(PLANTED) >= 200


@pytest.mark.parametrize("name", NAMES)
def test_bytes(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")
    lines = content.decode("utf-8").split("\n")[:-1]
    assert lines[0] == "\t".join(HEADER)
    assert {line.count("\t") for line in lines} == {len(HEADER) - 1}


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_sorted_and_unique(name: str) -> None:
    terms = [row["term"] for row in read_lexicon(name)]
    assert terms == sorted(terms, key=lambda term: (term.casefold(), term))
    keys = Counter(term if counts_case(term) else term.casefold() for term in terms)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_labels_ids_and_sources(name: str) -> None:
    rows = read_lexicon(name)
    assert {row["label"] for row in rows} <= LABELS[name]
    ids = {(row["label"], row["id"]) for row in rows if row["id"]}
    assert [identifier for _, identifier in ids if not CURIE.fullmatch(identifier)] == []
    targets = {"HGNC", "MESH", "FPLX"}
    assert [pair for pair in ids if pair[1].partition(":")[0] not in PREFIXES.get(pair[0], targets)] == []
    page = (ROOT / "docs" / "lexicons.md").read_text(encoding="utf-8")
    assert [key for key in {row["source"] for row in rows} if f"`{key}`" not in page] == []


@pytest.mark.parametrize("name", NAMES)
def test_terms_are_clean(name: str) -> None:
    dirty = re.compile(r"^\s|\s$|\s\s|<[a-z/]|&[a-z]+;|®|™|\[(PMID|INN|USAN)|^[^\w(α-ωΑ-Ω]*$")
    terms = [row["term"] for row in read_lexicon(name)]
    assert [term for term in terms if dirty.search(term) or len(term) < 2] == []
    assert [term for term in terms if not re.search(r"[^\W\d_]", term)] == []


@pytest.mark.parametrize("name", NAMES)
def test_one_name_has_one_id(name: str) -> None:
    ids: dict[tuple[str, str], set[str]] = {}
    for row in read_lexicon(name):
        if row["id"]:
            ids.setdefault((row["name"].casefold(), row["label"]), set()).add(row["id"])
    several = {key: found for key, found in ids.items() if len(found) > 1}
    assert len(several) <= len(ids) // 200, sorted(several)[:20]


@pytest.mark.parametrize("row", PLANTED, ids=lambda row: f"{row['file']}-{row['term']}")
def test_planted_name(row: dict[str, str]) -> None:
    rows = read_lexicon(f"{row['file']}.tsv")
    assert row["name"] in {
        found["name"] for found in rows if found["term"].casefold() == row["term"].casefold()
    }


@pytest.mark.parametrize("row", FORBIDDEN, ids=lambda row: row["term"])
def test_forbidden_word(row: dict[str, str]) -> None:
    allowed = {"mediators.tsv"} if row["why"] == "no drug" else set()
    for name in set(NAMES) - allowed:
        found = [f["term"] for f in read_lexicon(name) if f["term"].casefold() == row["term"]]
        assert [term for term in found if not counts_case(term)] == [], name


def test_endogenous_substances_are_no_drugs() -> None:
    drugs = {
        row["term"].casefold() for row in (*read_lexicon("drugs.tsv"), *read_lexicon("drugs.gtopdb.tsv"))
    }
    assert (
        drugs & {"serotonin", "glutamate", "acetylcholine", "histamine", "calcium", "glucose", "sodium"}
        == set()
    )


@pytest.mark.parametrize(
    ("free", "other"),
    [
        ("drugs.tsv", "drugs.gtopdb.tsv"),
        ("targets.tsv", "targets.gtopdb.tsv"),
        ("findings.tsv", "findings.hpo.tsv"),
    ],
)
def test_restricted_files_only_add(free: str, other: str) -> None:
    taken = {row["term"].casefold() for row in read_lexicon(free)}
    assert [row["term"] for row in read_lexicon(other) if row["term"].casefold() in taken] == []


def test_plurals_are_left_to_the_matcher() -> None:
    terms = {row["term"].casefold() for row in read_lexicon("drug_classes.tsv")}
    assert [term for term in terms if term.endswith("s") and term[:-1] in terms] == []


def test_size() -> None:
    assert sum((FOLDER / name).stat().st_size for name in NAMES) < 12_000_000


def test_manifest_records_the_files() -> None:
    rows = read_table(ROOT / "tools" / "lexicons" / "manifest.tsv")
    assert [row["file"] for row in rows] == list(NAMES)
    for row in rows:
        assert int(row["rows"]) == len(read_lexicon(row["file"])), row["file"]
        assert row["sha256"] == hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest(), row["file"]


@pytest.mark.parametrize("name", NAMES)
def test_page_counts_the_terms(name: str) -> None:
    page = (ROOT / "docs" / "lexicons.md").read_text(encoding="utf-8")
    assert re.search(rf"`{re.escape(name)}` \| [^|]+ \| {len(read_lexicon(name)):,} ", page), name
