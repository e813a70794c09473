"""Tells ordinary English words, which a lexicon must not hold, from names."""

from __future__ import annotations

import pickletools
from dataclasses import dataclass
from typing import Any, cast

import srsly

from tools.lexicons.sources import Sources

_FREQUENT = 3.2
_KNOWN = 1.6


@dataclass(frozen=True, slots=True)
class English:
    """How often English uses a word (Zipf scale: 3 is once in a million words), and a dictionary's words."""

    zipf: dict[str, float]
    words: frozenset[str]

    def frequency(self, word: str) -> float:
        """Return the Zipf frequency, 0 where the word was never seen."""
        return self.zipf.get(word.casefold(), 0.0)

    def is_ordinary(self, term: str) -> bool:
        """Tell whether every word of the term is ordinary: frequent, or in the dictionary and not rare."""
        return all(self._is_ordinary_word(word) for word in term.casefold().replace("-", " ").split())

    def _is_ordinary_word(self, word: str) -> bool:
        frequency = self.frequency(word)
        return word.isdigit() or frequency >= _FREQUENT or (frequency >= _KNOWN and word in self.words)


def load_english(sources: Sources) -> English:
    """Read word frequencies and the dictionary, without running any code of the packages that hold them."""
    packed = cast(list[Any], srsly.msgpack_loads(sources.read_bytes("frequency")))
    zipf = {word: 9 - index / 100 for index, bucket in enumerate(packed[1:]) for word in bucket}
    content = sources.read_bytes("words")
    words = frozenset(
        value.casefold()
        for _, value, _ in pickletools.genops(content)
        if isinstance(value, str) and value.isalpha()
    )
    return English(zipf, words)
