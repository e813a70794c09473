"""The sentences by which a single document is resampled and mistakes are shown.

They are cut here, by punctuation and layout alone, and not by the pipeline's own splitter: the yardstick must
not move with what it measures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.types import Fragment

_BREAK = re.compile(
    r"""(?<=[.!?])["')\]]*(?:\[[^\]\n]{1,9}\])*\s+(?=["'(\[]?[A-Z0-9])  # a full stop, a citation, a capital
      | \s*\n\s*\n\s*                                 # an empty line
      | \s*\n\s*(?=[-*•·–]\s)                         # a list item
      | \s*\n\s*(?=[A-Z][^.:\n]{0,60}:\s)            # a line that begins with a title
      | (?<=:)[ \t]*\r?\n\s*                          # a line that announces a list
      | (?P<line>[ \t]*\r?\n[ \t]*(?=["'(\[]?[A-Z0-9]))  # a line that ends early, see _SHORT""",
    re.VERBOSE,
)
_SHORT = 60
"""Characters; a longer line may be a wrapped one, so that its end is not the end of a sentence."""
_ABBREVIATION = re.compile(
    r"""(?: (?:^|\n)\s*\d{1,2}                                        # the number of a heading
          | (?:^|[\s(])(?:e\.g|i\.e|vs|cf|approx|Dr|St|No|Fig|[A-Z])
        )\.$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A text and its sentences, half-open, in their order and without the white space between them."""

    text: str
    spans: tuple[Fragment, ...]

    def index(self, offset: int) -> int:
        """Return which sentence the character is in; white space belongs to the sentence before it."""
        return max(0, bisect_right(self.spans, offset, key=lambda span: span.start) - 1)

    def at(self, offset: int) -> str:
        """Return the sentence that the character is in, on one line."""
        if not self.spans:
            return ""
        start, end = self.spans[self.index(offset)]
        return " ".join(self.text[start:end].split())


def split_sentences(text: str) -> Sentences:
    """Cut a text into sentences.

    >>> [tuple(span) for span in split_sentences("It acts, e.g. Here. It stops.").spans]
    [(0, 19), (20, 29)]
    """
    spans: list[Fragment] = []
    start = 0
    for found in _BREAK.finditer(text):
        if not _goes_on(text, start, found):
            _append(spans, text, start, found.start() + len(found.group().rstrip()))
            start = found.end()
    _append(spans, text, start, len(text))
    return Sentences(text, tuple(spans))


def _goes_on(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether what looks like an end is an abbreviation's full stop or the end of a wrapped line."""
    if found["line"]:
        return found.start() - (text.rfind("\n", 0, found.start()) + 1) > _SHORT
    return bool(_ABBREVIATION.search(text, start, found.start()))


def _append(spans: list[Fragment], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        spans.append(Fragment(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
