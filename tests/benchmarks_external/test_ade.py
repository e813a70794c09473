"""Sentences of the ADE corpus and the pairs found in them, on lines made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.compose import Extractor
from pipeline.errors import MonographError
from pipeline.models import models_folder
from pipeline.relations.assembly import Assembly
from pipeline.relations.claims import Judged
from pipeline.scoring.judge import Resolved, judge_by_model
from pipeline.scoring.model import load_model
from pipeline.types import Fragment
from tools.benchmarks.ade import AdeSentence, Found, count_overlapping, count_strict, judge_gold, read_ade
from tools.benchmarks.counts import Counts

TEXT = "Xol and Yam gave him a bad rash; rash is rare."
LINES = [f"7|{TEXT}|bad rash|9|17|{drug}|1|4" for drug in ("Xol", "Yam")] + [f"8|{TEXT}|rash|9|13|Xol|1|4"]


def test_rows_of_a_sentence_are_its_pairs(tmp_path: Path) -> None:
    path = tmp_path / "ae.rel"
    path.write_text("\n".join(LINES) + "\n")
    first, second = read_ade(path)
    assert (first.doc, first.text) == ("7", TEXT)
    assert first.pairs == {("xol", "bad rash"), ("yam", "bad rash")}
    assert second.pairs == {("xol", "rash")}


def test_a_sentence_without_its_drug_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ae.rel"
    path.write_text(LINES[0].replace("|Xol|", "|Zed|"))
    with pytest.raises(MonographError, match="expected 'Zed'"):
        list(read_ade(path))


def test_exact_and_overlapping_pairs_are_counted_apart() -> None:
    sentence = AdeSentence("7", TEXT, frozenset({("xol", "bad rash"), ("yam", "bad rash")}))
    xol, yam, him = ((Fragment(0, 3),), (Fragment(8, 11),), (Fragment(17, 20),))
    whole, part = (Fragment(23, 31),), (Fragment(27, 31),)
    found = [Found(xol, whole), Found(yam, part), Found(xol, him)]
    assert count_strict(sentence, found) == Counts(1, 2, 1)
    assert count_overlapping(sentence, found) == Counts(2, 1, 0)
    assert count_overlapping(sentence, [Found(xol, whole), Found(xol, part)]) == Counts(1, 1, 1)


GIVEN = AdeSentence("9", "Aspirin and Yam: aspirin caused a rash.", frozenset({("aspirin", "rash")}))


def test_only_gold_names_are_judged_wherever_they_stand(extractor: Extractor) -> None:
    seen: list[Assembly] = []

    def judge(assembly: Assembly, _: Resolved) -> list[Judged]:
        seen.append(assembly)
        return []

    assert judge_gold(extractor, judge, GIVEN) == frozenset()
    (assembly,) = seen
    assert [subject.name for named in assembly.subjects.values() for subject, _ in named] == ["aspirin"] * 2
    assert [mention.head for mention in assembly.mentions] == ["rash"]


def test_a_plain_statement_is_related_by_the_shipped_model(extractor: Extractor) -> None:
    judge = judge_by_model(load_model(models_folder() / "relations"))
    assert judge_gold(extractor, judge, GIVEN) == {("aspirin", "rash")}
    denied = AdeSentence("9", "Aspirin did not cause rash.", GIVEN.pairs)
    assert judge_gold(extractor, judge, denied) == frozenset()
