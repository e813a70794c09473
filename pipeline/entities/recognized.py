"""The component that lets the recognizer read a text, and what it said of some of its words.

It is asked where lexicons, head nouns and endings are silent: a new drug, a rare finding. Only drugs and
findings are kept; classes and processes it finds too seldom, and the kind of a target it doesn't tell.
"""

from __future__ import annotations

import re
from typing import Final, cast

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.entities.hits import is_symbol
from pipeline.entities.lexicon import FINDING, Entry, Lexicon, blocked_names, head_labels
from pipeline.entities.recognizer import load_recognizer
from pipeline.models import models_folder
from pipeline.rules.words import fold_words, singular
from pipeline.text.component import KEY, flat_text
from pipeline.vocabulary import Label

MODEL: Final = "monograph_ner"
"""The recognizer: a folder of `models/`."""
_KEPT: Final = frozenset({Label.DRUG, FINDING})
_SURE: Final = 0.8
_NAMES: Final = "names"
_ONE_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{3,}")
SOURCE: Final = "recognizer"
"""The source of an entry that the recognizer made."""
RECOGNIZER: Final = "monograph_names"
"""The component's name in a spaCy pipeline."""


@Language.component(RECOGNIZER)
def recognize(doc: Doc) -> Doc:
    """Write the drugs and findings that the recognizer is sure of to ``doc.user_data["monograph"]["names"]``:
    labels by half-open characters, written "start:end"."""
    found = load_recognizer(models_folder() / MODEL).find(flat_text(doc))
    doc.user_data[KEY][_NAMES] = {
        f"{name.start}:{name.end}": name.label
        for name in found
        if name.label in _KEPT and name.probability >= _SURE
    }
    return doc


def define_drugs(doc: Doc, lexicon: Lexicon) -> dict[tuple[str, ...], Entry]:
    """Return the drugs of one word that the recognizer found and no lexicon knows: folded words to an entry,
    so that they count wherever the text has them. What ends in a general noun ("R-enantiomer") is no name.

    Args:
        doc: A text that `recognize` has read.
        lexicon: The names that are known.
    """
    text = flat_text(doc)
    defined: dict[tuple[str, ...], Entry] = {}
    for place, label in _names_of(doc).items():
        start, end = map(int, place.split(":"))
        name = text[start:end]
        words = fold_words(name)
        general = name.lower() in blocked_names() or (words and singular(words[-1]) in head_labels())
        if label == Label.DRUG and _ONE_WORD.fullmatch(name) and not general and not lexicon.get(words):
            defined[words] = Entry(name, name if is_symbol(name) else name.lower(), label, None, SOURCE)
    return defined


def is_ordinary(name: str) -> bool:
    """Whether a name is made of words that the recognizer has often read outside of names."""
    return load_recognizer(models_folder() / MODEL).is_common(name)


def recognized_label(first: Token, last: Token) -> str | None:
    """Return the label of the name that begins and ends with two tokens, if the recognizer found that one."""
    return _names_of(first.doc).get(f"{first.idx}:{last.idx + len(last)}")


def _names_of(doc: Doc) -> dict[str, str]:
    """Return what `recognize` wrote, nothing where it did not run."""
    return cast("dict[str, str]", doc.user_data.get(KEY, {}).get(_NAMES, {}))
