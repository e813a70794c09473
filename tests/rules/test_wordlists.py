"""Named word lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.rules.wordlists import load_words, parse_words

ROOT = Path(__file__).parents[2] / "pipeline"
FILES = sorted(path for path in ROOT.rglob("words.yaml"))


def test_words_are_parted_by_spaces_and_an_underscore_is_one() -> None:
    lists = parse_words(
        "hedges:\n  why: They leave it open.\n  words: may might is_thought_to\n", "words.yaml"
    )
    assert lists == {"hedges": frozenset({"may", "might", "is thought to"})}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "expected a mapping of list names"),
        ("- may\n", "expected a mapping of list names"),
        ("hedges: [may]\n", "expected a mapping of list names"),
        ("hedges:\n  words: may\n", "why"),
        ("hedges:\n  why: short\n  words: may\n", "at least 10 characters"),
        ("hedges:\n  why: They leave it open.\n  words: ''\n", "at least 1 character"),
        ("hedges:\n  why: They leave it open.\n  words: may\n  extra: 1\n", "Extra inputs"),
        ("hedges: {\n", "expected a mapping of list names"),
        (
            "hedges:\n  why: They leave it open.\n  words: may can may\n",
            "list hedges: may stands there twice; remove one",
        ),
    ],
)
def test_a_broken_file_is_refused(text: str, words: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_words(text, "words.yaml")
    assert str(caught.value).startswith("words.yaml: ")
    assert words in str(caught.value)


def test_there_are_files() -> None:
    assert len(FILES) >= 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_each_file_of_the_product_loads(path: Path) -> None:
    lists = load_words(".".join(path.parent.relative_to(ROOT.parent).parts))
    assert lists
    assert all(word == word.strip() and word for words in lists.values() for word in words)
