"""The rules of the set as a whole, each with a broken fixture; the repository's gold keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.gold.build import Folders, compile_file
from pipeline.gold.check import check_gold, check_splits, shared_runs
from pipeline.gold.links import find_ring
from pipeline.gold.schema import Split, load_gold
from tests.gold.samples import BODY, HEADER, TEXT, compile_body, make_gold, write_markup

ROOT = Path(__file__).parents[2]


def problems_of(folders: Folders) -> list[str]:
    return check_gold(folders)[1]


def test_sample_keeps_every_rule(tmp_path: Path) -> None:
    documents, problems = check_gold(make_gold(tmp_path))
    assert (len(documents), problems) == (1, [])


def test_repository_gold_is_current_and_keeps_every_rule() -> None:
    folders = Folders(gold=ROOT / "gold", corpus=ROOT / "corpus")
    documents, problems = check_gold(folders)
    assert problems == []
    assert len(documents) == len(list((ROOT / "gold" / "markup").glob("*.mono"))) > 1


def test_markup_changed_since(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    write_markup(tmp_path, BODY.replace("hedged ", ""))
    assert len(problems_of(folders)) == 1
    assert "example.json: expected what" in problems_of(folders)[0]


def test_markup_broken_since(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    write_markup(tmp_path, BODY.replace("|DRUG]", "|DRUGS]"))
    assert any("example.mono:8: expected a label" in problem for problem in problems_of(folders))


def test_never_compiled(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    (folders.gold / "example.json").unlink()
    assert any("expected the compiled file" in problem for problem in problems_of(folders))


def test_no_corpus_file(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    (folders.corpus / "example.txt").unlink()
    problems = problems_of(folders)
    assert len(problems) == 1
    assert "expected the corpus file" in problems[0]


def test_corpus_changed_since(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    (folders.corpus / "example.txt").write_text(TEXT.replace("dry\n", "dry "), encoding="utf-8")
    problems = problems_of(folders)
    assert any("the text differs" in p and "its line 1, offset 118" in p for p in problems), problems
    assert any("expected sha256" in p for p in problems)
    assert any("entity T5: expected 'dry\\nmouth' at its offsets, got 'dry mouth'" in p for p in problems)


def test_corpus_not_utf8(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    (folders.corpus / "example.txt").write_bytes(b"\xff")
    assert any("example.txt: expected UTF-8, got byte 0" in problem for problem in problems_of(folders))


def test_compiled_file_without_markup(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    (folders.gold / "stray.json").write_bytes((folders.gold / "example.json").read_bytes())
    problems = problems_of(folders)
    assert len(problems) == 1
    assert problems[0].startswith(f"{folders.gold}/stray.json: expected a .mono file")


def test_two_documents_that_share_a_run(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    header = HEADER.replace("example.txt", "other.txt")
    compile_file(write_markup(tmp_path, header=header, name="other"), folders, write_corpus=True)
    problems = problems_of(folders)
    assert len(problems) == 1
    assert "in example.txt and other.txt; reword one" in problems[0]


def test_no_markup_at_all(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"expected \.mono files, found none"):
        check_gold(Folders(gold=tmp_path, corpus=tmp_path))


@pytest.mark.parametrize("name", ["amitriptyline", "AMITRIPTYLINE  hydrochloride"])
def test_one_drug_in_two_splits(tmp_path: Path, name: str) -> None:
    document = compile_body(tmp_path).document
    other = document.model_copy(update={"doc": "b.txt", "drug": name, "split": Split.TEST, "names": {}})
    assert check_splits([document, document.model_copy(update={"doc": "c.txt"})]) == []
    problems = check_splits([document, other])
    assert problems
    assert "b.txt: expected" in problems[0]
    assert "got test here and train in example.txt" in problems[0]


WORDS = "one two three four five six seven eight nine ten eleven twelve"


def test_shared_run_is_found_across_case_lines_and_punctuation() -> None:
    texts = {"a": f"Zero {WORDS} thirteen.", "b": WORDS.upper().replace(" ", ",\n") + " thirteen fourteen"}
    (run,) = shared_runs(texts)
    assert (run.first, run.second, run.words) == ("a", "b", f"{WORDS} thirteen")


def test_eleven_shared_words_are_fine() -> None:
    assert shared_runs({"a": WORDS.removesuffix(" twelve"), "b": WORDS.replace("twelve", "dozen")}) == []


def test_a_run_within_one_text_is_fine() -> None:
    assert shared_runs({"a": f"{WORDS}. {WORDS}", "b": ""}) == []


def test_each_pair_is_reported_once() -> None:
    texts = {"a": f"{WORDS} x {WORDS}", "b": f"{WORDS} y {WORDS}", "c": f"z {WORDS}"}
    assert [(run.first, run.second) for run in shared_runs(texts)] == [("a", "b"), ("a", "c")]


@pytest.mark.parametrize(
    ("links", "ring"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"a": ["x"]}, []),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ["b", "c", "b"]),
    ],
)
def test_rings(links: dict[str, list[str]], ring: list[str]) -> None:
    assert find_ring(links) == ring


def test_load_gold_reads_the_repository() -> None:
    documents = load_gold(ROOT / "gold")
    assert "amitriptyline.txt" in {document.doc for document in documents}
