"""When two names mean the same thing: as sets of words, whatever their order, number or spelling.

Strict asks for the same set. Relaxed also takes a name that is part of the other, or that shares half of all
their words, if a word that they share is not generic ("receptor", "effect"). The words are in names.yaml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

_WORD = re.compile(r"[a-z0-9+]+")
_KEPT_S = ("ss", "us", "is")


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    replace: tuple[tuple[str, str], ...]
    stop: str
    spelling: dict[str, str]
    generic: str


@lru_cache(maxsize=1)
def _words() -> tuple[_Words, frozenset[str], frozenset[str]]:
    text = files("pipeline.evaluation").joinpath("names.yaml").read_text(encoding="utf-8")
    words = _Words.model_validate(yaml.safe_load(text))
    return words, frozenset(words.stop.split()), frozenset(words.generic.split())


@lru_cache(maxsize=65536)
def tokens(name: str) -> frozenset[str]:
    """Return the words by which a name is compared.

    >>> sorted(tokens("the β-Adrenoceptors"))
    ['adrenergic', 'beta']
    """
    words, stop, _ = _words()
    name = unicodedata.normalize("NFKC", name).lower()
    for old, new in words.replace:
        name = name.replace(old, new)
    kept = (_singular(word) for word in _WORD.findall(name) if word not in stop)
    return frozenset(word for word in (words.spelling.get(word, word) for word in kept) if word)


def similar(predicted: Iterable[str], gold: Sequence[str], *, strict: bool) -> bool:
    """Tell whether any of the predicted names means the same as any of the gold ones.

    >>> similar(["serotonin reuptake"], ["reuptake of serotonin"], strict=True)
    True
    >>> similar(["receptor"], ["histamine H1 receptor"], strict=False)
    False
    """
    golds = [tokens(name) for name in gold]
    return any(_alike(tokens(name), other, strict) for name in predicted for other in golds)


def share_word(predicted: Iterable[str], gold: Iterable[str]) -> bool:
    """Tell whether a predicted and a gold name have a word in common that is not generic."""
    words = {word for name in predicted for word in tokens(name)} - _words()[2]
    return any(words & tokens(name) for name in gold)


def _singular(word: str) -> str:
    if len(word) <= 3:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(_KEPT_S) else word


def _alike(a: frozenset[str], b: frozenset[str], strict: bool) -> bool:
    if not a or not b:
        return False
    if a == b or strict:
        return a == b
    common = a & b
    if not common - _words()[2]:
        return False
    return a <= b or b <= a or len(common) / len(a | b) >= 0.5
