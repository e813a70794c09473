"""`python -m pipeline.gold` and what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.gold.__main__ import main
from pipeline.gold.brat_read import read_brat
from pipeline.gold.schema import load_gold
from pipeline.gold.stats import describe_gold
from pipeline.gold.triple_files import read_triple_gold
from tests.gold.samples import BODY, HEADER, TEXT, compile_body, make_gold, write_markup


def run(folder: Path, *arguments: str) -> int:
    return main(["--root", str(folder), *arguments])


def test_compile_writes_gold_and_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_markup(tmp_path)
    assert run(tmp_path, "compile", "--write-corpus") == 0
    assert capsys.readouterr().out == (
        "example.txt: 6 entities, 4 relations firm, 1 optional, 1 negated, 1 hedged, 2 via links, "
        "1 discontinuous\n"
    )
    assert (tmp_path / "corpus" / "example.txt").read_bytes().decode() == TEXT
    assert load_gold(tmp_path / "gold") == (compile_body(tmp_path).document,)


def test_compile_without_corpus_file_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_markup(tmp_path)
    assert run(tmp_path, "compile", str(path)) == 1
    output = capsys.readouterr()
    assert "expected the corpus file" in output.err
    assert output.out == ""
    assert not list((tmp_path / "gold").glob("*.json"))


def test_compile_goes_on_after_a_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_markup(tmp_path)
    write_markup(tmp_path, BODY.replace("|DRUG]", "|DRUGS]"), name="a")
    assert run(tmp_path, "compile", "--write-corpus") == 1
    output = capsys.readouterr()
    assert output.out.startswith("example.txt: ")
    assert "a.mono:8: expected a label" in output.err
    assert output.err.endswith(" problems\n")


def test_corpus_that_differs_is_kept_unless_asked(tmp_path: Path) -> None:
    corpus = make_gold(tmp_path).corpus / "example.txt"
    corpus.write_text("other", encoding="utf-8")
    assert run(tmp_path, "compile") == 1
    assert corpus.read_text(encoding="utf-8") == "other"
    assert run(tmp_path, "compile", "--write-corpus") == 0
    assert corpus.read_bytes().decode() == TEXT


def test_given_text_is_never_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = HEADER.replace("example.txt", "amitriptyline.txt")
    write_markup(tmp_path, header=header, name="amitriptyline")
    corpus = tmp_path / "corpus" / "amitriptyline.txt"
    assert run(tmp_path, "compile", "--write-corpus") == 1
    assert not corpus.exists()
    corpus.parent.mkdir()
    corpus.write_bytes(TEXT.replace("Elavil", "Elavii").encode())
    assert run(tmp_path, "compile", "--write-corpus") == 1
    assert b"Elavii" in corpus.read_bytes()
    assert "offset 5: expected 'Elavii blocks" in capsys.readouterr().err
    corpus.write_bytes(TEXT.encode())
    assert run(tmp_path, "compile", "--write-corpus") == 0


def test_document_named_otherwise_than_its_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_markup(tmp_path, name="other")
    assert run(tmp_path, "compile", "--write-corpus") == 1
    assert "expected doc other.*, got 'example.txt'" in capsys.readouterr().err
    assert not (tmp_path / "corpus").exists()


def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = make_gold(tmp_path)
    assert run(tmp_path, "check") == 0
    assert capsys.readouterr().out == "1 documents checked\n"
    (folders.corpus / "example.txt").write_text("other", encoding="utf-8")
    assert run(tmp_path, "check") == 1


def test_nothing_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("compile", "check", "stats"):
        assert run(tmp_path, command) == 1
        assert "found none" in capsys.readouterr().err


def test_stats_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_gold(tmp_path)
    assert run(tmp_path, "stats") == 0
    lines = capsys.readouterr().out.splitlines()
    for line in (
        "| documents | train | dev | test | all |",
        "| mechanism_article | 1 | 0 | 0 | 1 |",
        "| PROCESS | 2 | 0 | 0 | 2 |",
        "| CONDITION | 0 | 0 | 0 | 0 |",
        "| total | 6 | 0 | 0 | 6 |",
        "| inhibits | 2 | 0 | 0 | 2 |",
        "| negated | 1 | 0 | 0 | 1 |",
        "| hedged | 1 | 0 | 0 | 1 |",
        "| optional | 1 | 0 | 0 | 1 |",
        "| subject left out | 1 | 0 | 0 | 1 |",
        "| via links | 2 | 0 | 0 | 2 |",
        "| causes, adverse | 2 | 0 | 0 | 2 |",
        "| triples firm | 4 | 0 | 0 | 4 |",
        "| triples optional | 1 | 0 | 0 | 1 |",
        "| discontinuous entities | 1 | 0 | 0 | 1 |",
    ):
        assert lines.count(line) == 1, line


def test_stats_of_nothing_are_zero() -> None:
    assert "| total | 0 | 0 | 0 | 0 |" in describe_gold([])


def test_exports(tmp_path: Path) -> None:
    make_gold(tmp_path)
    assert run(tmp_path, "triples", "--out", str(tmp_path / "triples")) == 0
    assert len(read_triple_gold(tmp_path / "triples")["example"]) == 5
    assert run(tmp_path, "brat", "--out", str(tmp_path / "brat")) == 0
    assert read_brat(tmp_path / "brat" / "example.ann")[0] == compile_body(tmp_path).document


def test_wrong_usage() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["polish"])
    assert caught.value.code == 2
