"""The README's code runs, and what it shows is what comes out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.compose import Extractor
from tools.scores.markers import read_part
from tools.scores.readme import show_example

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    """Return the code of the blocks in a language."""
    return [code for name, code in BLOCKS if name == language]


def test_there_is_code_of_each_kind_and_none_that_no_test_runs() -> None:
    assert {name for name, _ in BLOCKS} == {"sh", "python", "console"}


@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks_run(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})


@pytest.mark.parametrize("code", blocks("console"))
def test_console_blocks_run(code: str, tmp_path: Path) -> None:
    commands = re.findall(r"^\$ (.+)$", code, re.MULTILINE)
    assert commands
    program = f"'{sys.executable}' -m pipeline"
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", re.sub(r"^monograph\b", program, command)],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert "omeprazole" in (tmp_path / "run" / "triples.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", blocks("sh"))
def test_make_commands_are_known_to_make(code: str) -> None:
    for command in code.splitlines():
        words = command.split()
        assert words[0] == "make"
        done = subprocess.run(
            ["make", "--dry-run", *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "monograph extract" in done.stdout


def test_the_example_is_what_comes_out(extractor: Extractor) -> None:
    shown = read_part(README, "example")
    assert shown == show_example(extractor), "the example is not current; `make readme` writes it"


def test_the_table_of_scores_was_generated() -> None:
    assert "| triples, core |" in read_part(README, "scores")


@pytest.mark.parametrize("page", [*sorted(path.name for path in ROOT.glob("*.md")), "docs/architecture.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}, which is not there"
