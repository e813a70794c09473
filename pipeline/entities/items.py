"""The items of a list of noun phrases: prepositional attachment, shared heads, discontinuous conjuncts,
examples in brackets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from pipeline.entities.kinds import GENERIC, PERSON, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import CONJUNCTIONS, Phrase, Sentence, chunk_at
from pipeline.entities.separators import (
    clause_subject,
    example_start,
    example_words,
    is_apposition,
    opens_clause,
    opens_predicate,
    pass_over,
    pass_separator,
    past_frequency,
)
from pipeline.entities.sharing import is_body_part, resolve_shared, share_complaint
from pipeline.rules.load import Rule, load_rules
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular
from pipeline.vocabulary import Label


class Attachment(Rule):
    """A preposition and the heads that take it."""

    preposition: str
    heads: frozenset[str]


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
        effects: Whether the list is one of effects: gerunds count as nouns, and what is no noun phrase is
            passed over up to the next comma instead of ending the list.
    """
    groups: list[list[Phrase]] = []
    at = start
    while at < end:
        group, after = _parse_one(sentence, at, end, effects)
        if not group:
            break
        subject = clause_subject(sentence, groups[0][0], group[-1], end) if groups else None
        if subject is not None:
            groups = [g for g in groups if g[-1].head < subject] or groups[:1]
            break
        if groups and (
            opens_predicate(sentence, at)
            or (is_apposition(sentence, group[0], at) and not (effects and _is_finding(sentence, group)))
            or (not effects and opens_clause(sentence, groups[0][0], group[0], at))
        ):
            break
        groups.append(group)
        at = after
        if effects:
            signs = _signs_start(sentence, at, end)
            if signs is not None:
                at = signs
                continue
            if classify(sentence, group[-1]).label == PERSON:
                break
            at = pass_over(sentence, at, end)
        following = pass_separator(sentence, at, end)
        if following is None or following >= end:
            break
        if effects and _begins_advice(sentence, at, following):
            break
        at = past_frequency(sentence, following, end) if effects else following
    phrases = resolve_shared(sentence, groups)
    return Items(tuple(share_complaint(sentence, phrases) if effects else phrases), at)


def _begins_advice(sentence: Sentence, at: int, following: int) -> bool:
    """Whether a dash opens what to do about an effect ("feeling sick – eat simple meals")."""
    return sentence.lower[at] in ("-", "–", "—") and sentence.tokens[following].tag_ in ("VB", "VBP")


def _is_finding(sentence: Sentence, group: list[Phrase]) -> bool:
    return classify(sentence, group[0]).label == FINDING


def _signs_start(sentence: Sentence, at: int, end: int) -> int | None:
    """Return the token behind "with" where signs of the effect before follow ("neuropathy with burning
    pain")."""
    position = at + 1 if at < end and sentence.lower[at] == "," else at
    while position < end and sentence.tokens[position].pos_ == "ADV":
        position += 1
    if position + 1 >= end or sentence.lower[position] != "with":
        return None
    sign, _ = chunk_at(sentence, position + 1, end, gerund=True)
    return position + 1 if sign is not None and classify(sentence, sign).label == FINDING else None


def _parse_one(sentence: Sentence, start: int, end: int, effects: bool) -> tuple[list[Phrase], int]:
    phrase, at = chunk_at(sentence, start, end, gerund=effects)
    if phrase is None:
        return [], start
    phrases, at = _attach(sentence, phrase, at, end, effects)
    return _bracket(sentence, phrases, at, end, effects)


def _attach(sentence: Sentence, phrase: Phrase, at: int, end: int, effects: bool) -> tuple[list[Phrase], int]:  # noqa: PLR0911 - one return a case
    """Attach prepositional phrases to a phrase; a coordination behind "of" makes one phrase of each
    conjunct."""
    if at >= end or phrase.bare:
        return [phrase], at
    preposition = sentence.lower[at]
    head = (
        singular(fold_words(sentence.tokens[phrase.head].text)[-1])
        if fold_words(sentence.tokens[phrase.head].text)
        else ""
    )
    if preposition == "'s":
        return [phrase], at
    if preposition != "of" and head not in attachments().get(preposition, frozenset()):
        return [phrase], at
    if preposition == "of" and classify(sentence, phrase).label in (Label.DRUG, PERSON):
        return [phrase], at
    inner, after = chunk_at(sentence, at + 1, end, gerund=effects)
    beside = (PERSON,) if preposition in ("on", "for") else (PERSON, GENERIC)
    if inner is None or (preposition != "of" and classify(sentence, inner).label in beside):
        return [phrase], at
    inners, after = _inner_items(sentence, phrase, at + 1, end, effects)
    if not inners:
        return [phrase], at
    link = list(range(at, min(inners[0].tokens)))
    result = [
        replace(
            phrase, tokens=(*phrase.tokens, *(link if index == 0 else link[:1]), *inner.tokens), inner=inner
        )
        for index, inner in enumerate(inners)
    ]
    if (
        len(result) == 1
        and after < end
        and sentence.lower[after] in attachments()
        and sentence.lower[after] != "of"
        and preposition == "of"
    ):
        return _attach_second(sentence, result[0], head, after, end, effects=effects)
    return result, after


