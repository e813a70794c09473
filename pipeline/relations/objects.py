"""Where the object of a trigger stands: behind it, behind a preposition, or (in the passive) as its
grammatical subject."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECT_DEPS, is_passive
from pipeline.entities.items import Items, parse_items
from pipeline.entities.phrases import Phrase, Sentence, chunk_at
from pipeline.relations.examples import with_examples
from pipeline.relations.prepositions import preposition_items
from pipeline.relations.schema import Action, TriggerRule, rules_by_lemma
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular

_SKIP: Final = frozenset({"ADV", "PART"})


def object_items(sentence: Sentence, token: Token, at: int, rule: TriggerRule) -> Items:
    """Return the objects of a verb or adjective at position ``at``."""
    passive = rule.kind == "verb" and is_passive(token)
    if rule.object == ("subject",):
        return subject_items(sentence, token, effects=True)
    effects = rule.action in (Action.CAUSE, Action.TREAT)
    if rule.object == ("whole",):
        return _whole(sentence, at)
    if rule.object == ("state",):
        return _state(sentence, at, people=rule.subject == "person")
    if "direct" in rule.object:
        if passive:
            return subject_items(sentence, token, effects=False)
        found = direct_items(sentence, at, effects=rule.action is Action.CAUSE)
        if found.phrases or len(rule.object) == 1:
            return found
    return preposition_items(sentence, token, at, rule.object, effects=effects)


def direct_items(sentence: Sentence, at: int, *, effects: bool) -> Items:
    """Return the noun phrases right behind a verb; a coordinated verb in between shares them ("binds to and
    inhibits X")."""
    start = at + 1
    end = len(sentence)
    while (
        start < end
        and (
            sentence.tokens[start].pos_ in _SKIP
            or sentence.tokens[start].dep_ == "prt"
            or _is_particle(sentence, start, at)
        )
        and not sentence.hit_at(start)
    ):
        start += 1
    if start < end and sentence.lower[start] in ("and", "or", ",", "and/or"):
        verb = start + 1
        while verb < end and (sentence.tokens[verb].pos_ in _SKIP or sentence.lower[verb] in ("and", "or")):
            verb += 1
        if verb < end and sentence.tokens[verb].pos_ == "VERB" and not sentence.hit_at(verb):
            following = verb + 1
            while following < end and sentence.tokens[following].pos_ in _SKIP:
                following += 1
            if following < end and sentence.tokens[following].pos_ == "ADP":
                following += 1
            return with_examples(
                sentence, parse_items(sentence, following, end, effects=effects), effects=effects
            )
        return Items((), start)
    items = parse_items(sentence, start, end, effects=effects)
    return with_examples(sentence, _prevented(sentence, items), effects=effects)


def _prevented(sentence: Sentence, items: Items) -> Items:
    """Take "from entering cells" into the phrase before it: what is prevented is the entering."""
    at = items.end
    tokens = sentence.tokens
    if (
        len(items.phrases) != 1
        or at + 1 >= len(tokens)
        or sentence.lower[at] != "from"
        or tokens[at + 1].tag_ != "VBG"
    ):
        return items
    if tokens[at + 1].lemma_.lower() in load_words(__package__)["reaching"]:
        return Items((_kept_off(sentence, items.phrases[0], at + 2),), at + 2)
    inner, after = chunk_at(sentence, at + 2, len(tokens))
    last = inner.tokens[-1] if inner else at + 1
    phrase = items.phrases[0]
    return Items(
        (replace(phrase, tokens=(*phrase.tokens, *range(at, last + 1)), head=at + 1),),
        after if inner else at + 2,
    )


def _kept_off(sentence: Sentence, mediator: Phrase, at: int) -> Phrase:
    """Return the receptor that a mediator is kept off ("from binding to its receptors", "from acting on 5-HT3
    receptors"), else the mediator."""
    if at < len(sentence) and sentence.tokens[at].pos_ == "ADP":
        at += 1
    reached, _ = chunk_at(sentence, at, len(sentence))
    if reached is None or singular(sentence.lower[reached.head]) != "receptor":
        return mediator
    if len(reached.tokens) > 1:
        return reached
    return replace(reached, tokens=(*mediator.tokens, *reached.tokens), det="")


def subject_items(sentence: Sentence, verb: Token, *, effects: bool) -> Items:
    """Return the coordinated noun phrases that are a verb's subject, or that a participle stands behind."""
    subject = _subject_above(verb)
    if subject is None or subject.i not in sentence.position or verb.i not in sentence.position:
        return Items((), 0)
    first = sentence.position[subject.i]
    if first + 1 < len(sentence) and sentence.lower[first + 1] == ":":
        return with_examples(
            sentence,
            parse_items(sentence, first + 2, _before_auxiliaries(sentence, verb), effects=effects),
            effects=effects,
        )
    left = min(
        (
            sentence.position[t.i]
            for t in subject.lefts
            if t.i in sentence.position
            and t.dep_
            in (
                "det",
                "amod",
                "compound",
                "nmod",
                "nummod",
                "poss",
                "advmod",
                "predet",
                "npadvmod",
                "quantmod",
            )
        ),
        default=first,
    )
    first = min(first, left)
    if effects:
        inside = [
            sentence.position[t.i] for t in subject.subtree if t.i in sentence.position and t.i < verb.i
        ]
        stops = [
            p + 1
            for p in range(first)
            if sentence.lower[p] in (";", ":") or sentence.tokens[p].tag_ in ("VBZ", "VBD", "MD")
        ]
        first = max([min([first, *inside]), *stops])
    hit = sentence.hit_at(first)
    if hit is not None:
        first = min(first, hit.start)
    while (
        first > 0
        and sentence.in_phrase(first - 1, False)
        and sentence.tokens[first - 1].pos_ in ("ADJ", "NOUN", "PROPN")
    ):
        first -= 1
    return with_examples(
        sentence,
        parse_items(sentence, first, _before_auxiliaries(sentence, verb), effects=effects),
        effects=effects,
    )


def _subject_above(verb: Token) -> Token | None:
    """Return a verb's subject: its own, one that it shares ("falls and then rises"), one raised above it
    ("appears to be reduced"), or the noun that it stands behind."""
    token = verb.head if verb.dep_ in ("acomp", "oprd") else verb
    for _ in range(4):
        subject = next((child for child in token.children if child.dep_ in SUBJECT_DEPS[:2]), None)
        if subject is not None:
            return subject
        if token.dep_ == "acl":
            return token.head
        raised = token.dep_ == "xcomp" and token.head.lemma_ in load_words("pipeline.context")["transparent"]
        if not raised and not (token.dep_ == "conj" and token == verb):
            return None
        token = token.head
    return None


def _before_auxiliaries(sentence: Sentence, verb: Token) -> int:
    auxiliaries = [
        c.i
        for c in verb.children
        if c.dep_ in ("aux", "auxpass", "neg") and c.i < verb.i and c.i in sentence.position
    ]
    return sentence.position[min([*auxiliaries, verb.i])]


def _whole(sentence: Sentence, at: int) -> Items:
    """Return the verb with its objects as one effect each ("relaxing the smooth muscles in the airways")."""
    items = direct_items(sentence, at, effects=False)
    return Items(
        tuple(
            replace(p, tokens=tuple(range(at, p.tokens[-1] + 1)), head=at, inner=None)
            if p.tokens[0] > at and len(items.phrases) == 1
            else replace(p, tokens=(at, *p.tokens), head=at, inner=None)
            for p in items.phrases
        ),
        items.end,
    )


def _is_particle(sentence: Sentence, position: int, verb: int) -> bool:
    """Whether a preposition right behind a verb is the particle of a rule's lemma ("bring about")."""
    if position != verb + 1 or sentence.tokens[position].pos_ != "ADP":
        return False
    return f"{sentence.tokens[verb].lemma_.lower()} {sentence.lower[position]}" in rules_by_lemma()


def _state(sentence: Sentence, at: int, *, people: bool) -> Items:
    """Return the adjectives that say how a drug makes people feel: "make you (feel) sleepy or dizzy".

    ``people`` says that the people stand before the verb.
    """
    filler = load_words(__package__)["feeling_filler"]
    position = at + 1
    while position < len(sentence) and (
        sentence.lower[position] in load_words("pipeline.context")["persons"]
        or sentence.lower[position] in filler | {"some", "them"}
    ):
        people = people or sentence.lower[position] not in filler
        position += 1
    phrases = []
    while people and position < len(sentence):
        token = sentence.tokens[position]
        if sentence.lower[position] in load_words("pipeline.entities")["no_modifier"]:
            break
        if token.pos_ == "ADJ" or token.tag_ in ("VBN", "JJ", "VBG") or token.dep_ in ("acomp", "attr"):
            phrases.append(Phrase((position,), position))
        elif sentence.lower[position] not in (",", "and", "or"):
            break
        position += 1
    return Items(tuple(phrases), position)
