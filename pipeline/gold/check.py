"""The rules that the gold set as a whole keeps: files that belong together, splits, texts of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.gold.build import Folders, compare_with_corpus
from pipeline.gold.card import check_card
from pipeline.gold.compile import compile_markup
from pipeline.gold.schema import GoldDocument, Split, fold, load_document, to_json
from pipeline.gold.validate import check_document

RUN_LENGTH = 12
"""How many words in a row two texts of the corpus may not share."""


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Words in a row that two texts share: the names of the texts and the words."""

    first: str
    second: str
    words: str


def check_gold(folders: Folders) -> tuple[list[GoldDocument], list[str]]:
    """Check the whole gold set; returns the documents that could be read and every problem found."""
    problems: list[str] = []
    documents: list[GoldDocument] = []
    texts: dict[str, str] = {}
    expected: set[Path] = set()
    for path in folders.markup_files():
        compiled = folders.gold / path.relative_to(folders.markup).with_suffix(".json")
        expected.add(compiled)
        problems.extend(check_current(path, folders))
        try:
            document = load_document(compiled)
        except GoldError as error:
            problems.extend(error.problems)
            continue
        documents.append(document)
        corpus = folders.corpus / document.doc
        if corpus.is_file():
            content = corpus.read_bytes()
            problems.extend(check_document(document, content))
            texts[document.doc] = content.decode(errors="replace")
    strays = sorted(set(folders.gold.rglob("*.json")) - expected)
    problems.extend(
        f"{path}: expected a .mono file of that name in {folders.markup}, found none" for path in strays
    )
    problems.extend(check_splits(documents))
    if folders.card.is_file():
        problems.extend(check_card(folders.card, sorted(documents, key=lambda document: document.doc)))
    for run in shared_runs(texts):
        got = f"{run.words!r} in {run.first} and {run.second}"
        problems.append(
            f"corpus: expected no {RUN_LENGTH} words in a row that two texts share, got {got}; reword one"
        )
    return documents, problems


def check_current(path: Path, folders: Folders) -> list[str]:
    """The markup compiles, its text is the corpus file's, and its compiled file is what it compiles to."""
    try:
        compiled = compile_markup(path)
    except GoldError as error:
        return list(error.problems)
    document = compiled.document
    problems = compare_with_corpus(path, compiled.text, folders.corpus / document.doc)
    target = folders.compiled(document)
    if not target.is_file():
        problems.append(f"{path}:1: expected the compiled file {target}, found none; compile the markup")
    elif target.read_text(encoding="utf-8") != to_json(document):
        problems.append(
            f"{target}: expected what {path} compiles to, got something else; compile the markup again"
        )
    return problems


def check_splits(documents: Sequence[GoldDocument]) -> list[str]:
    """All documents about one drug, by any of its names, are in one split."""
    problems: list[str] = []
    seen: dict[str, tuple[str, Split]] = {}
    for document in documents:
        for name in document.names_of(document.drug):
            doc, split = seen.setdefault(fold(name), (document.doc, document.split))
            if split is not document.split:
                got = f"{document.split} here and {split} in {doc}"
                problems.append(f"{document.doc}: expected {name!r} in one split, got {got}; move a document")
    return problems


def shared_runs(texts: Mapping[str, str], *, length: int = RUN_LENGTH) -> list[SharedRun]:
    """Return the first run of so many words, grown to its full length, that each pair of texts shares.

    Case and punctuation do not count.
    """
    words = {name: re.findall(r"\w+", text.casefold()) for name, text in texts.items()}
    first: dict[tuple[str, ...], tuple[str, int]] = {}
    found: dict[tuple[str, str], SharedRun] = {}
    for name in sorted(words):
        for at in range(len(words[name]) - length + 1):
            other, there = first.setdefault(tuple(words[name][at : at + length]), (name, at))
            if other != name and (other, name) not in found:
                size = length
                one, two = words[other][there:], words[name][at:]
                while one[size : size + 1] and one[size : size + 1] == two[size : size + 1]:
                    size += 1
                found[other, name] = SharedRun(other, name, " ".join(one[:size]))
    return list(found.values())
