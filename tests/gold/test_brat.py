"""brat files hold all of a document, and changes made in brat are read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import GoldError
from pipeline.exchange import configuration, split_lines
from pipeline.gold.brat import write_brat
from pipeline.gold.brat_read import read_brat
from pipeline.gold.schema import join_fragments, load_gold
from pipeline.types import Fragment
from pipeline.vocabulary import Label, RelationType
from tests.gold.samples import TEXT, compile_body

ROOT = Path(__file__).parents[2]

ANN = """\
T1\tDRUG 0 6\tElavil
#1\tAnnotatorNotes T1\tamitriptyline
T2\tPROCESS 18 29;44 58\treuptake of norepinephrine
#2\tAnnotatorNotes T2\treuptake of norepinephrine
T3\tPROCESS 18 39\treuptake of serotonin
#3\tAnnotatorNotes T3\tserotonin reuptake
T4\tRECEPTOR 79 99\tmuscarinic receptors
#4\tAnnotatorNotes T4\tmuscarinic receptors
T5\tEFFECT 115 118;119 124\tdry mouth
#5\tAnnotatorNotes T5\tdry mouth
T6\tEFFECT 145 153\tsedation
#6\tAnnotatorNotes T6\tsedation
T7\tinhibits 7 13\tblocks
E1\tinhibits:T7 Subject:T1 Anchor:T1 Object:T3
#7\tAnnotatorNotes E1\ta1
T8\tinhibits 7 13\tblocks
E2\tinhibits:T8 Subject:T1 Anchor:T1 Object:T2
#8\tAnnotatorNotes E2\ta2
T9\tantagonizes 63 78\tdoes not affect
T10\tReference 60 62\tIt
E3\tantagonizes:T9 Subject:T1 Anchor:T10 Object:T4
A1\tNegated E3
A2\tOptional E3
#9\tAnnotatorNotes E3\ta3
T11\tcauses 109 114\tcause
T12\tReference 60 62\tIt
E4\tcauses:T11 Subject:T1 Anchor:T12 Object:T5 Via:E1 Via2:E2
A3\tHedged E4
A4\tEffectKind E4 adverse
#10\tAnnotatorNotes E4\ta4
T13\tcauses 145 153\tsedation
E5\tcauses:T13 Subject:T1 Object:T6
A5\tUntriggered E5
A6\tOrDecreases E5
A7\tEffectKind E5 adverse
#11\tAnnotatorNotes E5\ta5
"""


def exported(folder: Path) -> Path:
    compiled = compile_body(folder)
    write_brat(compiled.document, compiled.text, folder / "brat")
    return folder / "brat" / "example.ann"


def test_standoff_is_what_a_reader_would_write(tmp_path: Path) -> None:
    path = exported(tmp_path)
    assert path.read_text(encoding="utf-8") == ANN
    assert path.with_suffix(".txt").read_bytes().decode() == TEXT
    assert (path.parent / "annotation.conf").read_text(encoding="utf-8") == configuration()


def test_every_line_of_standoff_shows_its_text(tmp_path: Path) -> None:
    for line in exported(tmp_path).read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            _, where, shown = line.split("\t")
            offsets = [pair.split() for pair in where.partition(" ")[2].split(";")]
            assert " ".join(TEXT[int(start) : int(end)] for start, end in offsets) == shown


def test_round_trip(tmp_path: Path) -> None:
    assert read_brat(exported(tmp_path)) == (compile_body(tmp_path).document, TEXT)


def test_round_trip_of_the_repository(tmp_path: Path) -> None:
    documents = load_gold(ROOT / "gold")
    for document in documents:
        text = (ROOT / "corpus" / document.doc).read_bytes().decode()
        write_brat(document, text, tmp_path)
        assert read_brat(tmp_path / Path(document.doc).with_suffix(".ann")) == (document, text)
    assert documents


def test_mentions_and_relations_added_in_brat(tmp_path: Path) -> None:
    path = exported(tmp_path)
    added = "T90\tDRUG 0 6\tElavil\nT91\tcauses 7 13\tblocks\nE90\tcauses:T91 Subject:T90 Object:T6\n"
    path.write_text(ANN.replace("T6\tEFFECT 145 153\tsedation\n", added + "T6\tEFFECT 145 153\tsedation\n"))
    document, _ = read_brat(path)
    assert document.entity("T90").name == "amitriptyline"
    assert [relation.id for relation in document.relations] == ["E90", "a1", "a2", "a3", "a4", "a5"]


FAULTS = {
    "offsets": ("T1\tDRUG 0 6", "T1\tDRUG 0 x", "example.ann:1: expected a brat line of kind T"),
    "unknown line": ("#1\tAnnot", "R1\tAnnot", "example.ann:2: expected a T, E, A or # line"),
    "unknown label": ("T1\tDRUG", "T1\tDRUGS", "DRUGS"),
    "lost object": ("Object:T6", "Object:T66", "example.ann:32: expected Object to be a T line, got 'T66'"),
    "lost subject": ("Subject:T1 Object:T6", "Object:T6", "expected Subject to be a T line, got None"),
    "lost anchor": ("Anchor:T10", "Anchor:T66", "expected Anchor to be a T line, got 'T66'"),
    "lost trigger": ("causes:T13", "causes:T66", "expected the trigger to be a T line, got 'T66'"),
    "lost via": ("Via2:E2", "Via2:E9", "expected Via to name an event, got 'E9'"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_broken_standoff_is_rejected(tmp_path: Path, fault: str) -> None:
    old, new, message = FAULTS[fault]
    path = exported(tmp_path)
    assert ANN.count(old) == 1
    path.write_text(ANN.replace(old, new), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_brat(path)
    assert message in str(caught.value)


@pytest.mark.parametrize("suffix", [".ann", ".txt", ".header.json"])
def test_missing_part(tmp_path: Path, suffix: str) -> None:
    path = exported(tmp_path)
    path.with_name("example" + suffix).unlink()
    with pytest.raises(GoldError, match="expected a UTF-8 file"):
        read_brat(path)


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 1}'])
def test_broken_header(tmp_path: Path, content: str) -> None:
    path = exported(tmp_path)
    path.with_name("example.header.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match="expected a gold document"):
        read_brat(path)


def test_configuration_knows_every_name() -> None:
    lines = configuration().splitlines()
    assert set(Label) <= set(lines)
    assert all(any(line.startswith(f"{kind}\t") for line in lines) for kind in RelationType)
    assert "Negated\tArg:<EVENT>" in lines


@given(st.text("ab \n", min_size=1))
def test_splitting_at_lines_is_undone_by_joining(text: str) -> None:
    inner = text.strip()
    if inner:
        start = text.index(inner[0])
        whole = Fragment(start, start + len(inner))
        parts = split_lines(text, whole)
        assert all("\n" not in text[one:other] for one, other in parts)
        assert join_fragments(text, parts) == (whole,)
