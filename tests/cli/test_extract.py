"""`monograph extract` from end to end, with an extractor that misbehaves where a text tells it to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.export import read_documents, read_triples
from tests.batch import fakes
from tests.batch.folders import BAD, GOOD, SPECIAL, write_files, write_mixed

LIMITS = ["--max-bytes", "5000", "--timeout", "2", "--format", "csv,tsv"]
EXPECTED = {name: bad[1:] for name, bad in BAD.items()} | SPECIAL


def _extract(*words: object) -> int:
    return main(["extract", *map(str, words)], extractor_factory=fakes.load)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a folder with every failure, done by two processes."""
    root = tmp_path_factory.mktemp("mixed")
    assert _extract(write_mixed(root / "docs"), "--out", root / "two", "--jobs", 2, *LIMITS) == 1
    return root


def _failures(out: Path) -> dict[str, dict[str, str]]:
    lines = (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    return {failure["doc_id"]: failure for failure in map(json.loads, lines)}


def test_there_are_failures_to_test() -> None:
    assert len(EXPECTED) == len(BAD) + len(SPECIAL) > 10


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_failure_is_listed_with_stage_and_cause(mixed: Path, name: str) -> None:
    stage, error, cause = EXPECTED[name]
    failure = _failures(mixed / "two")[name]
    assert list(failure) == ["doc_id", "stage", "error", "cause"]
    assert (failure["stage"], failure["error"]) == (stage, error)
    assert cause in failure["cause"]
    if error == "ReadError":
        assert f"docs/{name}: expected" in failure["cause"]


def test_nothing_else_fails_and_the_list_is_sorted(mixed: Path) -> None:
    assert list(_failures(mixed / "two")) == sorted(EXPECTED)


def test_good_documents_come_out_all_the_same(mixed: Path) -> None:
    documents = read_documents(mixed / "two" / "documents.jsonl")
    assert [document.doc_id for document in documents] == sorted(GOOD)
    assert len(list(read_triples(mixed / "two" / "triples.jsonl"))) == 5


def test_one_process_writes_the_same_bytes_as_two(mixed: Path) -> None:
    assert _extract(mixed / "docs", "--out", mixed / "one", "--jobs", 1, *LIMITS) == 1
    one, two = (
        {path.name: path.read_bytes() for path in sorted((mixed / name).iterdir()) if path.is_file()}
        for name in ("one", "two")
    )
    assert len(one) == 7
    assert one == two


def test_the_summary_says_what_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = write_files(tmp_path / "docs", GOOD | {"bad.txt": b""})
    out = tmp_path / "out"
    assert _extract(docs, "--out", out) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        f"documents  4 done, 1 failed (causes in {out / 'failures.jsonl'})",
        "triples    4 affirmed, 1 negated",
        "  inhibits     4",
        f"results    {out / 'triples.jsonl'}",
    ]
    assert (
        captured.err
        == f"failed: bad.txt (read): {docs / 'bad.txt'}: expected text, found an empty file; leave it out\n"
    )


def test_all_done_is_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = write_files(tmp_path / "docs", GOOD)
    assert _extract(docs / "a.txt", docs / "sub", "--out", tmp_path / "out") == 0
    assert capsys.readouterr().out.startswith("documents  3 done, 0 failed\n")
    documents = read_documents(tmp_path / "out" / "documents.jsonl")
    assert [document.doc_id for document in documents] == ["a.txt", "b.md", "c.txt"]


def test_a_said_encoding_is_held_to(tmp_path: Path) -> None:
    docs = write_files(tmp_path / "docs", {"a.txt": b"dose \xb5g", "b.txt": b"dose"})
    assert _extract(docs, "--out", tmp_path / "out", "--encoding", "utf-8") == 1
    assert "expected utf-8 text, found byte 5" in _failures(tmp_path / "out")["a.txt"]["cause"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "nowhere: expected a file or a folder, found nothing"),
        (["docs", "docs/a.txt"], "expected a document id of its own, found 'a.txt' also for docs/a.txt"),
        (["empty"], "empty: expected at least one document, found none"),
        (["docs", "--out", "docs"], "expected a folder for the results apart from the documents"),
        (["docs", "--out", "docs/a.txt/out"], "docs/a.txt"),
        (["docs", "--out", "docs/a.txt"], "File exists"),
    ],
)
def test_a_request_that_makes_no_sense_is_status_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, {"docs/a.txt": b"words"})
    (tmp_path / "empty").mkdir()
    assert _extract("--out", "out", *words) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("monograph: ")
    assert message in captured.err
    assert captured.out == ""
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "PATH"),
        (["docs"], "--out"),
        (["docs", "--out", "x", "--jobs", "0"], "expected a whole number above 0, found '0'"),
        (["docs", "--out", "x", "--max-bytes", "many"], "expected a whole number above 0, found 'many'"),
        (["docs", "--out", "x", "--timeout", "-1"], "expected a number of seconds from 0 on, found '-1'"),
        (["docs", "--out", "x", "--max-memory", "1G"], "expected a whole number of megabytes from 0 on"),
        (["docs", "--out", "x", "--timeout", "nan"], "expected a number of seconds from 0 on, found 'nan'"),
        (
            ["docs", "--out", "x", "--format", "csv,xls"],
            "expected some of csv, tsv, jsonl, parquet, found",
        ),
    ],
)
def test_wrong_arguments_are_status_2(
    capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        _extract(*words)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_an_extractor_that_cannot_be_loaded_is_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = write_files(tmp_path / "docs", GOOD)
    words = ["extract", str(docs), "--out", str(tmp_path / "out")]
    assert main(words, extractor_factory=fakes.load_nothing) == 2
    assert "monograph: expected the extractor to load, found: no model here" in capsys.readouterr().err


def test_an_interrupt_is_status_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.batch.pool.wait", interrupt)
    docs = write_files(tmp_path / "docs", GOOD)
    assert _extract(docs, "--out", tmp_path / "out") == 130
    assert capsys.readouterr().err == "monograph: interrupted\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".monograph"]
