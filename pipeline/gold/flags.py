"""The flags of a `%r` line: polarity, certainty, kind of effect, accepted alternatives, optional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.gold.problems import Problems
from pipeline.gold.search import nearest
from pipeline.vocabulary import Certainty, EffectKind, Polarity, RelationType

KNOWN = ("negated", "hedged", *EffectKind, "optional", *(f"or-{relation}" for relation in RelationType))


@dataclass(frozen=True, slots=True)
class Flags:
    """The relation of a `%r` line with what its flags say."""

    relation: RelationType
    accept: tuple[RelationType, ...]
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    optional: bool


def parse_flags(words: Sequence[str], line: int, problems: Problems) -> Flags | None:
    """Read `RELATION FLAG FLAG ...`; notes every problem and returns None where the relation is not known."""
    name, *flags = words
    unknown = [flag for flag in flags if flag not in KNOWN]
    for flag in unknown:
        cure = nearest(flag, KNOWN) or f"; flags are {', '.join(KNOWN)}"
        problems.add(line, f"expected a flag, got {flag!r}{cure}")
    for flag in {flag for flag in flags if flags.count(flag) > 1}:
        problems.add(line, f"flag {flag!r} is given twice; keep one")
    if name not in tuple(RelationType):
        cure = nearest(name, list(RelationType)) or f"; relations are {', '.join(RelationType)}"
        problems.add(line, f"expected a relation after the id, got {name!r}{cure}")
        return None
    relation = RelationType(name)
    accept = tuple(RelationType(flag[3:]) for flag in flags if flag in KNOWN and flag.startswith("or-"))
    if relation in accept:
        problems.add(line, f"'or-{relation}' repeats the relation itself; drop the flag")
    kinds = [EffectKind(flag) for flag in flags if flag in tuple(EffectKind)]
    if len(kinds) > 1:
        problems.add(line, f"expected one kind of effect, got {' and '.join(kinds)}; keep one")
    if relation is RelationType.CAUSES and not kinds:
        problems.add(line, f"expected one of {', '.join(EffectKind)} on 'causes', got none; add the flag")
    if kinds and RelationType.CAUSES not in (relation, *accept):
        problems.add(line, f"{kinds[0]!r} is only for 'causes', got {relation}; drop the flag")
    return Flags(
        relation=relation,
        accept=accept,
        polarity=Polarity.NEGATED if "negated" in flags else Polarity.AFFIRMED,
        certainty=Certainty.HEDGED if "hedged" in flags else Certainty.ASSERTED,
        effect_kind=kinds[0] if kinds else None,
        optional="optional" in flags,
    )
