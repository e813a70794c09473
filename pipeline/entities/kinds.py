"""Say what kind of thing a noun phrase names: by the lexicons, then by its head noun, then by the ending of
its head."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, cast

from pipeline.entities.lexicon import FINDING, MEDIATOR, Entry, head_labels, prefer
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.entities.recognized import SOURCE, recognized_label
from pipeline.rules.load import load_table
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular
from pipeline.vocabulary import TARGETS, Label

GENERIC: Final = "GENERIC"
PERSON: Final = "PERSON"

CODE_NAME: Final = re.compile(
    r"^(?!(?:CYP|COVID|HLA|SARS|NCT|ISO|ICD)[-\d])[A-Z]{1,5}[a-z]?-?(?:\d{3,9}|\d{2,3},\d{3})[A-Za-z]{0,2}$"
)
_ISOMER: Final = re.compile(
    r"^\((?:\d?[RSEZ](?:,\d?[RSEZ])*|RS|[+±-]|[+-]/[+-])\)-([A-Za-z]{4,})$|^(?:[RSDL]|cis|trans)-([a-z]{4,})$"
)
_METABOLIC: Final = re.compile(
    r"^(?:n-|o-|\d-)?(?:(?:hydroxy|desmethyl|demethyl|dehydro|nor|keto|oxo|descyclopropyl)-?)+"
)
"""What the names of metabolites begin with."""
_SYMBOL: Final = re.compile(
    r"^[A-Za-z]{1,4}[A-Z]?[-/]?[A-Z]{0,5}\d{1,3}[A-Za-z]{0,2}$|^[A-Z][A-Za-z]*[A-Z][A-Za-z0-9-]*$"
)
_CLASS_SHAPE: Final = re.compile(
    r"^anti(?!gen|bod|cipat|dot|serum|sera|oxidant$)[a-z-]{4,}s?$|^[a-z]{4,}(?:lytic|mimetic|leptic|tropic)s$"
)
_CLASS_ADJECTIVE: Final = re.compile(
    r"^(?:anti|sympatho|parasympatho|beta-|alpha-)|(?:ergic|lytic|mimetic|leptic|statin|cyclic|pressant|"
    r"diuretic|opioid|steroidal?)$"
)
SALT: Final = re.compile(
    r"\b(?:hydrochloride|sulfate|sulphate|maleate|mesylate|besylate|tartrate|sodium|potassium|calcium|citrate|"
    r"phosphate|acetate|fumarate|succinate|hydrobromide|bromide|tosylate|mofetil|axetil|disoproxil|medoxomil|"
    r"etexilate|alafenamide)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a phrase is: a label of the guide, FINDING, MEDIATOR, GENERIC, PERSON or None, and the lexicon
    entry that said so.

    ``by`` names the evidence: ``lexicon``, ``head``, ``suffix``, ``stem``, ``code_name``, ``class``,
    ``shape`` or ``model`` (the recognizer).
    """

    label: str | None
    entry: Entry | None = None
    by: str = ""

    @property
    def found_by(self) -> str:
        """What an entity of this kind was found by: the recognizer or a rule."""
        recognized = self.by == "model" or (self.entry is not None and self.entry.source == SOURCE)
        return "model:names" if recognized else f"rule:{self.by or 'head'}"


@cache
def _suffixes() -> dict[str, str]:
    rows = load_table(__package__, "suffixes.tsv", ("suffix", "label"))
    return {row["suffix"]: row["label"] for row in rows}


def label_by_suffix(word: str) -> str | None:
    """Return the label of the longest suffix that a word has behind two letters or more."""
    if not word[2:].endswith(tuple(_suffixes())):
        return None
    return next(_suffixes()[word[at:]] for at in range(2, len(word)) if word[at:] in _suffixes())


@cache
def _stems() -> tuple[str, ...]:
    return tuple(row["stem"] for row in load_table(__package__, "inn_stems.tsv", ("stem", "class")))


def has_inn_stem(word: str) -> bool:
    """Whether a word ends in a stem of the International Nonproprietary Names (WHO stem book) with at least
    three letters before it.

    >>> has_inn_stem("zanubrutinib"), has_inn_stem("pyridine")
    (True, False)
    """
    return word[3:].endswith(_stems())


def classify(sentence: Sentence, phrase: Phrase) -> Kind:
    """Return the kind of a phrase; the effect or action *of* something is a process that another drug can
    change."""
    if phrase not in sentence.kinds:
        kind = _in_fluid(sentence, phrase, _classify(sentence, phrase))
        sentence.kinds[phrase] = kind if kind.label is not None else _recognize(sentence, phrase)
    return cast(Kind, sentence.kinds[phrase])


