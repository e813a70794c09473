"""Abbreviations that a text defines: each is the same thing as its long form."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.entities.hits import is_symbol
from pipeline.entities.lexicon import Entry, Lexicon, head_labels, prefer
from pipeline.rules.words import fold_words, singular

SOURCE = "abbreviation"
"""The source of an entry that a text's own abbreviation made."""


def define_abbreviations(aliases: Mapping[str, str], lexicon: Lexicon) -> dict[tuple[str, ...], Entry]:
    """Return the abbreviations of things whose kind is known: folded words to an entry.

    The long form's kind is that of its name in the lexicon, else that of its head noun.

    Args:
        aliases: Abbreviations to their long forms.
        lexicon: The names that are known.
    """
    defined: dict[tuple[str, ...], Entry] = {}
    for short, long in aliases.items():
        words = fold_words(long)
        if not words or not is_symbol(short):
            continue
        entries = lexicon.get(words, long)
        label = head_labels().get(singular(words[-1]))
        if entries:
            defined[fold_words(short)] = prefer(entries)._replace(term=short, source=SOURCE)
        elif label is not None and len(words) > 1:
            defined[fold_words(short)] = Entry(short, long, label, None, SOURCE)
    return defined
