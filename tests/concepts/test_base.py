"""The shipped base answers, and a broken one is refused."""

from __future__ import annotations

import csv
import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import tools.concepts.build
from pipeline.concepts import ConceptBase, load_base, load_index
from pipeline.concepts.base import data_folder
from pipeline.errors import FormatError
from pipeline.vocabulary import Label


def test_a_name_has_its_concept() -> None:
    (sense,) = load_base().find("xerostomia")
    concept = load_base().concept(sense.name, sense.label)
    assert concept is not None
    assert (concept.name, concept.id) == ("dry mouth", "HP:0000217")
    assert "xerostomia" in concept.synonyms


def test_a_drug_has_its_cross_references() -> None:
    (sense,) = (each for each in load_base().find("Elavil") if each.label == Label.DRUG)
    concept = load_base().concept(sense.name, sense.label)
    assert concept is not None
    prefixes = {each.split(":")[0] for each in concept.xrefs}
    assert concept.name == "amitriptyline"
    assert {"UNII", "CHEBI", "DRUGBANK", "MESH"} <= prefixes


def test_a_family_has_its_members() -> None:
    (sense,) = load_base().find("alpha-1 adrenergic receptors")
    concept = load_base().concept(sense.name, sense.label)
    assert concept is not None
    assert [name for kind, _, name in concept.related if kind == "member"] == ["ADRA1A", "ADRA1B", "ADRA1D"]


def test_a_process_has_its_target() -> None:
    (sense,) = load_base().find("reuptake of serotonin")
    concept = load_base().concept(sense.name, sense.label)
    assert concept is not None
    assert ("target", "HGNC:11050", "SLC6A4") in concept.related


def test_names_near_one_in_spelling() -> None:
    base = load_base()
    near = [base.term(each.row).term for each in load_index().nearest("thrombocytopaenias", k=3)]
    assert "thrombocytopenia" in near
    assert load_index().nearest("") == []


def test_the_files_are_those_of_the_manifest() -> None:
    with tools.concepts.build.MANIFEST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) == 10
    for row in rows:
        content = (data_folder() / row["file"]).read_bytes()
        found = (str(len(content)), hashlib.sha256(content).hexdigest())
        assert found == (row["bytes"], row["sha256"]), f"{row['file']}: run `make concepts`"


def test_parts_apart_hold_their_own_source_only() -> None:
    for part in ("gtopdb", "hpo"):
        with closing(sqlite3.connect(data_folder() / f"{part}.sqlite")) as connection:
            assert connection.execute("SELECT DISTINCT source FROM term").fetchall() == [(part,)]


def test_further_names_add_to_the_concepts_and_hold_no_source_with_terms_of_its_own() -> None:
    with closing(sqlite3.connect(data_folder() / "further.sqlite")) as connection:
        sources = {source for (source,) in connection.execute("SELECT DISTINCT source FROM term")}
        own = connection.execute(
            "SELECT text, concept FROM term WHERE text = 'hedgehog signaling'"
        ).fetchall()
    assert sources == {"curated", "mesh", "go", "doid", "mondo", "fda.unii"}
    assert len(own) == 1
    concept = load_base().by_id("GO:0007224")
    assert concept is not None
    assert "hedgehog signaling" in concept.synonyms


def test_the_first_part_alone_will_do(tmp_path: Path) -> None:
    shutil.copy(data_folder() / "concepts.sqlite", tmp_path)
    assert ConceptBase(tmp_path).find("aspirin")


def test_a_base_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="found no file"):
        ConceptBase(tmp_path)
    with closing(sqlite3.connect(tmp_path / "concepts.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("CREATE TABLE concept (number INTEGER)")
    with pytest.raises(FormatError, match="found 99"):
        ConceptBase(tmp_path)
