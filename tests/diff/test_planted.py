"""Two runs that differ by one rule: the comparison names what that rule said, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import compose
from pipeline.diff import Kind, diff_runs
from pipeline.export import write_documents, write_triples
from pipeline.relations.schema import rules_by_lemma
from pipeline.triples import build_triples

RULE = "verb.treat"
TEXTS = {
    "metformin.txt": "Metformin inhibits complex I. It relieves hyperglycaemia. It may cause nausea.",
    "omeprazole.txt": "Omeprazole inhibits the proton pump. It is used for ulcers. It relieves heartburn.",
    "propranolol.txt": "Propranolol blocks beta-1 receptors. It causes bradycardia.",
}


@contextmanager
def rule_taken_out() -> Iterator[None]:
    """Take one rule out of the table that the reading of sentences looks into."""
    table = rules_by_lemma()
    with pytest.MonkeyPatch.context() as patch:
        for lemma, rules in table.items():
            patch.setitem(table, lemma, tuple(rule for rule in rules if rule.id != RULE))
        yield


def extract(extractor: compose.Extractor, folder: Path) -> Path:
    documents = [extractor.extract(text, doc_id=name, sha256="0" * 64) for name, text in TEXTS.items()]
    folder.mkdir()
    with open(folder / "documents.jsonl", "w", encoding="utf-8") as stream:
        write_documents(documents, stream)
    with open(folder / "triples.jsonl", "w", encoding="utf-8") as stream:
        write_triples((triple for document in documents for triple in build_triples(document)), stream)
    return folder


@pytest.fixture(scope="session")
def by_rules() -> compose.Extractor:
    """An extractor without a relation model, whose triples are those of its rules."""
    return compose.load(sources="rules")


@pytest.fixture
def runs(by_rules: compose.Extractor, tmp_path: Path) -> tuple[Path, Path]:
    """A run with all rules and one without."""
    with rule_taken_out():
        without = extract(by_rules, tmp_path / "without")
    return extract(by_rules, tmp_path / "with"), without


def test_what_one_rule_said_is_lost_and_named(runs: tuple[Path, Path]) -> None:
    diff = diff_runs(*runs)
    lost = [(c.kind, c.triple.doc_id, str(c.triple.relation), c.triple.object.name) for c in diff.changes()]
    assert lost == [
        (Kind.LOST, "metformin.txt", "treats", "hyperglycemia"),
        (Kind.LOST, "omeprazole.txt", "treats", "heartburn"),
    ]
    found_by = {name for c in diff.changes() for one in c.triple.evidence for name in one.found_by}
    assert found_by == {f"rule:{RULE}"}
    assert (diff.compared, diff.same, diff.moved) == (3, 6, 0)


def test_the_way_back_gains_the_same(runs: tuple[Path, Path]) -> None:
    gained = [(c.kind, c.triple.object.name) for c in diff_runs(*reversed(runs)).changes()]
    assert gained == [(Kind.GAINED, "hyperglycemia"), (Kind.GAINED, "heartburn")]


def test_with_the_rule_in_its_place_nothing_differs(
    runs: tuple[Path, Path], by_rules: compose.Extractor, tmp_path: Path
) -> None:
    diff = diff_runs(runs[0], extract(by_rules, tmp_path / "again"))
    assert (diff.documents, diff.same) == ((), 8)
