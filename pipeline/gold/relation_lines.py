"""Read one `%r` line against the text and the mentions of its block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.gold.flags import parse_flags
from pipeline.gold.header import Header
from pipeline.gold.markup import Annotation
from pipeline.gold.problems import Problems
from pipeline.gold.schema import GoldEntity, GoldRelation, collapse, fold, join_fragments, shift
from pipeline.gold.search import NotFoundError, choose, find_chains, nearest, parse_wanted
from pipeline.types import Fragments
from pipeline.vocabulary import OBJECTS, Label, RelationType

SYNTAX = "'%r ID RELATION FLAGS | SUBJECT | TRIGGER | OBJECT', then '| via ID, ID' where there are links"
SubjectLabel = Literal[Label.DRUG, Label.DRUG_CLASS]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation with the number of its line."""

    relation: GoldRelation
    number: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Canonical name and label of a subject, and where the words for it stand (nowhere if left out)."""

    name: str
    label: SubjectLabel
    anchor: Fragments


def split_fields(line: str) -> list[str]:
    """Split an annotation line at each `|` that is not escaped and take the escapes off."""
    fields = re.split(r"(?<!\\)\|", line)
    return [re.sub(r"\\([\[\]|\\%])", r"\1", field).strip() for field in fields]


def subject_kinds(entities: Iterable[GoldEntity]) -> dict[str, set[SubjectLabel]]:
    """Return each canonical name that a DRUG or DRUG_CLASS of the document has, with its label (or both)."""
    kinds: dict[str, set[SubjectLabel]] = {}
    for entity in entities:
        if entity.label is Label.DRUG or entity.label is Label.DRUG_CLASS:
            kinds.setdefault(entity.name, set()).add(entity.label)
    return kinds


def find_field(
    text: str, field: str, *, what: str, line: int, problems: Problems, inside_words: bool = False
) -> list[Fragments]:
    """Return every place of `piece ... piece` in the text of a block; notes a problem where there is none."""
    try:
        chains = find_chains(text, re.split(r"\s+\.\.\.\s+", field), inside_words=inside_words)
        return [join_fragments(text, chain) for chain in chains]
    except NotFoundError as error:
        flat = collapse(text)
        shown = flat if len(flat) <= 160 else f"{flat[:80]} ... {flat[-75:]}"
        problems.add(
            line,
            f"expected the {what} {error.words!r} in the block, found it {error.reason}; block: {shown!r}",
        )
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationReader:
    """Reads the relation lines of one block: its text, where it begins in the document, its mentions."""

    text: str
    offset: int
    entities: tuple[GoldEntity, ...]
    subject_kinds: Mapping[str, set[SubjectLabel]]
    header: Header
    problems: Problems

    def read(self, annotation: Annotation) -> RelationLine | None:
        """Read one line; notes every problem of it, returns None where relation or argument is missing."""
        line = annotation.line
        fields = split_fields(annotation.text.removeprefix("%r "))
        words = fields[0].split()
        if len(fields) not in {4, 5} or len(words) < 2 or not all(fields):
            self.problems.add(line, f"expected {SYNTAX}; got {annotation.text!r}")
            return None
        if not re.fullmatch(r"[\w.-]+", words[0]):
            self.problems.add(line, f"expected an id of letters, digits, '_', '.' and '-', got {words[0]!r}")
        flags = parse_flags(words[1:], line, self.problems)
        via = self._parse_via(fields[4], line) if len(fields) == 5 else ()
        target = self._find_object(fields[3], line)
        before = target.fragments[0].start - self.offset if target else len(self.text)
        subject = self._find_subject(fields[1], before, line)
        trigger: Fragments = ()
        if fields[2] != "-":
            chains = find_field(self.text, fields[2], what="trigger", line=line, problems=self.problems)
            trigger = shift(choose(chains, before), self.offset) if chains else ()
        if not (flags and target and subject):
            return None
        if not any(target.label in OBJECTS[relation] for relation in (flags.relation, *flags.accept)):
            self._add_unsuitable(flags.relation, target, line)
        relation = GoldRelation(
            id=words[0],
            relation=flags.relation,
            accept=flags.accept,
            subject=subject.name,
            subject_label=subject.label,
            anchor=subject.anchor,
            object=target.id,
            polarity=flags.polarity,
            certainty=flags.certainty,
            effect_kind=flags.effect_kind,
            trigger=trigger,
            via=via,
            optional=flags.optional,
        )
        return RelationLine(relation, line)

    def _add_unsuitable(self, relation: RelationType, target: GoldEntity, line: int) -> None:
        expected = ", ".join(sorted(OBJECTS[relation]))
        fitting = ", ".join(name for name, labels in OBJECTS.items() if target.label in labels)
        cure = f"relations to {target.label}: {fitting}" if fitting else "no relation has such an object"
        got = f"{target.text!r}, {target.label}"
        self.problems.add(line, f"expected the object of {relation} to be {expected}, got {got}; {cure}")

    def _parse_via(self, field: str, line: int) -> tuple[str, ...]:
        word, _, ids = field.partition(" ")
        found = tuple(part.strip() for part in ids.split(","))
        if word != "via" or not all(found):
            self.problems.add(line, f"expected 'via ID, ID' as the last field, got {field!r}")
            return ()
        return tuple(dict.fromkeys(found))

    def _find_object(self, field: str, line: int) -> GoldEntity | None:
        wanted = parse_wanted(field)
        words = collapse(wanted.words)
        found = [entity for entity in self.entities if collapse(entity.text) == words]
        found = found or [entity for entity in self.entities if fold(entity.text) == fold(words)]
        number = wanted.number or 1
        if number <= len(found):
            return found[number - 1]
        texts = list(dict.fromkeys(collapse(entity.text) for entity in self.entities))
        listed = ", ".join(map(repr, texts)) or "none"
        if found:
            got = f"only {len(found)} of them"
        else:
            got = "none" + (nearest(words, texts) or f"; mentions of the block: {listed}")
        self.problems.add(line, f"expected the object {field!r} among the mentions of the block, got {got}")
        return None

    def _find_subject(self, field: str, before: int, line: int) -> Subject | None:
        match = re.fullmatch(r"(?P<words>.+?)\s+=\s+(?P<name>.+)", field, re.DOTALL)
        wanted = parse_wanted(match["name"] if match else field)
        name = self.header.name_of(wanted.words)
        kinds = self.subject_kinds.get(name, set())
        if len(kinds) != 1:
            got = (
                f"both labels on {name!r}; give its mentions one"
                if kinds
                else f"{name!r}, not marked as such"
            )
            cure = (
                ""
                if kinds
                else nearest(name, list(self.subject_kinds)) or f"; marked: {', '.join(self.subject_kinds)}"
            )
            self.problems.add(
                line, f"expected the subject to be a DRUG or DRUG_CLASS of the document, got {got}{cure}"
            )
            return None
        label = next(iter(kinds))
        anchor = (
            self._find_anchor(match["words"], before, line)
            if match
            else self._find_mention(field, before, line)
        )
        return None if anchor is None else Subject(name, label, anchor)

    def _find_anchor(self, words: str, before: int, line: int) -> Fragments | None:
        if words == "-":
            return ()
        chains = find_field(self.text, words, what="words for the subject", line=line, problems=self.problems)
        return shift(choose(chains, before), self.offset) if chains else None

    def _find_mention(self, field: str, before: int, line: int) -> Fragments | None:
        wanted = parse_wanted(field)
        name = self.header.name_of(wanted.words)
        found = [entity.fragments for entity in self.entities if entity.name == name]
        exact = [entity.fragments for entity in self.entities if fold(entity.text) == fold(wanted.words)]
        if wanted.number is not None and wanted.number <= len(exact):
            return exact[wanted.number - 1]
        if not found or wanted.number is not None:
            cure = f"mark it there, or write 'words = {wanted.words}' or '- = {wanted.words}'"
            self.problems.add(line, f"expected the block to name the subject {field!r}, it does not; {cure}")
            return None
        return choose(found, before + self.offset)
