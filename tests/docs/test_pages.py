"""What the pages show is what happens: commands and code run, and give the output that stands below them."""

from __future__ import annotations

import argparse
import doctest
import json
import re
import shlex
from pathlib import Path

import pytest

from pipeline import compose
from pipeline.cli import _parser
from pipeline.export.schema import DocumentModel, EvidenceModel, Line, TripleModel
from pipeline.relations import schema
from pipeline.relations.schema import TriggerRule
from pipeline.rules.load import parse_rules
from pipeline.vocabulary import RelationType
from tests.diff.runs import claim, write_run
from tests.docs.pages import DOCS, PAGES, ROOT, agree, blocks_of, commands_of, run_command, run_python
from tests.rules.markup import parse_example, say

RUN_THROUGH = ("tutorial.md", "compare-runs.md", "own-gold.md", "rules.md", "add-names.md")
"""Pages whose console blocks are one session each, run from top to bottom in a folder of its own."""


def _read_all(page: Path) -> list[str]:
    return [command for block in blocks_of(page) for command, _ in commands_of(block)]


COMMANDS = [
    pytest.param(command, id=f"{page.name}-{number}")
    for page in PAGES
    for number, command in enumerate(_read_all(page), 1)
    if command.startswith("monograph ")
]
INLINE = sorted(
    {
        (page.name, code)
        for page in PAGES
        for code in re.findall(r"`(monograph [a-z][^`]*)`", page.read_text(encoding="utf-8"))
    }
)


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 20
    assert len(INLINE) > 5


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_that_the_program_takes(command: str) -> None:
    words = shlex.split(re.split(r" [|>] | && | # ", command)[0])[1:]
    if words[0] == "gold":
        return  # its own program, which tests/gold runs
    _parser().parse_args(words)


@pytest.mark.parametrize(("page", "code"), INLINE)
def test_a_command_in_running_text_is_there_with_its_options(page: str, code: str) -> None:
    commands = _commands()
    name, *rest = code.split()[1:]
    if name == "COMMAND":
        return
    assert name in commands, f"{page}: {code}"
    known = {option for action in commands[name]._actions for option in action.option_strings}
    assert {word for word in rest if word.startswith("--")} <= known, f"{page}: {code}"


def _commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_knows_what_a_page_tells_it_to_make(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"(?:^|`)make ([a-z][a-z-]*)", text, re.MULTILINE):
        assert re.search(rf"^{name}:", makefile, re.MULTILINE), f"{page.name}: make {name}"


@pytest.mark.parametrize("name", RUN_THROUGH)
def test_a_page_runs_from_top_to_bottom(name: str, tmp_path: Path) -> None:
    names: dict[str, object] = {}
    printed: str | None = None
    for block in blocks_of(DOCS / name):
        if block.title:
            (tmp_path / block.title).write_text(block.code, encoding="utf-8")
        elif block.language == "console":
            for command, shown in commands_of(block):
                got = run_command(command, tmp_path)
                assert agree(shown, got), f"{command}\nshown:\n{shown}\ngot:\n{got}"
        elif block.language == "python":
            printed = run_python(block.code, names, tmp_path)
        elif block.language == "text" and printed is not None:
            assert agree(block.code, printed), f"shown:\n{block.code}\ngot:\n{printed}"
            printed = None


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts and the run of the tutorial."""
    folder = tmp_path_factory.mktemp("tutorial")
    for block in blocks_of(DOCS / "tutorial.md"):
        for command, _ in commands_of(block):
            if command.startswith(("mkdir", "echo", "monograph extract")):
                run_command(command, folder)
    return folder


def test_the_python_page_is_true(tutorial: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tutorial)
    page = DOCS / "python.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert tried > 15
    assert not failed, "an example of the page does not hold; see above"
    names: dict[str, object] = {}
    for block in blocks_of(page):
        if block.language == "python":
            run_python(block.code, names, tutorial)
    assert names["lost"] == []


def test_the_python_of_the_page_on_scores_runs(tmp_path: Path) -> None:
    (block,) = (block for block in blocks_of(DOCS / "scores.md") if block.language == "python")
    names: dict[str, object] = {}
    run_python(block.code, names, tmp_path)
    assert "sure" in names


def test_the_rule_that_is_shown_proves_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = (block for block in blocks_of(DOCS / "rules.md") if block.language == "yaml")
    (rule,) = parse_rules(block.code, "rules.md", TriggerRule)
    by_rules = compose.load(sources="rules")
    texts = [parse_example(text) for text in rule.hits]
    assert any(say(by_rules.extract(one.text)) != one.said for one in texts), "the rule is not needed"
    for lemma in rule.lemmas:
        monkeypatch.setitem(schema.rules_by_lemma(), lemma, (rule,))
    for one in texts:
        assert say(by_rules.extract(one.text)) == one.said
    for text in rule.misses:
        assert say(by_rules.extract(text)) == frozenset()


def test_the_columns_of_data_frames_are_listed() -> None:
    from pipeline.api.frames import COLUMNS  # noqa: PLC0415

    text = (DOCS / "python.md").read_text(encoding="utf-8")
    for table, columns in COLUMNS.items():
        assert f"| `{table}` | {', '.join(f'`{column}`' for column in columns)} |" in text


@pytest.mark.parametrize("model", [TripleModel, EvidenceModel, DocumentModel])
def test_every_field_of_a_line_is_explained(model: type[Line]) -> None:
    text = (DOCS / "output.md").read_text(encoding="utf-8")
    assert [name for name in model.model_fields if f"`{name}`" not in text] == []


def test_every_key_of_a_comparison_is_explained(tmp_path: Path) -> None:
    from pipeline.diff import diff_runs  # noqa: PLC0415

    old = write_run(tmp_path / "old", ["a.txt"], [claim(RelationType.CAUSES, "sedation")])
    data = json.loads(diff_runs(old, write_run(tmp_path / "new", [], [])).to_json())
    keys = {*data, *data["documents"][0], *data["documents"][0]["changes"][0]}
    text = (DOCS / "compare-runs.md").read_text(encoding="utf-8")
    assert [key for key in sorted(keys) if f"`{key}`" not in text] == []


def test_every_verdict_and_field_of_a_comparison_is_explained() -> None:
    from pipeline.diff import Field, Verdict  # noqa: PLC0415

    text = (DOCS / "compare-runs.md").read_text(encoding="utf-8")
    assert all(f"\n| {verdict} |" in text for verdict in Verdict)
    assert all(f"`{field}`" in text for field in Field)
