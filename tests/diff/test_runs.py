"""Two folders read side by side: documents, their order, their texts and the gold for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.diff import Gold, Kind, diff_runs
from pipeline.errors import FormatError, GoldError
from pipeline.gold.triple_files import triples_to_json
from pipeline.vocabulary import RelationType
from tests.diff.runs import claim, write_run
from tests.diff.test_judge import GOLD

A, B, C = (claim(RelationType.CAUSES, "sedation", doc_id=name) for name in ("a.txt", "b.txt", "c.txt"))


def test_documents_of_one_run_only_are_named_and_their_triples_count(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", ["a.txt", "b.txt"], [A, B])
    new = write_run(tmp_path / "new", ["b.txt", "c.txt", "d.txt"], [B, C])
    diff = diff_runs(old, new)
    assert [
        (d.doc_id, d.in_old, d.in_new, d.count(Kind.LOST), d.count(Kind.GAINED)) for d in diff.documents
    ] == [
        ("a.txt", True, False, 1, 0),
        ("c.txt", False, True, 0, 1),
        ("d.txt", False, True, 0, 0),
    ]
    assert (diff.compared, diff.same) == (4, 1)
    assert (diff.old.version, diff.new.version) == ("old", "new")


def test_a_run_of_nothing_can_be_compared(tmp_path: Path) -> None:
    empty = write_run(tmp_path / "empty", [], [])
    full = write_run(tmp_path / "full", ["a.txt"], [A])
    assert diff_runs(empty, full).count(Kind.GAINED) == 1
    assert diff_runs(empty, empty).documents == ()


def test_another_text_under_the_same_name_is_told(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", ["a.txt"], [A])
    new = write_run(tmp_path / "new", ["a.txt"], [A], text="Another text.")
    (document,) = diff_runs(old, new).documents
    assert document.other_text
    assert not document.changes


@pytest.mark.parametrize("order", [["b.txt", "a.txt"], ["a.txt", "a.txt"]])
def test_documents_out_of_order_are_refused(tmp_path: Path, order: list[str]) -> None:
    old = write_run(tmp_path / "old", order, [])
    with pytest.raises(FormatError, match=r"documents\.jsonl: expected documents in the order"):
        diff_runs(old, old)


def test_a_triple_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", ["a.txt"], [A, A])
    with pytest.raises(FormatError, match=rf"a\.txt: expected each triple once, found {A.id} again"):
        diff_runs(old, old)


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", ["a.txt"], [A])
    with pytest.raises(FormatError, match=r"nowhere.*run `monograph extract` first"):
        diff_runs(old, tmp_path / "nowhere")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold for b.txt, which holds the sedation."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "b.json").write_text(triples_to_json("b.txt", GOLD), encoding="utf-8")
    return folder


def test_only_documents_with_gold_are_judged(tmp_path: Path, gold: Path) -> None:
    old = write_run(tmp_path / "old", ["a.txt", "b.txt"], [A, B])
    new = write_run(tmp_path / "new", ["a.txt", "b.txt"], [])
    diff = diff_runs(old, new, gold=Gold(gold))
    assert [(c.triple.doc_id, c.verdict) for c in diff.changes()] == [
        ("a.txt", None),
        ("b.txt", "regression"),
    ]
    assert diff.judged == 1
    assert diff.worse == 1
    assert diff.gold is not None
    assert (diff.gold.old.tp, diff.gold.old.fn, diff.gold.new.tp, diff.gold.new.fn) == (1, 1, 0, 2)


def test_a_split_that_is_not_there_is_refused(tmp_path: Path, gold: Path) -> None:
    old = write_run(tmp_path / "old", ["b.txt"], [B])
    with pytest.raises(GoldError, match="expected documents of the splits dev, found the splits none"):
        diff_runs(old, old, gold=Gold(gold, ["dev"]))


def test_another_text_than_that_of_the_gold_is_refused(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", ["amitriptyline.txt"], [])
    gold = Path(__file__).parents[2] / "gold"
    with pytest.raises(FormatError, match=r"amitriptyline\.txt: expected the text of the gold"):
        diff_runs(run, run, gold=Gold(gold, ["dev", "train"]))


def test_the_json_holds_both_triples_and_is_the_same_each_time(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", ["a.txt", "b.txt"], [A, B])
    new = write_run(tmp_path / "new", ["a.txt", "b.txt"], [B])
    text = diff_runs(old, new).to_json()
    assert text == diff_runs(old, new).to_json()
    data = json.loads(text)
    assert {name: data[name] for name in ("compared", "same", "lost", "gained", "changed", "gold")} == {
        "compared": 2,
        "same": 1,
        "lost": 1,
        "gained": 0,
        "changed": 0,
        "gold": None,
    }
    assert data["relations"] == {"causes": {"lost": 1, "gained": 0, "changed": 0, "better": 0, "worse": 0}}
    (document,) = data["documents"]
    (change,) = document["changes"]
    assert (change["kind"], change["old"]["id"], change["new"]) == ("lost", A.id, None)