def _in_fluid(sentence: Sentence, phrase: Phrase, kind: Kind) -> Kind:
    """Return a target that is named as what a fluid holds of it ("plasma renin") as the quantity that it
    is."""
    held = len(phrase.tokens) > 1 and sentence.lower[phrase.tokens[0]] in load_words(__package__)["fluid"]
    return Kind(Label.PROCESS, None, "measured") if held and kind.label in TARGETS else kind


def _recognize(sentence: Sentence, phrase: Phrase) -> Kind:
    """Return what the recognizer says of a phrase of which nothing else is known."""
    first, last = phrase.tokens[0], phrase.tokens[-1]
    organ = first == last and singular(sentence.lower[last]) in load_words(__package__)["body_part"]
    if phrase.bare or organ:
        return Kind(None)
    label = recognized_label(sentence.tokens[first], sentence.tokens[last])
    return Kind(label, None, "model" if label is not None else "")


def _classify(sentence: Sentence, phrase: Phrase) -> Kind:
    if phrase.inner is not None:
        whole = sentence.lexicon.get(sentence.words(phrase.tokens), sentence.text(phrase.tokens))
        process = next((entry for entry in whole if entry.label == Label.PROCESS), None)
        if process is not None:
            return Kind(Label.PROCESS, process, "lexicon")
    if phrase.inner is not None and singular(sentence.lower[phrase.head]) in load_words(__package__)["owned"]:
        inner = classify(sentence, phrase.inner).label
        if (
            inner in (Label.DRUG, Label.DRUG_CLASS, MEDIATOR, *TARGETS)
            or singular(sentence.lower[phrase.inner.head]) in load_words(__package__)["carrier"]
        ):
            return Kind(Label.PROCESS, None, "effect of")
    if phrase.inner is None:
        return classify_tokens(sentence, phrase.tokens, phrase.head)
    kind = classify_tokens(
        sentence,
        tuple(position for position in phrase.tokens if position <= phrase.head),
        phrase.head,
        complete=False,
    )
    measured = kind.label == Label.PROCESS
    placed = (
        kind.label == FINDING
        and singular(sentence.lower[phrase.inner.head]) in load_words(__package__)["body_part"]
    )
    return replace(kind, entry=None) if measured or placed else kind


def classify_tokens(sentence: Sentence, tokens: tuple[int, ...], head: int, *, complete: bool = True) -> Kind:  # noqa: PLR0911, PLR0912 - one return a case
    """Return the kind of the words of a phrase up to its head; ``complete`` says that nothing follows to tell
    which one it is."""
    words = sentence.words(tokens)
    if not words:
        return Kind(None)
    surface = sentence.text(tokens)
    key = tuple(words)
    if key in sentence.extra:
        return Kind(sentence.extra[key].label, sentence.extra[key], "document")
    if complete and len(words) == 1 and singular(words[0]) in load_words(__package__)["bare_generic"]:
        return Kind(GENERIC, None, "bare")
    entries = sentence.lexicon.get(words, surface)
    if entries:
        kind = _from_entry(entries, "lexicon")
        return (
            Kind(Label.PROCESS, kind.entry, "lexicon")
            if kind.label == FINDING and head_labels().get(singular(words[-1])) == Label.PROCESS
            else kind
        )
    if len(tokens) == 1 and words[0] in load_words(__package__)["frequency"]:
        return Kind(GENERIC, None, "frequency")
    if (
        len(tokens) > 1
        and singular(words[-1]) in load_words(__package__)["body_part"]
        and sentence.lower[tokens[-2]] in load_words(__package__)["complaint"]
    ):
        return Kind(FINDING, None, "complaint")
    if len(tokens) > 1 and sentence.lower[tokens[0]] in load_words(__package__)["feeling"]:
        return Kind(FINDING, None, "feeling")
    modifiers = {sentence.lower[position] for position in tokens[:-1]}
    if (
        complete
        and singular(words[-1]) in load_words(__package__)["bare_generic"]
        and modifiers <= load_words(__package__)["empty_modifier"]
    ):
        return Kind(GENERIC, None, "bare")
    head_text = sentence.tokens[head].text
    head_word = singular(fold_words(head_text)[-1]) if fold_words(head_text) else ""
    lists = load_words(__package__)
    if head_word in lists["change_noun"] and not modifiers.isdisjoint(lists["regimen"]):
        return Kind(GENERIC, None, "regimen")
    by_class = _drug_class(sentence, tokens, head, head_word)
    if by_class is not None:
        return by_class
    if CODE_NAME.match(head_text) and len(tokens) == 1:
        return Kind(Label.DRUG, None, "code_name")
    if names_isomer(sentence, head_text):
        return Kind(Label.DRUG, None, "enantiomer")
    if len(tokens) == 1 and _is_metabolite(sentence, head_text):
        return Kind(Label.DRUG, None, "metabolite")
    if SALT.search(head_text) and len(tokens) > 1:
        first = sentence.hit_at(tokens[0])
        if (first and first.entry.label == Label.DRUG) or has_inn_stem(sentence.lower[tokens[0]]):
            return Kind(Label.DRUG, first.entry if first else None, "salt")
    for start in range(1, len(tokens)):
        entries = sentence.lexicon.get(sentence.words(tokens[start:]), sentence.text(tokens[start:]))
        entries = tuple(
            e for e in entries if e.label not in (Label.DRUG, MEDIATOR) or start == len(tokens) - 1
        )
        if entries:
            kind = _from_entry(entries, "lexicon")
            if kind.label == FINDING and head_labels().get(head_word) == Label.PROCESS:
                break
            if (
                kind.label in (Label.DRUG, Label.DRUG_CLASS, MEDIATOR, FINDING, Label.PROCESS, *TARGETS)
                or head_word in head_labels()
            ):
                return Kind(
                    kind.label,
                    kind.entry if kind.label in (Label.DRUG, Label.DRUG_CLASS) else None,
                    "lexicon head",
                )
    if (
        head_word == "reaction"
        and len(tokens) > 1
        and sentence.lower[tokens[-2]] not in load_words(__package__)["unnamed_reaction"]
    ):
        return Kind(FINDING, None, "head")
    if head_word in head_labels():
        return Kind(head_labels()[head_word], None, "head")
    if sentence.tokens[head].pos_ != "ADJ" and has_inn_stem(head_word):
        return Kind(Label.DRUG, None, "stem")
    by_suffix = label_by_suffix(head_word)
    if by_suffix is not None:
        return Kind(by_suffix, None, "suffix")
    hit = sentence.hit_at(head)
    if len(tokens) == 1 and hit is not None and hit.entry.label in TARGETS:
        return Kind(hit.entry.label, hit.entry, "lexicon")
    return _by_shape(sentence, head_text)


