"""Load rule files: YAML for patterns, TSV for word lists; every problem of a file is reported at once.

A rule must prove itself in its own file: `hits` must come out exactly and `misses` must give nothing; each is
a test case.
"""

from __future__ import annotations

import csv
import re
from functools import cached_property
from importlib import resources
from itertools import pairwise
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.errors import RuleError


class Rule(BaseModel):
    """What every rule has: a name, a reason, and examples that prove it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(\.[a-z0-9_]+)+$")
    why: str = Field(min_length=10)
    hits: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = Field(min_length=1)


class RegexRule(Rule):
    """A rule whose pattern is one regular expression, searched without regard to case."""

    pattern: str

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return value

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, re.IGNORECASE)


class HeadingRule(RegexRule):
    """A heading that opens a section of this kind."""

    kind: str


R = TypeVar("R", bound=Rule)


def load_rules(package: str | None, name: str, model: type[R]) -> tuple[R, ...]:
    """Return the rules of a YAML file that lies beside a package's code.

    Args:
        package: The package that holds the file.
        name: File name.
        model: The pydantic model of one rule.

    Raises:
        RuleError: With one line for every problem: file, line, rule, what is wrong and what would be right.
    """
    return parse_rules((resources.files(package or "") / name).read_text(encoding="utf-8"), name, model)


def parse_rules(text: str, name: str, model: type[R]) -> tuple[R, ...]:
    """Return the rules in a YAML text; `name` is what errors call the file."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        entries = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RuleError([f"{name}: not YAML: {error}"]) from error
    if not isinstance(entries, list) or node is None:
        raise RuleError([f"{name}:1: expected a list of rules ('- id: ...'), got {type(entries).__name__}"])
    problems: list[str] = []
    rules: list[R] = []
    seen: dict[str, int] = {}
    for entry, place in zip(entries, node.value, strict=True):
        line = place.start_mark.line + 1
        label = entry.get("id", "?") if isinstance(entry, dict) else "?"
        try:
            rule = model.model_validate(entry)
        except ValidationError as error:
            problems.extend(
                f"{name}:{line}: rule {label}: {'.'.join(map(str, e['loc'])) or 'entry'}: "
                f"{e['msg']}, got {e['input']!r:.60}"
                for e in error.errors()
            )
            continue
        if rule.id in seen:
            problems.append(
                f"{name}:{line}: rule {rule.id}: already defined in line {seen[rule.id]}; give it another id"
            )
        seen[rule.id] = line
        rules.append(rule)
    if problems:
        raise RuleError(problems)
    return tuple(rules)


def load_table(package: str | None, name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Return the rows of a TSV file that lies beside a package's code.

    Raises:
        RuleError: If the header or a row has other columns, or the rows are not sorted and unique by their
            first column(s).
    """
    return parse_table((resources.files(package or "") / name).read_text(encoding="utf-8"), name, columns)


def parse_table(text: str, name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Return the rows of a TSV text; `name` is what errors call the file."""
    lines = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not lines or tuple(lines[0]) != columns:
        raise RuleError(
            [f"{name}:1: expected the header {columns}, got {tuple(lines[0]) if lines else 'an empty file'}"]
        )
    problems = [
        f"{name}:{number}: expected {len(columns)} columns, got {len(row)}: {row!r:.80}"
        for number, row in enumerate(lines[1:], 2)
        if len(row) != len(columns)
    ]
    rows = [tuple(row) for row in lines[1:]]
    problems += [
        f"{name}:{number}: row {after[0]!r} must come after {before[0]!r} and differ from it; sort the file"
        for number, (before, after) in enumerate(pairwise(rows), 3)
        if before >= after
    ]
    if problems:
        raise RuleError(problems)
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)
