"""Effects that their own adjective names ("its antihypertensive effect")."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pipeline.context.agent import SUBJECTS
from pipeline.entities.items import Items
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.phrases import Phrase
from pipeline.entities.sharing import resolve_shared
from pipeline.relations.effects import tells_effect
from pipeline.relations.examples import with_examples
from pipeline.relations.nouns import is_consumed
from pipeline.relations.prepositions import behind_preposition
from pipeline.relations.reading import Reading
from pipeline.relations.schema import Action, TriggerRule, rules_by_lemma, trigger_rules
from pipeline.relations.settle import add_claims
from pipeline.relations.verb_agents import find_agent
from pipeline.rules.wordlists import load_words
from pipeline.vocabulary import TARGETS, Label


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def read_effect(reading: Reading, rule: TriggerRule, token: Token, at: int) -> None:  # noqa: PLR0911 - one return a case
    """Read a noun of effect at position ``at`` with the adjectives that name it."""
    phrase = reading.agents.nouns.phrase_at.get(at)
    if phrase is None or phrase.head != at or len(phrase.tokens) < 2:
        return
    modifiers = [p for p in phrase.tokens if p < at]
    if reading.sentence.lower[phrase.tokens[0]] in _words()["raised"] | _words()["lowered"]:
        reading.found.reject(rule, (at,), "a change of an effect")
        return
    if (
        _names_agonism(reading, modifiers)
        and at + 1 < len(reading.sentence)
        and reading.sentence.lower[at + 1] in ("of", "at", "on", "against")
    ):
        _read_agonism(reading, modifiers, at)
        return
    telling = [
        p
        for p in modifiers
        if reading.sentence.lower[p] not in _words()["generic_effect"]
        and reading.sentence.tokens[p].pos_ in ("ADJ", "NOUN", "PROPN", "VERB")
        and classify(reading.sentence, Phrase((p,), p)).label not in (*SUBJECTS[:1],)
    ]
    telling = [p for p in telling if tells_effect(reading.sentence, p)]
    if not telling or _names_ailment(reading, telling[-1], at):
        return
    following = at + 1
    if _names_agonism(reading, modifiers):
        _read_agonism_before(reading, modifiers, at)
        return
    if following < len(reading.sentence) and reading.sentence.lower[following] == "of":
        inner = behind_preposition(reading.sentence, following, effects=False)
        if inner.phrases and classify(reading.sentence, inner.phrases[0]).label not in SUBJECTS:
            return
    if is_consumed(token):
        return
    verb = _bringing_about(reading, token)
    agent = (
        reading.agents.find(token)
        if verb is None
        else find_agent(reading, rule, reading.sentence.tokens[verb], verb)
    )
    items = with_examples(reading.sentence, Items(_effect_items(reading, phrase), at + 1), effects=True)
    add_claims(
        reading, rule, (at,) if verb is None else (verb,), agent, items, kind=Kind(FINDING, None, "effect")
    )


def _names_ailment(reading: Reading, modifier: int, at: int) -> bool:
    """Whether "activity" is that of an ailment ("seizure activity") and not one of the drug."""
    noun = reading.sentence.tokens[modifier].pos_ in ("NOUN", "PROPN")
    ailment = classify(reading.sentence, Phrase((modifier,), modifier)).label == FINDING
    return reading.sentence.lower[at] == "activity" and noun and ailment


def _bringing_about(reading: Reading, noun: Token) -> int | None:
    """Return the verb of bringing about that an effect is the object of ("contributes to its analgesic
    properties")."""
    token = noun
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    verb = token.head.head if token.dep_ == "pobj" else token.head if token.dep_ == "dobj" else None
    if verb is None or verb.i not in reading.sentence.position:
        return None
    rules = [
        r
        for r in rules_by_lemma().get(verb.lemma_.lower(), ())
        if r.kind in ("verb", "adjective") and r.action is Action.CAUSE
    ]
    return reading.sentence.position[verb.i] if rules else None


def _effect_items(reading: Reading, phrase: Phrase) -> tuple[Phrase, ...]:
    """The effect phrase and, before it, adjectives that share its head ("antidepressant and analgesic
    properties")."""
    groups = [[phrase]]
    left = phrase.tokens[0]
    while left >= 2 and reading.sentence.lower[left - 1] in ("and", ",", "or"):
        end = left - 1
        if reading.sentence.lower[end - 1] == ",":
            end -= 1
        if end < 1 or (
            reading.sentence.tokens[end - 1].pos_ != "ADJ"
            and not reading.sentence.lower[end - 1].startswith("anti")
        ):
            break
        if not tells_effect(reading.sentence, end - 1):
            break
        begin = end - 1
        while begin > 0 and reading.sentence.tokens[begin - 1].text == "-":
            begin -= 2
        groups.insert(0, [Phrase(tuple(range(begin, end)), end - 1, bare=True)])
        left = begin
    return tuple(resolve_shared(reading.sentence, groups))


def _names_agonism(reading: Reading, modifiers: list[int]) -> bool:
    return any(reading.sentence.lower[p].startswith(tuple(_words()["agonism_stem"])) for p in modifiers)


def _read_agonism(reading: Reading, modifiers: list[int], at: int) -> None:
    """ "antagonistic activity at X", "inhibitory effect on X": the relation to X."""
    items = behind_preposition(reading.sentence, at + 1, effects=False)
    _add_agonism(reading, modifiers, at, items)


def _read_agonism_before(reading: Reading, modifiers: list[int], at: int) -> None:
    """ "MAO-B inhibitory activity", "serotonin antagonist properties": the relation to what stands before."""
    stems = tuple(_words()["agonism_stem"])
    way = next(p for p in modifiers if reading.sentence.lower[p].startswith(stems))
    start = way
    while start > modifiers[0] and reading.sentence.lower[start - 1] not in _words()["agent_modifier"]:
        start -= 1
    target = Phrase(tuple(range(start, way)), way - 1)
    if start < way and classify(reading.sentence, target).label in (*TARGETS, Label.PROCESS, MEDIATOR):
        _add_agonism(reading, [way], at, Items((target,), at + 1))


def _add_agonism(reading: Reading, modifiers: list[int], at: int, items: Items) -> None:
    words = " ".join(reading.sentence.lower[p] for p in modifiers)
    action = Action.INHIBIT if any(w in words for w in _words()["inhibiting_stem"]) else Action.ACTIVATE
    kind = "agent" if reading.sentence.lower[modifiers[0]] in _words()["receptor_agent"] else "noun"
    named = next(r for r in trigger_rules() if r.kind == kind and r.action is action)
    add_claims(reading, named, (*modifiers, at), reading.agents.find(reading.sentence.tokens[at]), items)
