"""Public corpora become examples: what is marked, what is not, and what is left open."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from pipeline.compose import load
from pipeline.entities.lexicon import FINDING
from pipeline.errors import MonographError
from pipeline.scoring.judge import NONE
from pipeline.types import Fragment
from tools.relation_model.corpora import read_corpora, read_drugprot, read_labels
from tools.relation_model.examples import read_labelled
from tools.relation_model.labelled import UNKNOWN, LabelledText, Stated

SECTION = "Headache was reported. Patients with asthma took part.\n"


def _pack(path: Path, files: dict[str, str]) -> None:
    path.parent.mkdir(parents=True)
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            archive.addfile(member, io.BytesIO(content.encode()))


def test_a_label_is_read_under_its_drug_and_section(tmp_path: Path) -> None:
    marks = "0,8|C0018681|Headache|10019211\n0,3;9,12|C1|split|1\n"
    _pack(
        tmp_path / "fda_ars_labels" / "fda_ars_txt_gold.tar.gz",
        {"a/ZOVIA_adverse_reactions.txt": SECTION, "a/ZOVIA_adverse_reactions.offsets": marks},
    )
    (text,) = read_labels(tmp_path)
    assert text.text.startswith("Zovia\n\nAdverse reactions\n\nHeadache")
    (stated,) = text.stated
    assert text.text[stated.object.start : stated.object.end] == "Headache"
    assert (stated.label, stated.subject) == ("causes", ())


def test_types_of_drugprot_that_have_no_place_here_are_left_open(tmp_path: Path) -> None:
    folder = tmp_path / "drugprot" / "training"
    folder.mkdir(parents=True)
    (folder / "drugprot_training_abstracs.partial.tsv").write_text("1\tZileuton blocks 5-LO.\tIt is one.\n")
    (folder / "drugprot_training_entities.tsv").write_text(
        "1\tT1\tCHEMICAL\t0\t8\tZileuton\n1\tT2\tGENE-Y\t16\t20\t5-LO\n"
    )
    (folder / "drugprot_training_relations.tsv").write_text(
        "1\tINHIBITOR\tArg1:T1\tArg2:T2\n1\tINDIRECT-UPREGULATOR\tArg1:T1\tArg2:T2\n"
    )
    (text,) = read_drugprot(tmp_path)
    assert sorted(stated.label for stated in text.stated) == sorted(["inhibits", UNKNOWN])
    assert {stated.object for stated in text.stated} == {Fragment(16, 20)}


def test_no_mark_means_no_relation_only_where_all_are_marked() -> None:
    text = "Ibuprofen\n\nIbuprofen caused nausea and dizziness. It inhibits COX-2."
    start = text.index("nausea")
    marked = LabelledText(
        "labels",
        "ibuprofen.txt",
        text,
        (Stated((), Fragment(start, start + len("nausea")), "causes"),),
        frozenset({FINDING}),
        names_subject=False,
    )
    examples = read_labelled(load(sources="rules"), [marked])
    assert sorted(example.label for example in examples) == sorted(["causes", NONE])
    assert {example.source for example in examples} == {"labels"}


def test_a_missing_file_is_named_with_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(MonographError, match=r"fda_ars_txt_gold.*get it from|drugprot.*get it from"):
        list(read_corpora(tmp_path))
