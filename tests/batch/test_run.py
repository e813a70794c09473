"""Whole runs: what comes out, the same for any number of jobs, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from pipeline.batch import Extractor, pool, run
from pipeline.errors import MonographError, ReadError
from pipeline.export import EXPORTERS, read_documents, read_triples
from tests.batch import fakes
from tests.batch.folders import GOOD, write_files

FILES = ["concepts.jsonl", "documents.jsonl", "failures.jsonl", "run.json", "triples.jsonl"]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_files(tmp_path / "docs", GOOD)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_the_fake_is_an_extractor() -> None:
    extractor: Extractor = fakes.load()
    assert extractor.extract("A blocks the x channel", doc_id="x", sha256="").relations


def test_results_are_in_the_order_of_documents_and_counted(docs: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    summary = run([docs], out, jobs=2, extractor_factory=fakes.load)
    assert (summary.out, summary.done, summary.failed) == (out, 4, 0)
    assert summary.found == {
        "entities": 10,
        "relations": 5,
        "triples.inhibits.affirmed": 4,
        "triples.inhibits.negated": 1,
    }
    assert [triple.doc_id for triple in read_triples(out / "triples.jsonl")] == [
        "a.txt",
        "a.txt",
        "sub/b.md",
        "sub/c.txt",
        "z.txt",
    ]
    documents = list(read_documents(out / "documents.jsonl"))
    assert [document.doc_id for document in documents] == ["a.txt", "sub/b.md", "sub/c.txt", "z.txt"]
    assert [document.sha256 for document in documents] == [
        hashlib.sha256(GOOD[document.doc_id]).hexdigest() for document in documents
    ]
    assert (out / "failures.jsonl").read_bytes() == b""
    assert sorted(_bytes(out)) == FILES


def test_offsets_of_every_document_hold_in_its_text(docs: Path, tmp_path: Path) -> None:
    run([docs], tmp_path / "out", jobs=1, extractor_factory=fakes.load)
    texts = {
        document.doc_id: document.text
        for document in read_documents(tmp_path / "out" / "documents.jsonl", corpus=docs)
    }
    assert texts["sub/c.txt"] == "Café blocks the potassium channel\r\n"
    seen = 0
    for triple in read_triples(tmp_path / "out" / "triples.jsonl"):
        (start, end), *_ = triple.evidence[0].object
        assert texts[triple.doc_id][start:end].lower() == triple.object.name
        seen += 1
    assert seen == 5


def test_the_manifest_holds_digests_and_nothing_of_the_moment(docs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([docs], out, jobs=1, extractor_factory=fakes.load, formats=["csv"])
    manifest = json.loads((out / "run.json").read_text())
    assert list(manifest) == ["format", "monograph", "settings", "documents", "found", "files"]
    assert manifest["documents"] == {"done": 4, "failed": 0}
    assert manifest["files"] == {
        name: hashlib.sha256(data).hexdigest() for name, data in _bytes(out).items() if name != "run.json"
    }
    assert str(tmp_path) not in (out / "run.json").read_text()


def test_exports_come_with_the_run_and_go_with_the_next(docs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([docs], out, jobs=1, extractor_factory=fakes.load, formats=["csv", "tsv", "jsonl", "csv"])
    assert sorted(_bytes(out)) == sorted([*FILES, "triples.csv", "triples.tsv"])
    EXPORTERS["csv"].export(out, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (out / "triples.csv").read_bytes()
    (out / "notes.md").write_text("mine")
    run([docs], out, jobs=1, extractor_factory=fakes.load)
    assert sorted(_bytes(out)) == sorted([*FILES, "notes.md"])


def test_results_inside_the_documents_folder_are_not_read(docs: Path) -> None:
    for _ in range(2):
        summary = run([docs], docs / "out", jobs=1, extractor_factory=fakes.load)
        assert (summary.done, summary.failed) == (4, 0)


def test_results_in_place_of_the_documents_are_refused(docs: Path) -> None:
    with pytest.raises(ReadError, match="expected a folder for the results apart from the documents"):
        run([docs], docs / "." / "sub" / "..", extractor_factory=fakes.load)


def test_no_documents_are_an_error_and_make_no_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with pytest.raises(ReadError, match="expected at least one document, found none"):
        run([tmp_path / "docs"], tmp_path / "out", extractor_factory=fakes.load)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("factory", "cause"),
    [
        (fakes.load_nothing, r"expected the extractor to load, found: no model here \(at fakes\.py:"),
        (fakes.load_and_die, r"expected the extractor to load, found: its process ended with exit status 5"),
    ],
)
def test_an_extractor_that_cannot_be_loaded_ends_the_run(
    docs: Path, tmp_path: Path, factory: fakes.Factory, cause: str
) -> None:
    write_files(tmp_path / "out", {"triples.jsonl": b"old\n"})
    with pytest.raises(MonographError, match=cause):
        run([docs], tmp_path / "out", jobs=2, extractor_factory=factory)
    assert _bytes(tmp_path / "out") == {"triples.jsonl": b"old\n"}


def test_a_document_pays_for_no_other(tmp_path: Path) -> None:
    docs = write_files(
        tmp_path / "docs", {"a.txt": b"!POISON", "b.txt": b"B blocks the x channel", "c.txt": b"!EXIT"}
    )
    summary = run([docs], tmp_path / "out", jobs=1, extractor_factory=fakes.load)
    assert (summary.done, summary.failed) == (2, 1)
    assert [triple.doc_id for triple in read_triples(tmp_path / "out" / "triples.jsonl")] == ["b.txt"]


def test_a_worker_that_a_document_left_too_large_is_renewed(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(docs, {"b.txt": b"!SWELL B blocks the x channel"})
    log = tmp_path / "log"
    factory = partial(fakes.load_counting, log)
    monkeypatch.setattr(pool, "MOST_GROWTH", 300)
    summary = run([docs], tmp_path / "out", jobs=1, extractor_factory=factory)
    assert (summary.done, summary.failed) == (5, 0)
    done = ["a.txt", "b.txt", "sub/b.md", "sub/c.txt", "z.txt"]
    assert log.read_text().split() == ["loaded", *done[:2], "loaded", *done[2:]]


def test_publishing_that_fails_leaves_the_old_results(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run([docs], out, jobs=1, extractor_factory=fakes.load)
    before = _bytes(out)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    (docs / "a.txt").unlink()
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        run([docs], out, jobs=1, extractor_factory=fakes.load)
    assert _bytes(out) == before


_SLOW_RUN = """
import signal
import sys
from pathlib import Path
from pipeline.batch import run
from tests.batch import fakes

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    run([Path(sys.argv[1])], Path(sys.argv[2]), jobs=1, extractor_factory=fakes.load)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_run_killed_on_its_way_leaves_the_old_results(docs: Path, tmp_path: Path, end: int) -> None:
    out = tmp_path / "out"
    run([docs], out, jobs=1, extractor_factory=fakes.load)
    before = _bytes(out)
    (docs / "a.txt").unlink()
    write_files(docs, {"y.txt": b"!SLEEP"})
    script = tmp_path / "slow.py"
    script.write_text(_SLOW_RUN)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "RUN": str(out)}
    process = subprocess.Popen(
        [sys.executable, str(script), str(docs), str(out)], env=environment, stderr=subprocess.DEVNULL
    )
    patience = time.monotonic() + 60
    while len(_processes_of(out)) < 2:  # its own, and one that it started
        assert process.poll() is None
        assert time.monotonic() < patience
        time.sleep(0.05)
    process.send_signal(end)
    assert process.wait(timeout=30) != 0
    assert _bytes(out) == before
    while _processes_of(out):
        assert time.monotonic() < patience
        time.sleep(0.05)
    (docs / "y.txt").unlink()
    run([docs], out, jobs=1, extractor_factory=fakes.load)
    assert sorted(path.name for path in (out / ".monograph").iterdir()) == [
        "journal",
        "lock",
        "published.json",
    ]


def _processes_of(out: Path) -> list[str]:
    """Return the ids of the processes of the run that still live, its own first of all."""
    held = []
    for link in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"RUN={out}".encode() in link.read_bytes():
                held.append(link.parent.name)
        except OSError:
            continue
    return held
