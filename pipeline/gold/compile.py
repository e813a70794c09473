"""Compile a .mono file into a GoldDocument: find every mention, trigger and argument, or say why not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.gold.links import find_ring
from pipeline.gold.markup import Annotation, Block, Markup, parse_label, read_markup
from pipeline.gold.problems import Problems
from pipeline.gold.relation_lines import RelationLine, RelationReader, find_field, split_fields, subject_kinds
from pipeline.gold.schema import GoldDocument, GoldEntity, shift
from pipeline.gold.search import nearest
from pipeline.types import Fragments, surface
from pipeline.vocabulary import Label


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled document with its plain text, the markup stripped."""

    document: GoldDocument
    text: str


def compile_markup(path: Path) -> Compiled:
    """Compile one .mono file; raises GoldError with every problem of it, each as `file:line: ...`."""
    problems = Problems(path)
    markup = read_markup(path, problems)
    compiler = _Compiler(markup, problems)
    compiled = compiler.compile()
    problems.check()
    return compiled


class _Compiler:
    def __init__(self, markup: Markup, problems: Problems) -> None:
        self._text = markup.text
        self._header = markup.header
        self._blocks = markup.blocks
        self._problems = problems
        self._entities: dict[tuple[Label, Fragments], GoldEntity] = {}
        self._by_block: list[list[GoldEntity]] = []

    def compile(self) -> Compiled:
        self._collect_entities()
        lines: dict[str, RelationLine] = {}
        kinds = subject_kinds(self._entities.values())
        for block, entities in zip(self._blocks, self._by_block, strict=True):
            reader = RelationReader(
                text=self._text[block.start : block.end],
                offset=block.start,
                entities=tuple(entities),
                subject_kinds=kinds,
                header=self._header,
                problems=self._problems,
            )
            for annotation in block.annotations:
                if annotation.text.startswith("%r "):
                    line = reader.read(annotation)
                    if line and line.relation.id in lines:
                        first = lines[line.relation.id].number
                        self._problems.add(
                            line.number,
                            f"id {line.relation.id!r} is that of line {first} already; choose another",
                        )
                    elif line:
                        lines[line.relation.id] = line
                elif not annotation.text.startswith("%e "):
                    self._problems.add(
                        annotation.line, f"expected '%e ' or '%r ', got {annotation.text[:20]!r}"
                    )
        _check_links(lines, self._problems)
        header = self._header
        document = GoldDocument(
            format=1,
            doc=header.doc,
            sha256=hashlib.sha256(self._text.encode()).hexdigest(),
            drug=header.drug,
            style=header.style,
            split=header.split,
            names=header.names,
            entities=tuple(self._entities.values()),
            relations=tuple(line.relation for line in lines.values()),
        )
        return Compiled(document, self._text)

    def _collect_entities(self) -> None:
        found: list[tuple[int, Label, Fragments, int]] = []
        for index, block in enumerate(self._blocks):
            found.extend((index, mark.label, (mark.fragment,), mark.line) for mark in block.marks)
            for annotation in block.annotations:
                if annotation.text.startswith("%e "):
                    found.extend(self._parse_entity(annotation, block, index))
        found.sort(key=lambda item: (item[2], item[1]))
        self._by_block = [[] for _ in self._blocks]
        for index, label, fragments, line in found:
            text = surface(self._text, fragments)
            if (label, fragments) in self._entities:
                self._problems.add(
                    line, f"{text!r} is marked as {label} here a second time; keep one of the two"
                )
                continue
            number = len(self._entities) + 1
            entity = GoldEntity(
                id=f"T{number}", label=label, fragments=fragments, text=text, name=self._header.name_of(text)
            )
            self._entities[label, fragments] = entity
            self._by_block[index].append(entity)

    def _parse_entity(
        self, annotation: Annotation, block: Block, index: int
    ) -> list[tuple[int, Label, Fragments, int]]:
        fields = split_fields(annotation.text.removeprefix("%e "))
        if len(fields) != 2 or not all(fields):
            self._problems.add(
                annotation.line, f"expected '%e LABEL | fragment ... fragment', got {annotation.text!r}"
            )
            return []
        label = parse_label(fields[0], annotation.line, self._problems)
        text = self._text[block.start : block.end]
        chains = find_field(
            text, fields[1], what="fragment", line=annotation.line, problems=self._problems, inside_words=True
        )
        chains = [shift(chain, block.start) for chain in chains]
        return [(index, label, chains[0], annotation.line)] if label and chains else []


def _check_links(lines: dict[str, RelationLine], problems: Problems) -> None:
    """Note each `via` id that no relation of the file has, and each ring of links."""
    for line in lines.values():
        for target in line.relation.via:
            if target not in lines:
                cure = nearest(target, list(lines)) or "; write the id of a '%r' line of this file"
                problems.add(
                    line.number, f"expected 'via' to name a relation of this file, got {target!r}{cure}"
                )
    ring = find_ring({name: line.relation.via for name, line in lines.items()})
    if ring:
        problems.add(
            lines[ring[0]].number, f"the 'via' links run in a ring: {' -> '.join(ring)}; drop one of them"
        )
