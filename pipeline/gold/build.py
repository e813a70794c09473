"""Compile the markup folder into the gold folder and hold each text against the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.gold.card import NAME
from pipeline.gold.compile import compile_markup
from pipeline.gold.schema import GoldDocument, save_document
from pipeline.vocabulary import Certainty, Polarity

PROTECTED = frozenset({"amitriptyline.txt"})
"""Corpus files that are given, byte for byte: the markup has to fit them, they are never written."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the gold set is: `gold` holds markup/*.mono and the compiled *.json, `corpus` the texts."""

    gold: Path
    corpus: Path

    @property
    def markup(self) -> Path:
        """The folder of the .mono files."""
        return self.gold / "markup"

    @property
    def card(self) -> Path:
        """The data card, with the counts of the set."""
        return self.gold / NAME

    def compiled(self, document: GoldDocument) -> Path:
        """Where the compiled file of a document belongs."""
        return self.gold / Path(document.doc).with_suffix(".json")

    def markup_files(self) -> list[Path]:
        """Return every .mono file, sorted; raises GoldError where there is none."""
        paths = sorted(self.markup.rglob("*.mono"))
        if not paths:
            raise GoldError(
                [f"{self.markup}: expected .mono files, found none; run where gold/ is, or give --root"]
            )
        return paths


def compile_file(path: Path, folders: Folders, *, write_corpus: bool = False) -> GoldDocument:
    """Compile one .mono file, hold its text against the corpus and write its JSON.

    With `write_corpus` a corpus file that is missing or differs is written from the markup, unless protected.
    Raises GoldError with every problem; then nothing is written.
    """
    compiled = compile_markup(path)
    document = compiled.document
    target = folders.corpus / document.doc
    problems = compare_with_corpus(path, compiled.text, target)
    if path.stem != Path(document.doc).stem:
        raise GoldError(
            [f"{path}:1: expected doc {path.stem}.*, got {document.doc!r}; rename the file or the document"]
        )
    if problems and write_corpus and document.doc not in PROTECTED:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(compiled.text.encode())
    elif problems:
        raise GoldError(problems)
    save_document(document, folders.compiled(document))
    return document


def compare_with_corpus(path: Path, text: str, target: Path) -> list[str]:
    """Return what is wrong where the text of the markup is not the corpus file, character for character."""
    if not target.is_file():
        return [f"{path}:1: expected the corpus file {target}, found none; write it with --write-corpus"]
    try:
        corpus = target.read_bytes().decode()
    except UnicodeDecodeError as error:
        return [f"{target}: expected UTF-8, got byte {error.start}: {error.reason}; save it as UTF-8"]
    if corpus == text:
        return []
    pairs = zip(corpus, text, strict=False)
    at = next((i for i, (one, other) in enumerate(pairs) if one != other), min(len(corpus), len(text)))
    expected, got = corpus[max(0, at - 20) : at + 20], text[max(0, at - 20) : at + 20]
    line = corpus[:at].count("\n") + 1
    where = f"{path}:1: the text differs from {target} at its line {line}, offset {at}"
    return [f"{where}: expected {expected!r}, got {got!r}; mend the markup, or use --write-corpus"]


def describe(document: GoldDocument) -> str:
    """Return one line of counts: entities, relations by their attributes, links, discontinuous entities."""
    relations = document.relations
    optional = sum(relation.optional for relation in relations)
    negated = sum(relation.polarity is Polarity.NEGATED for relation in relations)
    hedged = sum(relation.certainty is Certainty.HEDGED for relation in relations)
    links = sum(len(relation.via) for relation in relations)
    broken = sum(len(entity.fragments) > 1 for entity in document.entities)
    return (
        f"{document.doc}: {len(document.entities)} entities, {len(relations) - optional} relations firm, "
        f"{optional} optional, {negated} negated, {hedged} hedged, {links} via links, {broken} discontinuous"
    )


def compile_files(
    paths: Sequence[Path], folders: Folders, *, write_corpus: bool = False
) -> tuple[list[GoldDocument], list[str]]:
    """Compile several files, each whatever the others are like; returns the documents and all problems."""
    documents: list[GoldDocument] = []
    problems: list[str] = []
    for path in paths:
        try:
            documents.append(compile_file(path, folders, write_corpus=write_corpus))
        except GoldError as error:
            problems.extend(error.problems)
    return documents, problems
