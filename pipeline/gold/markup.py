"""Read a .mono file into header, plain text and blocks of annotation lines. Syntax: gold/FORMAT.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.gold.header import Header, parse_header
from pipeline.gold.problems import Problems
from pipeline.gold.search import nearest
from pipeline.types import Fragment
from pipeline.vocabulary import Label

ESCAPABLE = "[]|\\%"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention in brackets: half-open offsets into the plain text."""

    fragment: Fragment
    label: Label
    line: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A line that begins with `%`: its number and its text."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some text, half-open offsets into the plain text, with its bracketed mentions and annotation lines."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Markup:
    """A .mono file as parsed; annotation lines are not looked into yet."""

    path: Path
    header: Header
    text: str
    blocks: tuple[Block, ...]


def read_markup(path: Path, problems: Problems) -> Markup:
    """Parse one .mono file.

    Args:
        path: The file, in UTF-8 with `\\n` line ends.
        problems: Gets what can be mended in the text; raises GoldError where the header is not usable.
    """
    try:
        content = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError([f"{path}:1: expected a .mono file, got {error.strerror or error}"]) from error
    except UnicodeDecodeError as error:
        raise GoldError(
            [f"{path}:1: expected UTF-8, got byte {error.start}: {error.reason}; save it as UTF-8"]
        ) from error
    if "\r" in content:
        line = content[: content.index("\r")].count("\n") + 1
        raise GoldError(
            [f"{path}:{line}: expected \\n line ends, got \\r; save the file with Unix line ends"]
        )
    lines = content.split("\n")
    if lines[-1] == "":
        lines.pop()
    else:
        problems.add(len(lines), "expected a line break at the end of the file; add it")
    if "---" not in lines:
        raise GoldError(
            [f"{path}:{len(lines)}: expected a line '---' that ends the header, got none; add it"]
        )
    body = lines.index("---")
    header = parse_header(lines[:body], problems)
    text, blocks = _Body(problems).parse(lines[body + 1 :], first=body + 2)
    return Markup(path=path, header=header, text=text, blocks=blocks)


class _Body:
    """Strips the markup off the lines below the header."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._text: list[str] = []
        self._length = 0
        self._open: tuple[int, int] | None = None  # offset and line of the bracket that is open
        self._marks: list[Mark] = []

    def parse(self, lines: list[str], *, first: int) -> tuple[str, tuple[Block, ...]]:
        blocks: list[Block] = []
        annotations: list[Annotation] = []
        start = 0
        number = first
        for number, line in enumerate(lines, first):
            if line.startswith("%"):
                if self._open:
                    self._problems.add(
                        self._open[1], "the bracket is not closed before the annotations; close it"
                    )
                    self._open = None
                annotations.append(Annotation(number, line))
                continue
            if annotations:
                blocks.append(Block(start, self._length, tuple(self._marks), tuple(annotations)))
                annotations, self._marks, start = [], [], self._length
            self._add_line(line, number)
        if self._open:
            self._problems.add(self._open[1], "the bracket is never closed; close it with '|LABEL]'")
        if self._length and self._text[-1] == " ":
            self._problems.add(number, "the text ends with '\\'; end the last line of text without it")
        blocks.append(Block(start, self._length, tuple(self._marks), tuple(annotations)))
        return "".join(self._text), tuple(blocks)

    def _add_line(self, line: str, number: int) -> None:
        goes_on = re.search(r"(?<!\\)(?:\\\\)*( ?\\)$", line)
        if goes_on:
            line = line[: goes_on.start(1)]
        position = 0
        while position < len(line):
            character = line[position]
            if character == "\\":
                follower = line[position + 1 : position + 2]
                if not follower or follower not in ESCAPABLE:
                    self._problems.add(
                        number, f"expected one of {' '.join(ESCAPABLE)} after '\\', got {follower!r}"
                    )
                self._add(follower or "\\")
                position += 2
                continue
            if character == "[":
                if self._open:
                    self._problems.add(
                        number, "a bracket inside a bracket; mark the inner mention with a line '%e'"
                    )
                self._open = self._length, number
            elif character == "|":
                end = line.find("]", position)
                if not self._open or end < 0:
                    self._problems.add(
                        number, "a '|' outside of '[surface|LABEL]'; write it '\\|' if it is text"
                    )
                else:
                    self._close(line[position + 1 : end], number)
                    position = end
            elif character == "]":
                cure = "write it '\\[...\\]' if it is text, or give it a label: '[surface|LABEL]'"
                self._problems.add(number, f"a ']' without '|LABEL' before it; {cure}")
                self._open = None
            else:
                self._add(character)
            position += 1
        self._add(" " if goes_on else "\n")

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def _close(self, label: str, number: int) -> None:
        assert self._open is not None
        (start, line), self._open = self._open, None
        surface = "".join(self._text)[start : self._length]
        if surface != surface.strip() or not surface:
            self._problems.add(number, f"expected a surface without space at its ends, got {surface!r}")
        parsed = parse_label(label, number, self._problems)
        if parsed and surface:
            self._marks.append(Mark(Fragment(start, self._length), parsed, line))


def parse_label(word: str, line: int, problems: Problems) -> Label | None:
    """Return the label of that name; notes a problem and returns None where there is none."""
    try:
        return Label(word)
    except ValueError:
        problems.add(line, f"expected a label ({', '.join(Label)}), got {word!r}{nearest(word, list(Label))}")
        return None
