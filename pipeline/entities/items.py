"""The items of a list of noun phrases: prepositional attachment, shared heads, discontinuous conjuncts, examples in brackets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from pipeline.entities.kinds import GENERIC, PERSON, Kind, classify
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.phrases import CONJUNCTIONS, DETERMINERS, Phrase, Sentence, chunk_at, share_head
from pipeline.rules.load import Rule, load_rules
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular
from pipeline.vocabulary import Label, TARGETS


class Attachment(Rule):
    """A preposition and the heads that take it."""

    preposition: str
    heads: frozenset[str]


_SHARING: Final = TARGETS | {Label.PROCESS, Label.DRUG_CLASS}
_EXAMPLES: Final = (("such", "as"), ("including",), ("like",), ("e.g.",), ("eg",), ("for", "example"), ("especially",), ("particularly",), ("notably",), ("namely",), ("ie",), ("i.e.",), ("specifically",), ("primarily",), ("mainly",))
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})


@dataclass(frozen=True, slots=True)
class Items:
    """The phrases of a list in order, and the token after the list."""

    phrases: tuple[Phrase, ...]
    end: int


@cache
def attachments() -> dict[str, frozenset[str]]:
    """Return for each preposition the heads that take it."""
    table: dict[str, frozenset[str]] = {}
    for rule in load_rules(__package__, "attachments.yaml", Attachment):
        table[rule.preposition] = table.get(rule.preposition, frozenset()) | rule.heads
    return table


def parse_items(sentence: Sentence, start: int, end: int, *, effects: bool = False) -> Items:
    """Return the coordinated noun phrases that begin at a token.

    Args:
        sentence: The sentence.
        start: First token (counted in the sentence), possibly a determiner.
        end: Where to stop (exclusive).
        effects: Whether the list is one of effects: gerunds count as nouns, and what is no noun phrase is passed over up to the
            next comma instead of ending the list.
    """
    groups: list[list[Phrase]] = []
    at = start
    while at < end:
        group, after = _parse_one(sentence, at, end, effects)
        if not group:
            break
        if groups and (_starts_clause(sentence, group[0], after, end) or _is_apposition(sentence, group[0], at) or (not effects and _new_start(sentence, groups[0][0], group[0], at))):
            break
        groups.append(group)
        at = after
        if effects:
            at = _pass_over(sentence, at, end)
        following = _separator(sentence, at, end)
        if following is None or following >= end:
            break
        at = past_frequency(sentence, following, end) if effects else following
    phrases = _resolve_shared(sentence, groups)
    return Items(tuple(_share_complaint(sentence, phrases) if effects else phrases), at)


def past_frequency(sentence: Sentence, at: int, end: int) -> int:
    """Pass over a frequency inside a list ("rash; uncommon: urticaria", "rare - angioedema")."""
    words = load_words(__package__)["frequency"]
    for position in range(at + 1, min(end, at + 4)):
        if sentence.lower[position] in (":", "-", "–") and all(word in words for word in sentence.lower[at:position]):
            return position + 1
    return at


def _share_complaint(sentence: Sentence, phrases: list[Phrase]) -> list[Phrase]:
    """Give a bare part of the body the complaint of the one before: "swelling of the face, lips or tongue", "cold hands or feet"."""
    parts = load_words(__package__)["body_part"]
    result: list[Phrase] = []
    for phrase in phrases:
        before = result[-1] if result else None
        bare = len(phrase.tokens) == 1 and singular(sentence.lower[phrase.head]) in parts
        if before is not None and bare and len(before.tokens) > 1 and singular(sentence.lower[before.tokens[-1]]) in parts:
            link = next((p for p in reversed(before.tokens) if sentence.lower[p] in ("of", "in", "on")), None)
            kept = before.tokens[:-1] if link is None else tuple(p for p in before.tokens if p <= link)
            phrase = replace(phrase, tokens=(*kept, *phrase.tokens), head=before.head if link is not None else phrase.head, inner=before.inner)
        result.append(phrase)
    return result


def _parse_one(sentence: Sentence, start: int, end: int, effects: bool) -> tuple[list[Phrase], int]:
    phrase, at = chunk_at(sentence, start, end, gerund=effects)
    if phrase is None:
        return [], start
    phrases, at = _attach(sentence, phrase, at, end, effects)
    return _bracket(sentence, phrases, at, end, effects)


def _attach(sentence: Sentence, phrase: Phrase, at: int, end: int, effects: bool) -> tuple[list[Phrase], int]:
    """Attach prepositional phrases to a phrase; a coordination behind "of" makes one phrase of each conjunct."""
    if at >= end or phrase.bare:
        return [phrase], at
    preposition = sentence.lower[at]
    head = singular(fold_words(sentence.tokens[phrase.head].text)[-1]) if fold_words(sentence.tokens[phrase.head].text) else ""
    if preposition == "'s":
        return [phrase], at
    if preposition != "of" and head not in attachments().get(preposition, frozenset()):
        return [phrase], at
    if preposition == "of" and classify(sentence, phrase).label in (Label.DRUG, PERSON):
        return [phrase], at
    inner, after = chunk_at(sentence, at + 1, end, gerund=effects)
    if inner is None or (preposition != "of" and classify(sentence, inner).label in (PERSON, GENERIC)):
        return [phrase], at
    inners, after = _inner_items(sentence, phrase, at + 1, end, effects)
    if not inners:
        return [phrase], at
    link = [position for position in range(at, min(inners[0].tokens))]
    result = [
        replace(phrase, tokens=(*phrase.tokens, *(link if index == 0 else link[:1]), *inner.tokens), inner=inner)
        for index, inner in enumerate(inners)
    ]
    if len(result) == 1 and after < end and sentence.lower[after] in attachments() and sentence.lower[after] != "of" and preposition == "of":
        more, further = _attach_second(sentence, result[0], head, after, end, effects)
        return [more], further
    return result, after


def _attach_second(sentence: Sentence, phrase: Phrase, head: str, at: int, end: int, effects: bool) -> tuple[Phrase, int]:
    if head not in attachments()[sentence.lower[at]]:
        return phrase, at
    inner, after = chunk_at(sentence, at + 1, end, gerund=effects)
    if inner is None or classify(sentence, inner).label in (PERSON, GENERIC, Label.DRUG, Label.DRUG_CLASS):
        return phrase, at
    return replace(phrase, tokens=(*phrase.tokens, *range(at, inner.tokens[-1] + 1))), after


def _inner_items(sentence: Sentence, outer: Phrase, start: int, end: int, effects: bool) -> tuple[list[Phrase], int]:
    """The phrases behind a preposition: conjuncts that share the outer head, up to one that has a head of its own kind."""
    first, at = _attach(sentence, *chunk_at(sentence, start, end, gerund=effects), end, effects)  # type: ignore[arg-type]
    inners = list(first)
    first, at = _bracket(sentence, inners, at, end, effects)
    inners = first
    outer_label = classify(sentence, outer).label
    while True:
        following = _separator(sentence, at, end)
        if following is None:
            break
        if sentence.lower[following : following + 1] == [sentence.lower[start - 1]]:
            following += 1
        phrase, after = chunk_at(sentence, following, end, gerund=effects)
        if phrase is None or phrase.det in ("the", "an", "a") and phrase.det != inners[-1].det or _starts_clause(sentence, phrase, after, end):
            break
        label = classify(sentence, phrase).label
        if label in (FINDING, Label.PROCESS, GENERIC, PERSON) and label == outer_label and not inners[-1].bare:
            break
        if label == FINDING and (outer_label == FINDING or (effects and outer_label == GENERIC and _is_list_level(sentence, outer))):
            break
        more, after = _attach(sentence, phrase, after, end, effects)
        inners += more
        at = after
    return _resolve_shared(sentence, [[inner] for inner in inners]), at


def _is_list_level(sentence: Sentence, outer: Phrase) -> bool:
    """Whether a general head is no treatment or use, whose conjuncts would share it."""
    return singular(sentence.lower[outer.head]) not in ("treatment", "management", "prevention", "prophylaxis", "relief", "therapy", "control", "risk")


def _bracket(sentence: Sentence, phrases: list[Phrase], at: int, end: int, effects: bool) -> tuple[list[Phrase], int]:
    """Read what follows in brackets: an abbreviation becomes an alias; signs of an effect become items of their own."""
    if at >= end or sentence.tokens[at].text not in "([" or not phrases:
        return phrases, at
    close = next((p for p in range(at + 1, end) if sentence.tokens[p].text in ")]"), None)
    if close is None:
        return phrases, at
    inside = range(at + 1, close)
    after = close + 1
    if len(inside) > 2 and not effects and any(sentence.lower[p] in ("and", ",") for p in inside):
        members = parse_items(sentence, example_start(sentence, at, close) or at + 1, close)
        if len(members.phrases) > 1 and members.end == close:
            return [*phrases, *(replace(p, examples=True) for p in members.phrases)], after
    if len(inside) == 1 and any(map(str.isupper, sentence.tokens[inside[0]].text[1:])):
        alias = tuple(inside)
        phrases = [*phrases[:-1], replace(phrases[-1], aliases=(*phrases[-1].aliases, alias))]
    elif effects and inside:
        start = at + 1
        for words in _EXAMPLES:
            if tuple(sentence.lower[start : start + len(words)]) == words:
                start += len(words)
                break
        if start < close and sentence.lower[start] == ",":
            start += 1
        inner = parse_items(sentence, start, close, effects=True)
        examples = [p for p in inner.phrases if classify(sentence, p).label == FINDING]
        phrases = [*phrases, *(replace(p, examples=True) for p in examples)]
    if after < end and sentence.tokens[after].pos_ in ("NOUN", "PROPN") and not sentence.hit_at(after):
        more, further = chunk_at(sentence, after, end)
        if more is not None and phrases[-1].tokens[-1] == at - 1 and not more.det:
            joined = replace(phrases[-1], tokens=(*phrases[-1].tokens, *more.tokens), head=more.head, bare=False)
            return [*phrases[:-1], joined], further
    return phrases, after


def example_start(sentence: Sentence, at: int, end: int) -> int | None:
    """Return the token after "such as", "including" or their like at a token (behind a comma), or None."""
    if at < end and sentence.lower[at] in (",", "-", "–", "—", ":", "("):
        at += 1
    for words in _EXAMPLES:
        if tuple(sentence.lower[at : at + len(words)]) == words and at + len(words) <= end:
            after = at + len(words)
            return after + 1 if after < end and sentence.lower[after] in (",", ":") else after
    return None


def _separator(sentence: Sentence, at: int, end: int) -> int | None:
    """Return the token after a list separator at a token, or None."""
    start = at
    if at < end and sentence.lower[at] == ";" and clause_behind(sentence, at, end):
        return None
    if at < end and sentence.lower[at] in (",", ";"):
        at += 1
    if at < end and sentence.lower[at] in CONJUNCTIONS:
        at += 1
    elif at + 2 < end and sentence.lower[at : at + 3] == ["as", "well", "as"]:
        at += 3
    if at > start:
        if at < end and sentence.lower[at : at + 1] in ([words[0]] for words in _EXAMPLES):
            return None
        at = _past_adverbs(sentence, at, end)
    return at if at > start else None


def _past_adverbs(sentence: Sentence, at: int, end: int) -> int:
    """Pass over adverbs and short asides behind a separator: "and, rarely, seizures"; "and, in men, impotence"."""
    position = at
    if position < end and sentence.lower[position] == ",":
        position += 1
    elif position < end and sentence.tokens[position].pos_ != "ADV":
        return at
    close = next((p for p in range(position, min(end, position + 6)) if sentence.lower[p] == ","), None)
    while position < end and sentence.tokens[position].pos_ == "ADV" and not sentence.hit_at(position):
        position += 1
    if position < end and sentence.lower[position] == ",":
        return position + 1
    if close is not None and sentence.tokens[position].pos_ == "ADP":
        return close + 1
    return position if position > at and sentence.lower[at] != "," else at


def clause_behind(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a semicolon divides clauses and not items: a finite verb stands before the next one."""
    for position in range(at + 1, end):
        if sentence.lower[position] in (";", "."):
            return False
        if sentence.tokens[position].tag_ in _FINITE:
            return True
    return False