def _by_shape(sentence: Sentence, word: str) -> Kind:
    """Return what a symbol is that nothing else tells: a receptor by convention, else a target; in capitals
    throughout, a sentence is a heading and a word of it no symbol."""
    folded = "".join(fold_words(word))
    if folded in load_words(__package__)["receptor_symbol"]:
        return Kind(Label.RECEPTOR, None, "shape")
    lists = load_words(__package__)
    if not _SYMBOL.match(word) or word.isdigit() or folded in lists["laboratory"] | lists["release"]:
        return Kind(None)
    if word.isalpha() and word.isupper() and not any(token.is_lower for token in sentence.tokens):
        return Kind(None)
    return Kind(Label.OTHER_TARGET, None, "shape")


def names_isomer(sentence: Sentence, word: str) -> bool:
    """Whether a word is the name of a drug with its configuration before it ("(R)-praziquantel")."""
    isomer = _ISOMER.match(word)
    if isomer is None:
        return False
    name = isomer[1] or isomer[2]
    return has_inn_stem(name.lower()) or _is_drug(sentence, name) or _is_metabolite(sentence, name)


def _is_metabolite(sentence: Sentence, name: str) -> bool:
    """Whether a name is that of a drug with what the body did to it before it ("hydroxynorketamine")."""
    parent = _METABOLIC.sub("", name.lower())
    return parent != name.lower() and len(parent) > 4 and _is_drug(sentence, parent)


def _is_drug(sentence: Sentence, name: str) -> bool:
    return any(entry.label == Label.DRUG for entry in sentence.lexicon.get(fold_words(name)))


def _from_entry(entries: tuple[Entry, ...], by: str) -> Kind:
    entry = prefer(entries)
    return Kind(entry.label, entry, by)


def _drug_class(sentence: Sentence, tokens: tuple[int, ...], head: int, head_word: str) -> Kind | None:
    """A class named by an agent noun ("ACE inhibitors"), by a carrier noun with an adjective ("adrenergic
    drugs") or by its shape."""
    token = sentence.tokens[head]
    if (
        head_word in load_words(__package__)["class_noun"]
        and token.pos_ != "ADJ"
        and (len(tokens) > 1 or head_word not in load_words(__package__)["agent_noun"])
    ):
        return Kind(Label.DRUG_CLASS, None, "class")
    if (
        _CLASS_SHAPE.match(token.lower_)
        and token.pos_ in ("NOUN", "PROPN")
        and token.tag_ in ("NNS", "NNPS", "NN", "NNP")
    ):
        return Kind(Label.DRUG_CLASS, None, "class")
    if head_word in load_words(__package__)["carrier"] and len(tokens) > 1:
        before = sentence.lower[tokens[-2]] if tokens[-1] == head else ""
        hit = sentence.hit_at(tokens[-2])
        if hit is not None and hit.entry.label in (Label.DRUG_CLASS, Label.DRUG):
            return Kind(hit.entry.label, hit.entry, "class")
        if _CLASS_ADJECTIVE.search(before) and head_word not in load_words(__package__)["thing"]:
            return Kind(Label.DRUG_CLASS, None, "class")
    return None
