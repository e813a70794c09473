"""Sixty bare clauses in the style of labels: does the parse find who does what to whom?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the words that are its verb, the head of its subject ("" for none) and of its object."""

    text: str
    subject: str
    verb: str
    object: str


def load_clauses() -> list[Clause]:
    """Return the clauses of `label_clauses.tsv`."""
    source = resources.files(__package__).joinpath("label_clauses.tsv")
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return [Clause(row["clause"], row["subject"], row["verb"], row["object"]) for row in rows]


def find_misread(nlp: Language) -> Iterator[Clause]:
    """Yield the clauses whose verb, subject or object a pipeline does not find."""
    for clause in load_clauses():
        if not _is_read(nlp, clause):
            yield clause


def _is_read(nlp: Language, clause: Clause) -> bool:
    for token in nlp(clause.text):
        if token.text == clause.verb and token.tag_.startswith("VB"):
            subjects = {child.text for child in token.children if child.dep_ == "nsubj"}
            objects = {child.text for child in token.children if child.dep_ == "dobj"}
            return subjects == ({clause.subject} - {""}) and clause.object in objects
    return False
