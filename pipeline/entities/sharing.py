"""Words that the items of a list share: a head behind the last ("H1 and H2 receptors"), a complaint before
the first."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pipeline.entities.kinds import GENERIC, PERSON, Kind, classify
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.phrases import Phrase, Sentence, determiners
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS, Label

_DESIGNATOR: Final = re.compile(r"^(?:[A-Z]\d{0,2}|[IVX]{2,4}a?|[1-9]|[α-ω])\.?$")
_SHARING: Final = TARGETS | {Label.PROCESS, Label.DRUG_CLASS}


def resolve_shared(sentence: Sentence, groups: list[list[Phrase]]) -> list[Phrase]:
    """Give conjuncts that lack a head the head of the conjunct after them."""
    phrases = [phrase for group in groups for phrase in group]
    for index in range(len(phrases) - 2, -1, -1):
        here, following = phrases[index], phrases[index + 1]
        if following.bare or len(following.tokens) < 2:
            continue
        if here.bare or _lacks_head(sentence, here, following):
            phrases[index] = share_head(here, following)
    return _share_designated(sentence, [phrase for phrase in phrases if not phrase.bare])


def _share_designated(sentence: Sentence, phrases: list[Phrase]) -> list[Phrase]:
    """Give a bare letter or number the noun of the one before ("vitamins A, D and E")."""
    result: list[Phrase] = []
    for phrase in phrases:
        before = result[-1] if result else None
        if before is not None and _is_designated(sentence, before) and _is_designator(sentence, phrase):
            noun = before.tokens[:-1]
            result.append(replace(phrase, tokens=(*noun, *phrase.tokens), inner=before.inner))
        else:
            result.append(phrase)
    return result


def _is_designator(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is a letter or number that names no target by itself."""
    if len(phrase.tokens) > 1 or not _DESIGNATOR.match(sentence.tokens[phrase.head].text):
        return False
    kind = classify(sentence, phrase)
    return kind.label not in TARGETS or kind.by == "shape"


def _is_designated(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is a noun with a letter or number behind it ("hepatitis B")."""
    if len(phrase.tokens) < 2:
        return False
    noun, last = (sentence.tokens[position] for position in phrase.tokens[-2:])
    return noun.is_lower and noun.is_alpha and len(noun) > 2 and _DESIGNATOR.match(last.text) is not None


def _lacks_head(sentence: Sentence, here: Phrase, following: Phrase) -> bool:  # noqa: PLR0911 - one return a case
    """Whether a noun is only the modifier of the next conjunct's head ("serotonin and norepinephrine
    reuptake")."""
    if len(here.tokens) == 1 and sentence.lower[here.head] in load_words(__package__)["course"]:
        return True
    if (
        here.inner is not None
        or len(here.tokens) > 2
        or (following.inner is not None and following.head == following.tokens[0])
    ):
        return False
    kind: Kind = classify(sentence, following)
    label = classify(sentence, here).label
    if (
        singular(sentence.lower[following.head]) in load_words(__package__)["owned"]
        and following.inner is None
    ):
        return len(here.tokens) == 1 and label in (None, Label.DRUG_CLASS) and here.aliases == ()
    if (
        kind.label == FINDING
        and not following.det
        and len(here.tokens) == 1
        and label in (None, GENERIC, *TARGETS)
        and here.aliases == ()
    ):
        return (
            sentence.tokens[here.head].pos_ == "NOUN"
            and sentence.lower[here.head] in load_words(__package__)["body_part"]
        )
    if kind.label not in _SHARING or following.det:
        return False
    ligands = load_words(__package__)["ligand"]
    if kind.label == Label.RECEPTOR and len(here.tokens) == 1 and sentence.lower[here.head] in ligands:
        return True
    if label in (FINDING, Label.PROCESS, Label.DRUG, Label.DRUG_CLASS, PERSON, GENERIC):
        return False
    if label in TARGETS and sentence.lower[here.head] not in determiners():
        head = sentence.lower[here.head]
        return not any(head.rstrip("s").endswith(word) for word in load_words(__package__)["target_ending"])
    return label in (MEDIATOR, None)


def is_body_part(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is one word that names a part of the body."""
    return (
        len(phrase.tokens) == 1
        and singular(sentence.lower[phrase.head]) in load_words(__package__)["body_part"]
    )


def share_complaint(sentence: Sentence, phrases: list[Phrase]) -> list[Phrase]:
    """Give a bare part of the body the complaint of the one before: "swelling of the face, lips or tongue",
    "cold hands or feet"."""
    parts = load_words(__package__)["body_part"]
    result: list[Phrase] = []
    for phrase in phrases:
        shared = phrase
        before = result[-1] if result else None
        bare = is_body_part(sentence, phrase)
        if (
            before is not None
            and bare
            and len(before.tokens) > 1
            and singular(sentence.lower[before.tokens[-1]]) in parts
        ):
            link = next((p for p in reversed(before.tokens) if sentence.lower[p] in ("of", "in", "on")), None)
            kept = before.tokens[:-1] if link is None else tuple(p for p in before.tokens if p <= link)
            shared = replace(
                phrase,
                tokens=(*kept, *phrase.tokens),
                head=before.head if link is not None else phrase.head,
                inner=before.inner,
            )
        elif before is not None and _is_second_trouble(sentence, before, phrase):
            shared = replace(phrase, tokens=(before.tokens[0], *phrase.tokens))
        result.append(shared)
    return result


def _is_second_trouble(sentence: Sentence, before: Phrase, phrase: Phrase) -> bool:
    """Whether a bare gerund shares the trouble of the one before ("trouble breathing or swallowing")."""
    trouble = sentence.lower[before.tokens[0]] in load_words(__package__)["trouble"]
    return (
        trouble
        and len(phrase.tokens) == 1
        and all(sentence.lower[position].endswith("ing") for position in (before.tokens[-1], *phrase.tokens))
    )


def share_head(bare: Phrase, full: Phrase) -> Phrase:
    """Return the first conjunct with the head of the last: "H1" of "H1 and H2 receptors" becomes H1 …
    receptors."""
    tail = full.tokens[min(len(bare.tokens), len(full.tokens) - 1) :]
    return replace(bare, tokens=(*bare.tokens, *tail), head=full.head, bare=False, inner=full.inner)
