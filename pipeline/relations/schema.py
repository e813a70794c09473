"""The format of a trigger rule."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import Field

from pipeline.rules.load import Rule, load_rules


class Action(StrEnum):
    """What a trigger does to its object; with the object's kind it gives the relation."""

    INHIBIT = "inhibit"
    PREVENT = "prevent"
    ACTIVATE = "activate"
    INCREASE = "increase"
    DECREASE = "decrease"
    CAUSE = "cause"
    TREAT = "treat"
    TOUCH = "touch"


class TriggerRule(Rule):
    """Words that say a relation, and where its object stands.

    A lemma of two words is a verb with its particle. ``modified`` holds modifiers one of which a noun needs,
    ``silent_in`` kinds of section in which a noun tells nothing of the drug.
    ``subject`` says whose act the verb is: the drug's, that of a person who takes it, or of one who gives it,
    which is then the verb's direct object. ``source`` says where the drug or its action stands whose effect
    the subject is: behind a preposition, or as the ``direct`` object. ``known`` asks for an effect or
    condition of a known kind.
    ``object`` holds ``direct``, ``subject``, ``self`` (the noun phrase itself) or prepositions.
    """

    action: Action
    kind: Literal["verb", "noun", "agent", "adjective", "adverb", "effect"]
    lemmas: frozenset[str] = Field(min_length=1)
    object: tuple[str, ...] = Field(min_length=1)
    voice: Literal["any", "active", "passive"] = "any"
    subject: Literal["agent", "person", "giver"] = "agent"
    source: tuple[str, ...] = ()
    modified: frozenset[str] = frozenset()
    silent_in: frozenset[str] = frozenset()
    known: bool = False


@cache
def trigger_rules() -> tuple[TriggerRule, ...]:
    """Return the trigger rules of all files in `rules/`."""
    folder = resources.files(__package__) / "rules"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(rule for name in names for rule in load_rules(__package__, f"rules/{name}", TriggerRule))


@cache
def rules_by_lemma() -> dict[str, tuple[TriggerRule, ...]]:
    """Return the trigger rules of each lemma."""
    table: dict[str, tuple[TriggerRule, ...]] = {}
    for rule in trigger_rules():
        for lemma in rule.lemmas:
            table[lemma] = (*table.get(lemma, ()), rule)
    return table
