"""Link mentions to concepts: by name, then by its words, then by spelling; null rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from pipeline.concepts import ConceptBase, NameIndex, load_base, load_index
from pipeline.concepts.base import Sense
from pipeline.concepts.keys import content_words, spelled_key
from pipeline.entities.lexicon import FINDING, MEDIATOR, case_agrees
from pipeline.linking.names import canonical_name
from pipeline.linking.rewording import name_families, name_subtypes, names_organism, reword
from pipeline.linking.spelling import SHORTEST, alike
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import fold_words, singular
from pipeline.types import Entity
from pipeline.vocabulary import TARGETS, Label

THRESHOLD: Final = 0.65
"""The least cosine of a name met by its spelling; docs/concepts.md says how it was chosen."""

_SPELLED: Final = frozenset({Label.EFFECT, Label.CONDITION, Label.PROCESS, Label.DRUG_CLASS, *TARGETS})
_NAMED: Final = frozenset({Label.DRUG, *TARGETS})
"""Labels whose names follow a word for their kind."""
_WHOLE: Final = frozenset({Label.EFFECT, Label.CONDITION, Label.PROCESS})
_HAD: Final = frozenset({Label.EFFECT, Label.CONDITION})
_ONE_NAME: Final = frozenset({*_WHOLE, *TARGETS})
"""Labels whose names are made one in a document; drugs and classes have one already, as subjects."""
_JOINED: Final = re.compile(r"\w\s(?:of|in|from|to|at|on|for|with|by)\s\w", re.I)
"""What a name goes on with: "inflammation of the liver" is no inflammation at large, so it is looked for as a
whole."""
_BINDING: Final = re.compile(r"^(?:to|or|and) ", re.I)
"""What is left between words that were dropped ("moderate to severe pain")."""
_ORDERED: Final = re.compile(r"density", re.I)
"""Where "high" and "low" are part of a name, so that its words have an order."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention means: ``id`` and ``name`` of the concept, and by what it was found (`name`, `words`,
    `target` or `spelling`)."""

    id: str
    name: str
    by: str


class Linker:
    """Finds the concept that a mention means.

    Args:
        base: The concepts.
        index: Their names by spelling; None loads the package's own when it is first needed.
        threshold: The least cosine of a name met by its spelling, 0 to 1.
    """

    def __init__(
        self, base: ConceptBase, *, index: NameIndex | None = None, threshold: float = THRESHOLD
    ) -> None:
        self._base = base
        self._index = index
        self._threshold = threshold
        self._find = lru_cache(maxsize=50_000)(self._link)

    def link(self, names: Iterable[str], label: Label) -> Link | None:
        """Return what the first of the names that means anything means for an entity of this label."""
        return next((found for name in names if (found := self._find(name, label)) is not None), None)

    def link_entities(self, entities: Iterable[Entity], aliases: Mapping[str, str]) -> list[Entity]:
        """Return the entities, linked where a concept is found; what is linked to one concept by its name
        has one name, that of the first. An id that is given stays where the base does not know the name.

        Args:
            entities: Entities of one document, in the order of its text.
            aliases: Abbreviations that the document defines, to their long forms.
        """
        names: dict[tuple[Label, str, str], str] = {}
        linked = []
        entities = list(entities)
        families = name_families(entities)
        for entity in entities:
            concept, meant = self._concept_of(entity, aliases)
            if concept is None and entity.label in TARGETS:
                concept = self._link_subtype(entity, families)
            name = entity.name
            if concept is not None and meant is not None and entity.label in _ONE_NAME:
                name = names.setdefault((entity.label, concept, meant), entity.name)
            linked.append(replace(entity, concept=concept, name=name))
        return linked

    def _concept_of(self, entity: Entity, aliases: Mapping[str, str]) -> tuple[str | None, str | None]:
        """Return the id of what an entity means, and the concept's name where the entity bears one of its
        names, no word added or lost."""
        whole = entity.label in _WHOLE and _JOINED.search(entity.text) is not None
        if entity.concept is not None and not whole:
            named = self._find(entity.name, entity.label)
            if named is not None and named.by == "name":
                return named.id, named.name
            return entity.concept, entity.concept
        found = self.link(_names(entity, aliases, whole=whole), entity.label)
        if found is None:
            return None, None
        return found.id, found.name if found.by == "name" else None

    def _link(self, name: str, label: Label) -> Link | None:
        known = self._base.find(name)
        senses = [sense for sense in known if case_agrees(sense.term, name) or sense.name == name]
        if any(sense.id is not None for sense in senses):
            own = [sense for sense in senses if spelled_key(sense.name) == spelled_key(name)]
            found = _choose(own, label, "name") if label in TARGETS else None
            return found or _choose(senses, label, "name")
        if label in _NAMED and (found := _choose(self._named_behind(name), label, "name")) is not None:
            return found
        free = _free_words(label)
        bare = _BINDING.sub("", " ".join(word for word in name.split() if not _is_free(word, free)))
        found = None
        if not _ORDERED.search(name):
            found = _choose(self._base.find_set(name) or self._base.find_set(name, free), label, "words")
        if found is None and bare != name:
            found = _choose(self._base.find(bare), label, "name")
            found = replace(found, by="words") if found is not None else None
        if found is None and label is Label.DRUG_CLASS:
            found = self._link_class(bare, free)
        if found is None and label is Label.PROCESS:
            found = self._link_measured(name)
        if found is None:
            found = self._link_reworded(name, label)
        spelled = label in _SPELLED and len(name) >= SHORTEST and not _ORDERED.search(name)
        if found is None and not senses and spelled:
            found = _choose(self._near(name, free), label, "spelling")
        return found

    def _link_subtype(self, entity: Entity, families: Iterable[str]) -> str | None:
        """Return the id of the subtype that an entity means in a document on these families of receptors
        ("M3 subtype"); None where two of them have one."""
        for names in name_subtypes(entity.text, families):
            named = (self._find(name, entity.label) for name in names)
            ids = {found.id for found in named if found is not None and found.by == "name"}
            if ids:
                return ids.pop() if len(ids) == 1 else None
        return None

    def _link_reworded(self, name: str, label: Label) -> Link | None:
        """Return what the first of the shorter ways to say a name means that is the name of something."""
        for shorter in reword(name, label):
            senses = tuple(each for each in self._base.find(shorter) if case_agrees(each.term, shorter))
            found = _choose(_of_kind(senses, label), label, "name")
            if found is None and label not in TARGETS and not _ORDERED.search(shorter):
                senses = self._base.find_set(shorter)
                found = _choose(_of_kind(senses, label), label, "words")
            if found is not None and not (names_organism(name) and found.id.startswith("HGNC:")):
                return replace(found, by="words")
        return None

    def _named_behind(self, name: str) -> tuple[Sense, ...]:
        """Return the meanings of what stands behind a word that says its kind ("efflux pump BCRP")."""
        kinds, words = load_words("pipeline.concepts")["kind"], name.split()
        for at in range(1, len(words)):
            if singular(words[at - 1].lower()) in kinds:
                rest = " ".join(words[at:])
                if found := tuple(each for each in self._base.find(rest) if case_agrees(each.term, rest)):
                    return found
        return ()

    def _link_class(self, name: str, free: frozenset[str]) -> Link | None:
        """Return the class that a name describes by its target, which has other names: "beta-1 blocker" is
        the class of the "beta-1 adrenergic receptor antagonist"."""
        words = name.split()
        if len(words) < 2:
            return None
        action = load_words("pipeline.concepts")["action"]
        first, last = (" ".join(fold_words(singular(word.lower()))) for word in (words[0], words[-1]))
        if last in action:
            target, deed = " ".join(words[:-1]), last
        elif first in action and words[1].lower() in ("of", "at", "for"):
            target, deed = " ".join(words[2:]).removeprefix("the "), first
        else:
            return None
        meant = self._link(target, Label.RECEPTOR)
        concept = self._base.by_id(meant.id) if meant is not None else None
        if concept is None:
            return None
        named = (f"{other} {deed}" for other in (concept.name, *concept.synonyms) if other != target)
        senses = [sense for other in named for sense in self._base.find(other) + self._base.find_set(other)]
        return _choose(senses, Label.DRUG_CLASS, "target")

    def _link_measured(self, name: str) -> Link | None:
        """Return what a name says it measures ("serum creatinine", "terminal half-life")."""
        ways, rest, found = load_words("pipeline.concepts")["measured"], name.split(), None
        while found is None and len(rest) > 1 and rest[0].lower() in ways:
            del rest[0]
            found = _choose(self._base.find(" ".join(rest)), Label.PROCESS, "name")
        return replace(found, by="words") if found is not None else None

    def _near(self, name: str, free: frozenset[str]) -> list[Sense]:
        """Return the meanings of names that have the same content words, but for the spelling of one; words
        in `free` change nothing."""
        if self._index is None:
            self._index = load_index()
        wanted = content_words(name, drop=free)
        near = (
            self._base.term(candidate.row)
            for candidate in self._index.nearest(name, k=5, least=self._threshold)
        )
        return [sense for sense in near if alike(wanted, content_words(sense.term))]


def _is_free(word: str, free: frozenset[str]) -> bool:
    """Whether a word, or a joint one such as "mild-to-moderate", says only what `free` words do."""
    parts = [part for part in fold_words(word) if part not in ("to", "or", "and")]
    return bool(parts) and free.issuperset(parts)


def _of_kind(senses: Iterable[Sense], label: Label) -> list[Sense]:
    """Return the meanings that an entity of a label may have by a part of its name: no mediator for a target,
    no process for what a patient has ("storage symptoms")."""
    barred = MEDIATOR if label in TARGETS else Label.PROCESS if label in _HAD else None
    return [sense for sense in senses if sense.label != barred]


def _free_words(label: Label) -> frozenset[str]:
    """Return the words that an entity of a label may have besides those of the concept's name."""
    lists = load_words("pipeline.concepts")
    if label in TARGETS:
        return lists["site"]
    return lists["class"] if label is Label.DRUG_CLASS else lists["degree"]


