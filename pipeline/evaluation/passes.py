"""How far two annotations of one text agree: each layer compared symmetrically, one to one.

A relation is the same as in scoring: the objects overlap, the subjects are the same drug or class, the
relation is accepted by either side, the polarity is equal. What one pass holds firm and the other optional is
neither agreement nor disagreement, as in scoring; it is counted apart. Source: guide, section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TypeVar

from pipeline.errors import GoldError
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.matching import Edges, match, overlap
from pipeline.evaluation.names import similar
from pipeline.evaluation.sides import GoldSide, gold_sides
from pipeline.gold.schema import GoldDocument, GoldEntity
from pipeline.gold.triples import GoldTriple, gold_triples

_T = TypeVar("_T")


class Layer(StrEnum):
    """What is compared, in the order of the table."""

    ENTITIES_STRICT = "entities, same label and fragments"
    ENTITIES_PARTIAL = "entities, same label, overlapping"
    RELATIONS = "relations at mention level, firm"
    TRIPLES_STRICT = "triples, firm, the same words in the names"
    TRIPLES_RELAXED = "triples, firm, relaxed names"
    VIA = "`via` links between firm relations"


class Attribute(StrEnum):
    """What is compared on the relations that both passes have."""

    POLARITY = "polarity"
    CERTAINTY = "certainty"
    EFFECT_KIND = "effect_kind"
    OPTIONAL = "firm or optional"


@dataclass(slots=True)
class Agreement:
    """What two passes over one document have in common.

    Args:
        layers: tp is in both, fn in the first only, fp in the second only; redundant: firm in one pass and
            optional in the other.
        values: For each attribute, the values (first, second) of each relation that both passes have.
        entities: The mentions that are in one pass only (strictly), the first's, then the second's.
        relations: The firm relations that are in one pass only, likewise.
    """

    doc: str
    layers: dict[Layer, Counts] = field(default_factory=dict)
    values: dict[Attribute, list[tuple[str, str]]] = field(default_factory=dict)
    entities: tuple[list[GoldEntity], list[GoldEntity]] = field(default_factory=lambda: ([], []))
    relations: tuple[list[GoldSide], list[GoldSide]] = field(default_factory=lambda: ([], []))


def compare_passes(first: GoldDocument, second: GoldDocument) -> Agreement:
    """Compare two annotations of one text; GoldError where the texts differ."""
    if first.sha256 != second.sha256:
        raise GoldError(
            [
                f"{first.doc}: expected two annotations of one text, got sha256 {first.sha256[:12]}... and "
                f"{second.sha256[:12]}...; annotate the same text twice"
            ]
        )
    found = Agreement(first.doc)
    _compare_entities(first.entities, second.entities, found)
    _compare_relations(gold_sides(first), gold_sides(second), found)
    one, two = gold_triples(first), gold_triples(second)
    for layer, strict in ((Layer.TRIPLES_STRICT, True), (Layer.TRIPLES_RELAXED, False)):
        edges = edges_between(one, two, partial(same_triple, strict=strict))
        firm = [t.optional for t in one], [t.optional for t in two]
        found.layers[layer] = _count(edges, *firm)[0]
    return found


def edges_between(first: Sequence[_T], second: Sequence[_T], same: Callable[[_T, _T], bool]) -> Edges:
    """Return for each item of the first pass the indices of those of the second that are the same."""
    return [[j for j, b in enumerate(second) if same(a, b)] for a in first]


def same_triple(a: GoldTriple, b: GoldTriple, *, strict: bool) -> bool:
    """Tell whether two triples say the same: polarity, an accepted relation, the names of both arguments."""
    return (
        a.polarity == b.polarity
        and (a.relation[0] in b.relation or b.relation[0] in a.relation)
        and similar(a.object, b.object, strict=strict)
        and similar(a.subject, b.subject, strict=False)
    )


def same_relation(a: GoldSide, b: GoldSide, *, polarity: bool = True) -> bool:
    """Tell whether two relations say the same; with `polarity=False` even where one is negated."""
    one, two = a.relation, b.relation
    return (
        overlap(a.object.fragments, b.object.fragments) > 0
        and (one.polarity == two.polarity or not polarity)
        and (one.relation in two.accepted or two.relation in one.accepted)
        and (similar(a.names, b.names, strict=False) or overlap(a.mentions, b.mentions) > 0)
    )


def _compare_entities(first: Sequence[GoldEntity], second: Sequence[GoldEntity], found: Agreement) -> None:
    strict = match(edges_between(first, second, lambda a, b: a.key == b.key))
    touching = match(
        edges_between(first, second, lambda a, b: a.key == b.key),
        edges_between(
            first, second, lambda a, b: a.label == b.label and overlap(a.fragments, b.fragments) > 0
        ),
    )
    for layer, pairs in ((Layer.ENTITIES_STRICT, strict), (Layer.ENTITIES_PARTIAL, touching)):
        found.layers[layer] = Counts(len(pairs), len(second) - len(pairs), len(first) - len(pairs))
    found.entities[0].extend(entity for i, entity in enumerate(first) if i not in strict)
    found.entities[1].extend(entity for j, entity in enumerate(second) if j not in strict.values())


def _compare_relations(first: Sequence[GoldSide], second: Sequence[GoldSide], found: Agreement) -> None:
    edges = edges_between(first, second, same_relation)
    one, two = [s.relation.optional for s in first], [s.relation.optional for s in second]
    found.layers[Layer.RELATIONS], alone = _count(edges, one, two)
    found.relations[0].extend(first[i] for i in alone[0])
    found.relations[1].extend(second[j] for j in alone[1])
    pairs = match(_closest(edges, first, second), edges)
    found.layers[Layer.VIA] = _count_links(pairs, first, second)
    _compare_attributes(pairs, first, second, found)


def _closest(edges: Edges, first: Sequence[GoldSide], second: Sequence[GoldSide]) -> Edges:
    """Return the edges whose objects are the same words and whose triggers or anchors overlap."""
    return [
        [
            j
            for j in row
            if first[i].object.fragments == second[j].object.fragments
            and overlap(first[i].relation.trigger, second[j].relation.trigger)
            + overlap(first[i].relation.anchor, second[j].relation.anchor)
        ]
        for i, row in enumerate(edges)
    ]


def _count(
    edges: Edges, first: Sequence[bool], second: Sequence[bool]
) -> tuple[Counts, tuple[list[int], list[int]]]:
    """Count firm items, pairs of two firm ones first; `first` and `second` say which items are optional.

    Returns the counts and the indices of the firm items that are in one pass only.
    """
    agreed = match([[j for j in row if not (first[i] or second[j])] for i, row in enumerate(edges)])
    taken = set(agreed.values())
    others = match([[j for j in row if i not in agreed and j not in taken] for i, row in enumerate(edges)])
    taken |= set(others.values())
    left = [i for i, optional in enumerate(first) if not optional and i not in agreed and i not in others]
    right = [j for j, optional in enumerate(second) if not optional and j not in taken]
    doubtful = sum(first[i] != second[j] for i, j in others.items())
    return Counts(len(agreed), len(right), len(left), doubtful), (left, right)


def _count_links(pairs: dict[int, int], first: Sequence[GoldSide], second: Sequence[GoldSide]) -> Counts:
    """Count links between firm relations: in both where both ends are paired and both passes link them.

    A link with an end that the other pass holds optional is counted as redundant, neither way.
    """
    back = {j: i for i, j in pairs.items()}
    mine, theirs = _links(first), _links(second)
    common = {(pairs[i], pairs[j]) for i, j in mine if i in pairs and j in pairs} & theirs
    doubt = [sum(_is_doubtful(link, pairs, second) for link in mine)]
    doubt.append(sum(_is_doubtful(link, back, first) for link in theirs if link not in common))
    fewer = {link for link in common if _is_doubtful((back[link[0]], back[link[1]]), pairs, second)}
    both = len(common) - len(fewer)
    return Counts(both, len(theirs) - both - doubt[1] - len(fewer), len(mine) - both - doubt[0], sum(doubt))


def _is_doubtful(link: tuple[int, int], pairs: dict[int, int], others: Sequence[GoldSide]) -> bool:
    return any(end in pairs and others[pairs[end]].relation.optional for end in link)


def _links(sides: Sequence[GoldSide]) -> set[tuple[int, int]]:
    """Return the links whose ends are both firm, as positions (effect, cause)."""
    place = {side.relation.id: at for at, side in enumerate(sides) if not side.relation.optional}
    return {
        (place[side.relation.id], place[target])
        for side in sides
        for target in side.relation.via
        if side.relation.id in place and target in place
    }


def _compare_attributes(
    pairs: dict[int, int], first: Sequence[GoldSide], second: Sequence[GoldSide], found: Agreement
) -> None:
    """Write down the values of each pair; polarity on relations paired without regard to it."""
    loose = match(
        [[j] if (j := pairs.get(i)) is not None else [] for i in range(len(first))],
        edges_between(first, second, lambda a, b: same_relation(a, b, polarity=False)),
    )
    for i, j in loose.items():
        a, b = first[i].relation, second[j].relation
        _note(found, Attribute.POLARITY, a.polarity, b.polarity)
        if a.polarity != b.polarity:
            continue
        _note(found, Attribute.CERTAINTY, a.certainty, b.certainty)
        if a.effect_kind and b.effect_kind:
            _note(found, Attribute.EFFECT_KIND, a.effect_kind, b.effect_kind)
        _note(found, Attribute.OPTIONAL, *("optional" if r.optional else "firm" for r in (a, b)))


def _note(found: Agreement, attribute: Attribute, first: str, second: str) -> None:
    found.values.setdefault(attribute, []).append((str(first), str(second)))
