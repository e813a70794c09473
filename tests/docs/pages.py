"""The pages of documentation as tests read them: their blocks of code, and the commands in them."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
_FENCE = re.compile(r"^```(?P<language>\w+)(?P<rest>[^\n]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Block(NamedTuple):
    """A fenced block: its language, its title if it has one, its code."""

    language: str
    title: str | None
    code: str


def blocks_of(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in their order."""
    found = []
    for match in _FENCE.finditer(page.read_text(encoding="utf-8")):
        title = re.search(r'title="([^"]+)"', match["rest"])
        found.append(Block(match["language"], title[1] if title else None, match["code"]))
    return found


def commands_of(block: Block) -> Iterator[tuple[str, str]]:
    """Yield each command of a block, its continued lines joined, with the output that is shown for it."""
    code = block.code.replace("\\\n", "")
    if block.language in ("sh", "bash"):
        yield from ((line.strip(), "") for line in code.splitlines() if line.strip())
    elif block.language == "console":
        for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def run_command(command: str, folder: Path) -> str:
    """Return what a command prints in a folder; it must end with status 0."""
    words = shlex.split(command)
    if words[0] != "monograph":
        done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=True)
        return done.stdout
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        status = main(words[1:])
    assert status == 0, f"{command}: status {status}"
    return printed.getvalue()


def run_python(code: str, names: dict[str, object], folder: Path) -> str:
    """Return what the code prints in a folder; what it defines is added to the names."""
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(compile(code, "page", "exec"), names)
    return printed.getvalue()


def agree(shown: str, got: str) -> bool:
    """Tell whether output is what is shown; `...` stands for anything, white space for any white space."""
    return doctest.OutputChecker().check_output(shown, got, _OPTIONS)
