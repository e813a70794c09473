"""Every error that Monograph raises on purpose.

    MonographError
    ├── ReadError        an input file cannot be turned into text
    ├── RuleError        a lexicon or pattern file breaks its format (all problems in one error)
    ├── GoldError        an annotation file breaks its format (all problems in one error)
    └── FormatError      a file of results is not what it should be

A message says where (file, line), what was expected, what was found and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence


class MonographError(Exception):
    """Base of all errors raised on purpose; catching it never hides a bug."""


class ReadError(MonographError):
    """An input file cannot be turned into text; the batch goes on without it."""


class ProblemsError(MonographError):
    """Several problems found in one pass over a file or a folder.

    Args:
        problems: One line each: where, expected, found, cure.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class RuleError(ProblemsError):
    """A lexicon or pattern file breaks its format."""


class GoldError(ProblemsError):
    """An annotation file breaks its format, its offsets or its vocabulary."""


class FormatError(MonographError):
    """A file of results (triples, documents) is not what it should be."""
