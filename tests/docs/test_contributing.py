"""What CONTRIBUTING shows is what the loader takes, and the files it names are there."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.relations.schema import TriggerRule
from pipeline.rules.load import parse_rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_example_of_a_rule_is_one() -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (rule,) = parse_rules(example, "CONTRIBUTING.md", TriggerRule)
    assert rule.hits
    assert rule.misses


def test_the_files_and_folders_that_it_names_are_there() -> None:
    named = set(re.findall(r"`((?:pipeline|gold|docs|tests|tools|\.ci)/[\w./]+)`", PAGE))
    made_later = {"gold/test_openings.log", "gold/markup/NAME.mono"}
    assert len(named) > 5
    assert [name for name in sorted(named - made_later) if not (ROOT / name).exists()] == []


def test_the_make_commands_that_it_names_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z-]+)", PAGE))
    assert {"check", "test", "evaluate"} <= named
    assert all(re.search(rf"^{name}:", makefile, re.MULTILINE) for name in named)
