"""Named word lists, kept as data beside the code that uses them."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pipeline.errors import RuleError


class WordList(BaseModel):
    """Words of one use, with the reason why they are told apart."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str = Field(min_length=10)
    words: str = Field(min_length=1)


@cache
def load_words(package: str, name: str = "words.yaml") -> dict[str, frozenset[str]]:
    """Return the word lists of a package: name to words (an underscore inside a word stands for a space).

    Raises:
        RuleError: If the file is not a mapping of names to `why` and `words`, or a list repeats a word.
    """
    return parse_words((resources.files(package) / name).read_text(encoding="utf-8"), f"{package}/{name}")


def parse_words(text: str, name: str) -> dict[str, frozenset[str]]:
    """Return the word lists in a YAML text; `name` is what errors call the file."""
    try:
        lists = TypeAdapter(dict[str, WordList]).validate_python(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise RuleError(
            [f"{name}: expected a mapping of list names to 'why' and 'words': {error}"]
        ) from error
    problems, result = [], {}
    for key, entry in lists.items():
        words = entry.words.split()
        repeated = sorted({word for word in words if words.count(word) > 1})
        if repeated:
            problems.append(f"{name}: list {key}: {', '.join(repeated)} stands there twice; remove one")
        result[key] = frozenset(word.replace("_", " ") for word in words)
    if problems:
        raise RuleError(problems)
    return result