def _new_start(sentence: Sentence, first: Phrase, phrase: Phrase, at: int) -> bool:
    """Whether a determiner behind a plain comma opens a new clause where the list so far had none."""
    goes_on = any(sentence.lower[p] in ("and", "or", "nor") for p in range(phrase.tokens[-1] + 1, min(len(sentence), phrase.tokens[-1] + 3)))
    return sentence.lower[at - 1] == "," and phrase.det in ("the", "this", "these", "its") and first.det != phrase.det and not goes_on


def _is_apposition(sentence: Sentence, phrase: Phrase, at: int) -> bool:
    """Whether a phrase behind a comma explains the one before ("ATPase, an enzyme that …") and is no further item."""
    return phrase.det in ("a", "an") and sentence.lower[at - 1] == "," and sentence.lower[at] in ("a", "an")


def _starts_clause(sentence: Sentence, phrase: Phrase, after: int, end: int) -> bool:
    """Whether a phrase is the subject of a finite verb right behind it: then it is no item of the list before."""
    at = after
    while at < end and (sentence.tokens[at].pos_ == "ADV" or sentence.tokens[at].text in "()"):
        at += 1
    return at < end and (sentence.tokens[at].tag_ in _FINITE or sentence.tokens[at].pos_ == "AUX")


def _pass_over(sentence: Sentence, at: int, end: int) -> int:
    """In a list of effects, skip figures, frequencies and places up to the next separator; stop at a new clause."""
    depth = 0
    while at < end:
        token = sentence.tokens[at]
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and (token.lower_ in (",", ";", "and", "or", "and/or", "&") or example_start(sentence, at, end)):
            return at
        elif depth == 0 and (token.tag_ in _FINITE or token.lower_ in (".", "which", "that", "who", "but", "while", "when", "if", "because", "although", ":")):
            return at
        at += 1
    return at


