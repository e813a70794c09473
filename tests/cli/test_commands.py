"""The other commands: thin, quick to help, and quiet about tracebacks."""

from __future__ import annotations

import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from pipeline.cli import EXPORT_FORMATS, main
from pipeline.cli import EXTRACT_FORMATS as cli_formats  # noqa: N811
from pipeline.export import EXPORTERS, write_triples
from pipeline.export import EXTRACT_FORMATS as export_formats  # noqa: N811
from pipeline.read import DEFAULT_LIMIT
from tests.batch import fakes
from tests.export.samples import TRIPLE

HEAVY = ("numpy", "pandas", "pydantic", "spacy", "charset_normalizer", "rich", "multiprocessing")


def _monograph(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "run").mkdir()
    with open(tmp_path / "run" / "triples.jsonl", "w", encoding="utf-8") as stream:
        write_triples([TRIPLE], stream)
    return tmp_path / "run"


def test_help_loads_nothing_heavy_and_is_quick() -> None:
    code = (
        "import sys, pipeline.cli\ntry: pipeline.cli.main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    )
    start = time.monotonic()
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert time.monotonic() - start < 2  # 0.05 s where nothing else runs
    assert "usage: monograph" in loaded
    assert not set(HEAVY) & set(loaded.splitlines()[-1].split())


@pytest.mark.parametrize("command", ["extract", "evaluate", "export", "why", "gold"])
def test_each_command_has_help(command: str) -> None:
    done = _monograph(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: ")


def test_version() -> None:
    done = _monograph("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("monograph ")


def test_no_command_is_status_2() -> None:
    done = _monograph()
    assert done.returncode == 2
    assert "usage: monograph" in done.stderr


def test_what_the_help_states_is_what_the_code_has() -> None:
    assert set(EXPORT_FORMATS) == set(EXPORTERS)
    assert cli_formats == export_formats
    assert f"(default: {DEFAULT_LIMIT})" in " ".join(_monograph("extract", "--help").stdout.split())


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl"])
def test_export(run: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    assert main(["export", str(run), "--to", name, "--out", str(out)]) == 0
    assert "histamine H1 receptor" in out.read_text(encoding="utf-8")


def test_export_to_standard_output(run: Path) -> None:
    done = _monograph("export", str(run), "--to", "csv", "--out", "/dev/stdout")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("doc_id,subject,")


@pytest.mark.parametrize(
    ("break_run", "message"),
    [
        (lambda run: (run / "triples.jsonl").unlink(), "No such file or directory; run `monograph extract`"),
        (lambda run: (run / "triples.jsonl").write_text("{\n"), "triples.jsonl:1: expected a triple"),
    ],
)
def test_export_of_a_broken_run_is_status_2(
    run: Path, capsys: pytest.CaptureFixture[str], break_run: types.FunctionType, message: str
) -> None:
    break_run(run)
    assert main(["export", str(run), "--to", "csv", "--out", str(run / "x.csv")]) == 2
    assert message in capsys.readouterr().err
    assert not (run / "x.csv").exists()


def test_export_to_a_folder_that_is_not_there_is_status_2(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(run), "--to", "csv", "--out", str(run / "no" / "x.csv")]) == 2
    assert "No such file or directory" in capsys.readouterr().err


def test_why_explains(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    compose = types.ModuleType("pipeline.compose")
    compose.__dict__["load"] = fakes.load
    monkeypatch.setitem(sys.modules, "pipeline.compose", compose)
    monkeypatch.setattr("pipeline.compose", compose, raising=False)
    assert main(["why", "A blocks B."]) == 0
    assert capsys.readouterr().out == "explained: A blocks B.\n"


_WHY = """
import sys, types
import pipeline
from tests.batch import fakes

sys.modules["pipeline.compose"] = pipeline.compose = types.SimpleNamespace(load=fakes.load)
from pipeline.cli import main

sys.exit(main(["why", "A blocks B."]))
"""


def test_a_reader_that_goes_away_is_status_141_without_a_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _WHY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), errors) == (141, "")


def test_gold_hands_its_arguments_on(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[list[str]] = []

    def gold(words: list[str]) -> int:
        handed.append(words)
        return 1

    module = types.ModuleType("pipeline.gold.__main__")
    module.__dict__["main"] = gold
    monkeypatch.setitem(sys.modules, "pipeline.gold.__main__", module)
    assert main(["gold", "check", "--root", "x"]) == 1
    assert handed == [["check", "--root", "x"]]