def _names(entity: Entity, aliases: Mapping[str, str], *, whole: bool) -> tuple[str, ...]:
    """Return the names to look for, the most telling first; its own words only where those are `whole`."""
    long = aliases.get(entity.text)
    process, drug = entity.label is Label.PROCESS, entity.label is Label.DRUG
    spelled = canonical_name(long or entity.text, process=process, drug=drug)
    names = (entity.text, spelled) if whole else (long, entity.name, entity.text, spelled)
    return tuple(dict.fromkeys(name for name in names if name))


_FITTING: Final[dict[Label, tuple[frozenset[str], ...]]] = {
    Label.DRUG: (frozenset({Label.DRUG}), frozenset({MEDIATOR}), frozenset({Label.DRUG_CLASS})),
    Label.DRUG_CLASS: (frozenset({Label.DRUG_CLASS}), frozenset({MEDIATOR})),
    Label.EFFECT: (frozenset({FINDING}), frozenset({Label.PROCESS})),
    Label.CONDITION: (frozenset({FINDING}), frozenset({Label.CONDITION}), frozenset({Label.PROCESS})),
    Label.PROCESS: (*(frozenset({each}) for each in (Label.PROCESS, FINDING, MEDIATOR)), frozenset(TARGETS)),
    **{label: (frozenset({label}), frozenset(TARGETS), frozenset({MEDIATOR})) for label in TARGETS},
}
"""Labels of concepts that an entity of a label may mean, the first that is met."""
_VOCABULARIES: Final = ("MESH", "DOID", "MONDO", "HP")
"""Whose concept counts where several vocabularies have one of the same words, the first that has one."""


def _choose(senses: Iterable[Sense], label: Label, by: str) -> Link | None:
    """Return the one concept with an id that fits the label best; None where it has several."""
    found = [sense for sense in senses if sense.id is not None]
    for labels in _FITTING[label]:
        ids = {sense.id: sense.name for sense in reversed(found) if sense.label in labels and sense.id}
        if by == "words" and len(ids) > 1 and label in _WHOLE:
            of = {v: {i: n for i, n in ids.items() if i.startswith(f"{v}:")} for v in _VOCABULARIES}
            ids = next((same for same in of.values() if same), ids)
        if ids and (by == "name" or len(ids) == 1):
            identifier = next(reversed(ids))
            return Link(identifier, ids[identifier], by)
        if ids:
            return None
    return None


@cache
def load_linker() -> Linker:
    """Return the linker over this package's concepts; opened once a process.

    Raises:
        FormatError: A file of the concept base is missing or has another format.
    """
    return Linker(load_base())