def _resolve_shared(sentence: Sentence, groups: list[list[Phrase]]) -> list[Phrase]:
    """Give conjuncts that lack a head the head of the conjunct after them."""
    phrases = [phrase for group in groups for phrase in group]
    for index in range(len(phrases) - 2, -1, -1):
        here, following = phrases[index], phrases[index + 1]
        if following.bare or len(following.tokens) < 2:
            continue
        if here.bare or _lacks_head(sentence, here, following):
            phrases[index] = share_head(here, following)
    return [phrase for phrase in phrases if not phrase.bare]


def _lacks_head(sentence: Sentence, here: Phrase, following: Phrase) -> bool:
    """Whether a noun is only the modifier of the next conjunct's head ("serotonin and norepinephrine reuptake")."""
    if len(here.tokens) == 1 and sentence.lower[here.head] in ("acute", "chronic", "early", "late", "central", "peripheral"):
        return True
    if here.inner is not None or len(here.tokens) > 2 or following.inner is not None and following.head == following.tokens[0]:
        return False
    kind: Kind = classify(sentence, following)
    label = classify(sentence, here).label
    if singular(sentence.lower[following.head]) in load_words(__package__)["owned"] and following.inner is None:
        return len(here.tokens) == 1 and label in (None, Label.DRUG_CLASS) and here.aliases == ()
    if kind.label == FINDING and not following.det and len(here.tokens) == 1 and label in (None, GENERIC, *TARGETS) and here.aliases == ():
        return sentence.tokens[here.head].pos_ == "NOUN" and sentence.lower[here.head] in load_words(__package__)["body_part"]
    if kind.label not in _SHARING or following.det:
        return False
    if label in (FINDING, Label.PROCESS, Label.DRUG, Label.DRUG_CLASS, PERSON, GENERIC):
        return False
    if label in TARGETS and sentence.lower[here.head] not in DETERMINERS:
        head = sentence.lower[here.head]
        return not any(head.rstrip("s").endswith(word) for word in ("receptor", "channel", "transporter", "ase", "pump", "enzyme"))
    return label in (MEDIATOR, None)