def _attach_second(
    sentence: Sentence, phrase: Phrase, head: str, at: int, end: int, *, effects: bool
) -> tuple[list[Phrase], int]:
    """Attach what stands behind a second preposition; a bare part of the body beside it makes one more."""
    if head not in attachments()[sentence.lower[at]]:
        return [phrase], at
    inner, after = chunk_at(sentence, at + 1, end, gerund=effects)
    if inner is None or classify(sentence, inner).label in (PERSON, GENERIC, Label.DRUG, Label.DRUG_CLASS):
        return [phrase], at
    result = [replace(phrase, tokens=(*phrase.tokens, *range(at, inner.tokens[-1] + 1)))]
    following = pass_separator(sentence, after, end)
    while following is not None:
        part, further = chunk_at(sentence, following, end, gerund=effects)
        if part is None or not is_body_part(sentence, part):
            break
        result.append(replace(phrase, tokens=(*phrase.tokens, at, *part.tokens)))
        after = further
        following = pass_separator(sentence, after, end)
    return result, after


def _inner_items(
    sentence: Sentence, outer: Phrase, start: int, end: int, effects: bool
) -> tuple[list[Phrase], int]:
    """The phrases behind a preposition: conjuncts that share the outer head, up to one that has a head of its
    own kind."""
    first, at = _attach(sentence, *chunk_at(sentence, start, end, gerund=effects), end, effects)  # type: ignore[arg-type]
    inners = list(first)
    first, at = _bracket(sentence, inners, at, end, effects)
    inners = first
    outer_label = classify(sentence, outer).label
    closed = False
    while True:
        following = pass_separator(sentence, at, end)
        if following is None or (closed and sentence.lower[following - 1] != sentence.lower[start - 1]):
            break
        closed = not CONJUNCTIONS.isdisjoint(sentence.lower[at:following])
        if sentence.lower[following : following + 1] == [sentence.lower[start - 1]]:
            following += 1
        phrase, after = chunk_at(sentence, following, end, gerund=effects)
        if (
            phrase is None
            or (phrase.det in ("the", "an", "a") and phrase.det != inners[-1].det)
            or clause_subject(sentence, inners[0], phrase, end) is not None
            or _stands_beside(sentence, start - 1, phrase, after)
        ):
            break
        label = classify(sentence, phrase).label
        if (
            label in (FINDING, Label.PROCESS, GENERIC, PERSON)
            and label == outer_label
            and not inners[-1].bare
            and not _is_changed_alone(sentence, outer, phrase)
        ):
            break
        if label == FINDING and (
            outer_label == FINDING or (effects and outer_label == GENERIC and _is_list_level(sentence, outer))
        ):
            break
        more, after = _attach(sentence, phrase, after, end, effects)
        inners += more
        at = after
    return resolve_shared(sentence, [[inner] for inner in inners]), at


def _stands_beside(sentence: Sentence, preposition: int, phrase: Phrase, after: int) -> bool:
    """Whether a noun of action with an "of" of its own stands beside one that has it too ("depolarization of
    X, and interruption of Y")."""
    if sentence.lower[preposition] != "of" or sentence.lower[after : after + 1] != ["of"]:
        return False
    return classify(sentence, phrase).label == Label.PROCESS or sentence.lower[phrase.head].endswith("tion")


def _is_changed_alone(sentence: Sentence, outer: Phrase, phrase: Phrase) -> bool:
    """Whether a noun of change takes a phrase that is no change itself ("increase in ALT and AST")."""
    changes = load_words(__package__)["change_noun"]
    return (
        singular(sentence.lower[outer.head]) in changes
        and singular(sentence.lower[phrase.head]) not in changes
    )


def _is_list_level(sentence: Sentence, outer: Phrase) -> bool:
    """Whether a general head is no treatment or use, whose conjuncts would share it."""
    return singular(sentence.lower[outer.head]) not in load_words(__package__)["shared_use"]


def _bracket(
    sentence: Sentence, phrases: list[Phrase], at: int, end: int, effects: bool
) -> tuple[list[Phrase], int]:
    """Read what follows in brackets: an abbreviation becomes an alias; signs of an effect become items of
    their own."""
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
        for words in example_words():
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
            joined = replace(
                phrases[-1], tokens=(*phrases[-1].tokens, *more.tokens), head=more.head, bare=False
            )
            return [*phrases[:-1], joined], further
    return phrases, after
