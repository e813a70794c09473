"""The parts of the build, each on small input that shows what it keeps and what it leaves out."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from tools.lexicons import sources as source_files
from tools.lexicons.braces import expand_braces
from tools.lexicons.collector import Collector
from tools.lexicons.curated import FOLDER, read_curated
from tools.lexicons.english import English
from tools.lexicons.findings import is_plain
from tools.lexicons.names import (
    clean_name,
    find_proper_words,
    lower_words,
    make_singular,
    spell_greek,
    title_brand,
    uninvert,
)
from tools.lexicons.rows import Row, settle, write_rows
from tools.lexicons.sources import Source, SourceError, Sources
from tools.lexicons.targets import find_label, is_safe_symbol

ENGLISH = English(
    {"the": 7.7, "impact": 4.9, "advance": 4.3, "prozac": 2.7, "elavil": 1.5}, frozenset({"advance"})
)
CURATED = tuple(sorted(path.stem for path in FOLDER.glob("*.tsv")))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("5-HT<sub>1A</sub> receptor", "5-HT1A receptor"),
        ("5-HT<sub>1D&beta;</sub>", "5-HT1Dβ"),
        ("non‐selective", "non-selective"),
        ("  TNF &amp; friends ", "TNF & friends"),
    ],
)
def test_clean_name(given: str, expected: str) -> None:
    assert clean_name(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Receptors, Histamine H1", "Histamine H1 Receptors"),
        ("Arthritis, Rheumatoid", "Rheumatoid Arthritis"),
        ("Gastroenteritis, Transmissible, of Swine", "Transmissible Gastroenteritis of Swine"),
        ("Asthma", "Asthma"),
    ],
)
def test_uninvert(given: str, expected: str) -> None:
    assert uninvert(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("histamine receptors", "histamine receptor"),
        ("metastases", "metastasis"),
        ("kinases", "kinase"),
        ("arthritides", "arthritis"),
        ("neuropathies", "neuropathy"),
        ("viruses", "virus"),
        ("AIDS", "AIDS"),
        ("SSRIs", "SSRI"),
        ("diabetes", "diabetes"),
        ("dental caries", "dental caries"),
        ("psoriasis", "psoriasis"),
        ("tinnitus", "tinnitus"),
    ],
)
def test_make_singular(given: str, expected: str) -> None:
    assert make_singular(given) == expected


def test_case_of_words() -> None:
    proper = find_proper_words(
        ["early Alzheimer disease", "Tooth decay", "dry tooth", "chronic Tooth pain", "bad tooth"]
    )
    assert proper == {"Alzheimer"}
    assert lower_words("Alzheimer Disease", proper) == "Alzheimer disease"
    assert lower_words("GABA Receptor") == "GABA receptor"
    assert title_brand("TOPROL-XL") == "Toprol-XL"
    assert spell_greek("β-blocker") == "beta-blocker"


def test_expand_braces() -> None:
    assert expand_braces("{a,b}-{1,2}") == ["a-1", "a-2", "b-1", "b-2"]
    assert expand_braces("{5-HT,serotonin }2A") == ["5-HT2A", "serotonin 2A"]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("the", True),
        ("Impact", True),
        ("advance", True),
        ("Elavil", False),
        ("Prozac", False),
        ("the Elavil", False),
    ],
)
def test_ordinary_words(term: str, expected: bool) -> None:
    assert ENGLISH.is_ordinary(term) is expected


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [("EGFR", True), ("SLC6A4", True), ("KIAA0101", False), ("BID", False), ("IMPACT", False), ("AR", False)],
)
def test_safe_symbols(symbol: str, expected: bool) -> None:
    assert is_safe_symbol(symbol, ENGLISH) is expected


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("dopamine receptor D2", "RECEPTOR"),
        ("solute carrier family 6 member 4", "TRANSPORTER"),
        ("potassium voltage-gated channel subfamily H member 2", "ION_CHANNEL"),
        ("protein tyrosine phosphatase receptor type C", "ENZYME"),
        ("cytochrome P450 family 3 subfamily A member 4", "ENZYME"),
        ("interleukin 6", "OTHER_TARGET"),
        ("olfactory receptor family 1", None),
        ("ribosomal protein L3", None),
    ],
)
def test_find_label(name: str, label: str | None) -> None:
    assert find_label(name) == label


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("orthostatic hypotension", True),
        ("type 2 diabetes mellitus", True),
        ("nephrotic syndrome 14", False),
        ("asthma, not otherwise specified", False),
        ("canine distemper", False),
        ("GO", False),
    ],
)
def test_plain_findings(name: str, expected: bool) -> None:
    assert is_plain(name) is expected


def test_collector_joins_concepts_by_their_names() -> None:
    found = Collector(dropped=frozenset({"rest"}), taken=frozenset({"sleep"}))
    found.add("dry mouth", ["xerostomia"], label="FINDING", source="curated")
    found.add(
        "xerostomia",
        ["mouth dryness", "dry mouth", "rest", "sleep"],
        label="FINDING",
        id="MESH:D014987",
        source="mesh",
    )
    rows = {row.term: row for row in found.rows()}
    assert set(rows) == {"dry mouth", "xerostomia", "mouth dryness"}
    assert {row.name for row in rows.values()} == {"dry mouth"}
    assert {row.id for row in rows.values()} == {"MESH:D014987"}
    assert rows["mouth dryness"].source == "mesh"


def test_collector_takes_no_id_from_a_concept_of_another_name() -> None:
    found = Collector()
    found.add("sedation", ["calming"], label="FINDING", source="curated")
    found.add("calming", label="FINDING", id="MESH:D000001", source="mesh")
    assert {row.id for row in found.rows()} == {""}


def test_settle_keeps_the_first_and_drops_plurals() -> None:
    rows = [
        Row(term, name, "DRUG", "", "x")
        for term, name in (("b", "1"), ("B", "2"), ("statins", "3"), ("statin", "3"))
    ]
    assert [(row.term, row.name) for row in settle(rows)] == [("b", "1"), ("statin", "3")]


@pytest.mark.parametrize(
    "row",
    [
        Row("a\tb", "x", "DRUG", "", "s"),
        Row("", "x", "DRUG", "", "s"),
        Row("17", "x", "DRUG", "", "s"),
        Row("term", "x", "DRUG", "not a curie", "s"),
    ],
)
def test_write_rows_rejects(row: Row, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"lexicon\.tsv: expected"):
        write_rows(tmp_path / "lexicon.tsv", [row])


@pytest.mark.parametrize("name", CURATED)
def test_curated_list(name: str) -> None:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.strip() and not line.startswith("#")]
    assert {line.count("\t") for line in table} == {table[0].count("\t")}
    rows = list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    firsts = [tuple(row[:2]) if name == "drop" else row[0] for row in rows]
    assert len(firsts) == len(set(firsts)), [first for first in firsts if firsts.count(first) > 1]
    assert all(row[0] for row in rows)


def test_curated_shorthand_is_closed() -> None:
    for name in ("classes", "findings", "processes", "targets", "pathogens"):
        for row in read_curated(name):
            for text in row["terms"].split("|"):
                for term in expand_braces(text):
                    assert not set("{}") & set(term), (name, row["name"], text)
                    assert term.strip() == term, (name, row["name"], text)


def test_sources_check_digests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"a\tb\n"
    table = {
        "good": Source("good", "", "good.tsv", hashlib.sha256(content).hexdigest()),
        "other": Source("other", "", "other.tsv", hashlib.sha256(b"something else").hexdigest()),
        "gone": Source("gone", "", "gone.tsv", "0" * 64),
    }
    monkeypatch.setattr(source_files, "read_table", lambda: table)
    (tmp_path / "good.tsv").write_bytes(content)
    (tmp_path / "other.tsv").write_bytes(content)
    sources = Sources(tmp_path, tmp_path)
    assert list(sources.read_rows("good")) == [["a", "b"]]
    with pytest.raises(SourceError, match=r"other\.tsv: expected sha256"):
        sources.read_text("other")
    with pytest.raises(SourceError, match=r"gone\.tsv: expected the source"):
        sources.read_text("gone")


def test_every_recorded_source_is_read() -> None:
    readers = [*FOLDER.parent.glob("*.py"), *(FOLDER.parents[1] / "concepts").glob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in readers)
    assert [key for key in source_files.read_table() if f'"{key}"' not in code] == []


def test_packages_are_those_of_the_sources() -> None:
    lines = (FOLDER.parent / "packages.txt").read_text(encoding="utf-8").splitlines()
    digests = {line.partition("sha256:")[2] for line in lines if not line.startswith("#")}
    assert digests == {source.sha256 for source in source_files.read_table().values() if source.archive}
