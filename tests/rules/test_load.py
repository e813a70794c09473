"""Rule files: the well formed are loaded, each way to break one is refused with file, line, rule and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.rules.load import HeadingRule, Rule, load_rules, load_table, parse_rules, parse_table

GOOD = """\
- id: heading.uses
  kind: indications
  why: What the drug is for.
  pattern: '^uses$'
  hits: ["Uses"]
  misses: ["Abuses"]
- id: heading.effects
  kind: adverse_reactions
  why: What the drug does besides.
  pattern: effects
  hits: ["Side effects"]
  misses: ["Uses"]
"""


def problems(text: str) -> tuple[str, ...]:
    """Return the problems of a rule file that must be refused."""
    with pytest.raises(RuleError) as caught:
        parse_rules(text, "rules.yaml", HeadingRule)
    return caught.value.problems


def test_good_rules_are_loaded_in_order() -> None:
    rules = parse_rules(GOOD, "rules.yaml", HeadingRule)
    assert [rule.id for rule in rules] == ["heading.uses", "heading.effects"]
    assert rules[0].regex.search("USES")
    assert not rules[0].regex.search("Abuses")
    assert rules[0].hits == ("Uses",)


@pytest.mark.parametrize(
    ("old", "new", "line", "rule", "words"),
    [
        ("  why: What the drug is for.\n", "", 1, "heading.uses", "why: Field required"),
        (
            "  why: What the drug does besides.\n",
            "  why: short\n",
            7,
            "heading.effects",
            "at least 10 characters",
        ),
        ('  hits: ["Uses"]\n', "", 1, "heading.uses", "hits: Field required"),
        (
            '  hits: ["Side effects"]\n',
            "  hits: []\n",
            7,
            "heading.effects",
            "hits: Tuple should have at least 1",
        ),
        ('  misses: ["Abuses"]\n', "", 1, "heading.uses", "misses: Field required"),
        (
            '  misses: ["Uses"]\n',
            "  misses: []\n",
            7,
            "heading.effects",
            "misses: Tuple should have at least 1",
        ),
        (
            "  kind: indications\n",
            "  kind: indications\n  colour: red\n",
            1,
            "heading.uses",
            "colour: Extra inputs",
        ),
        ("  pattern: effects\n", "  pattern: '(effects'\n", 7, "heading.effects", "not a regular expression"),
        (
            "id: heading.effects",
            "id: Heading Effects",
            7,
            "Heading Effects",
            "id: String should match pattern",
        ),
        ("id: heading.effects", "id: effects", 7, "effects", "id: String should match pattern"),
        (
            "id: heading.effects",
            "id: heading.uses",
            7,
            "heading.uses",
            "already defined in line 1; give it another id",
        ),
    ],
)
def test_a_broken_rule_is_refused(old: str, new: str, line: int, rule: str, words: str) -> None:
    assert GOOD.count(old) == 1
    (problem,) = problems(GOOD.replace(old, new))
    assert problem.startswith(f"rules.yaml:{line}: rule {rule}: ")
    assert words in problem


def test_every_problem_of_a_file_is_reported_at_once() -> None:
    broken = GOOD.replace("  kind: indications\n", "").replace('  misses: ["Uses"]\n', "")
    assert [problem.split(": ")[:2] for problem in problems(broken)] == [
        ["rules.yaml:1", "rule heading.uses"],
        ["rules.yaml:6", "rule heading.effects"],
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "rules.yaml:1: expected a list of rules ('- id: ...'), got NoneType"),
        ("id: heading.uses\n", "rules.yaml:1: expected a list of rules ('- id: ...'), got dict"),
        ("- just words\n", "rules.yaml:1: rule ?: entry: Input should be a valid dictionary"),
        ("- id: [\n", "rules.yaml: not YAML: "),
    ],
)
def test_what_is_no_list_of_rules_is_refused(text: str, words: str) -> None:
    (problem,) = problems(text)
    assert problem.startswith(words)


def test_a_file_beside_the_code_is_named_in_the_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "ketax_rules"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "broken.yaml").write_text(GOOD.replace("why: What the drug is for.", "why: x"))
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(RuleError, match=r"broken\.yaml:1: rule heading\.uses"):
        load_rules("ketax_rules", "broken.yaml", HeadingRule)


def test_a_rule_cannot_be_changed() -> None:
    rule = parse_rules(GOOD, "rules.yaml", HeadingRule)[0]
    with pytest.raises(ValueError, match="frozen"):
        rule.id = "other.name"


COLUMNS = ("term", "name")
TABLE = "term\tname\naspirin\tacetylsalicylic acid\nketax\tketaxine\n"


def test_a_good_table_is_loaded() -> None:
    assert parse_table(TABLE, "names.tsv", COLUMNS) == (
        {"term": "aspirin", "name": "acetylsalicylic acid"},
        {"term": "ketax", "name": "ketaxine"},
    )


def test_quotes_in_a_table_are_plain_characters() -> None:
    (row,) = parse_table('term\tname\n"x\ty"\n', "names.tsv", COLUMNS)
    assert row == {"term": '"x', "name": 'y"'}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["names.tsv:1: expected the header ('term', 'name'), got an empty file"]),
        ("name\tterm\n", ["names.tsv:1: expected the header ('term', 'name'), got ('name', 'term')"]),
        ("term\tname\na\n", ["names.tsv:2: expected 2 columns, got 1: ['a']"]),
        ("term\tname\na\tb\tc\n", ["names.tsv:2: expected 2 columns, got 3: ['a', 'b', 'c']"]),
        (
            "term\tname\nb\tx\na\tx\n",
            ["names.tsv:3: row 'a' must come after 'b' and differ from it; sort the file"],
        ),
        (
            "term\tname\na\tx\na\tx\n",
            ["names.tsv:3: row 'a' must come after 'a' and differ from it; sort the file"],
        ),
        (
            "term\tname\nb\na\tx\n",
            [
                "names.tsv:2: expected 2 columns, got 1: ['b']",
                "names.tsv:3: row 'a' must come after 'b' and differ from it; sort the file",
            ],
        ),
    ],
)
def test_a_broken_table_is_refused(text: str, expected: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        parse_table(text, "names.tsv", COLUMNS)
    assert list(caught.value.problems) == expected


def test_a_table_that_is_not_there_says_its_name() -> None:
    with pytest.raises(FileNotFoundError, match=r"no_such\.tsv"):
        load_table("pipeline.entities", "no_such.tsv", COLUMNS)


def test_a_rule_needs_hits_and_misses_whatever_its_kind() -> None:
    assert {"id", "why", "hits", "misses"} == {
        name for name, field in Rule.model_fields.items() if field.is_required()
    }
