from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import FormatError, GoldError, MonographError
from pipeline.evaluation import Evaluation, evaluate
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.ledger import Level, Side, Table
from pipeline.gold.schema import Split, Style
from pipeline.gold.triple_files import write_triple_gold
from pipeline.types import Document
from pipeline.vocabulary import Polarity, RelationType
from tests.evaluation.cases import TEXT, gold_document, perfect, write_gold, write_run

TRAIN = gold_document()
DEV = gold_document(doc="labels/ketax.txt", split=Split.DEV, style=Style.ENCYCLOPAEDIA)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "corpus" / "labels").mkdir(parents=True)
    return write_gold(tmp_path, TRAIN, DEV)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", perfect(TRAIN), perfect(DEV))


def score(evaluation: Evaluation, table: Table, name: str = "all") -> Counts | None:
    found = evaluation.table(table)
    row = found.row(name) if found else None
    return row.counts if row else None


def without_last_relations(document: Document, number: int) -> Document:
    return replace(document, relations=document.relations[:-number])


def test_a_run_that_says_what_the_gold_says_is_right_throughout(gold: Path, run: Path) -> None:
    evaluation = evaluate(gold, run)
    assert score(evaluation, Table.TRIPLES_RELAXED) == Counts(tp=10)
    assert score(evaluation, Table.TRIPLES_STRICT) == Counts(tp=10)
    assert score(evaluation, Table.TRIPLES_NEGATED) == Counts(tp=2)
    assert score(evaluation, Table.RELATIONS) == Counts(tp=12)
    assert score(evaluation, Table.ENTITIES_STRICT, "micro") == Counts(tp=16)
    assert score(evaluation, Table.VIA_TRIPLES) == Counts(tp=2)
    assert score(evaluation, Table.VIA_RELATIONS) == Counts(tp=2)
    assert evaluation.mistakes == ()
    assert (evaluation.missing, evaluation.unscored) == ((), ())
    assert evaluation.predicted_triples == {"inhibits": 6, "antagonizes": 2, "causes": 4}
    for table in evaluation.tables:
        assert all(row.score.f1.value in (1.0, None) for row in table.rows)


def test_groups_and_relations_are_counted_apart(gold: Path, tmp_path: Path) -> None:
    """Without the last two relations of each document, both of ketax: four affirmed inhibits are missed."""
    run = write_run(tmp_path / "run", *(without_last_relations(perfect(d), 2) for d in (TRAIN, DEV)))
    evaluation = evaluate(gold, run)
    assert score(evaluation, Table.TRIPLES_RELAXED, "core") == Counts(tp=6, fn=4)
    assert score(evaluation, Table.TRIPLES_RELAXED, "inhibits") == Counts(fn=4)
    assert score(evaluation, Table.TRIPLES_RELAXED, "causes") == Counts(tp=4)
    assert score(evaluation, Table.TRIPLES_RELAXED, "extended") == Counts()
    extended = evaluation.table(Table.TRIPLES_RELAXED).row("extended")  # type: ignore[union-attr]
    assert extended is not None
    assert (extended.precision.value, extended.f1.value, extended.f1.low) == (None, None, None)


def test_two_documents_are_resampled_as_documents(gold: Path, tmp_path: Path) -> None:
    """One document is right, one is empty: the interval of recall reaches from 0 to 1."""
    empty = replace(perfect(DEV), entities=(), relations=())
    evaluation = evaluate(gold, write_run(tmp_path / "run", perfect(TRAIN), empty))
    recall = evaluation.table(Table.TRIPLES_RELAXED).row("all").recall  # type: ignore[union-attr]
    assert evaluation.unit == "document"
    assert (recall.value, recall.low, recall.high) == (0.5, 0.0, 1.0)


def test_a_single_document_is_resampled_by_its_sentences(gold: Path, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", without_last_relations(perfect(TRAIN), 2), perfect(DEV))
    evaluation = evaluate(gold, run, split="train")
    assert evaluation.unit == "sentence"
    recall = evaluation.table(Table.TRIPLES_RELAXED).row("all").recall  # type: ignore[union-attr]
    assert recall.value == 3 / 5
    assert recall.low is not None
    assert recall.high is not None
    assert recall.low < 3 / 5 < recall.high


def test_split_keeps_its_documents_only_and_the_rest_is_not_unscored(gold: Path, run: Path) -> None:
    evaluation = evaluate(gold, run, split="dev")
    assert [document.doc for document in evaluation.documents] == ["labels/ketax.txt"]
    assert evaluation.unscored == ()
    assert score(evaluation, Table.TRIPLES_RELAXED) == Counts(tp=5)


def test_an_unknown_split_names_those_there_are(gold: Path, run: Path) -> None:
    with pytest.raises(GoldError, match=r"split 'tset'.*dev, train"):
        evaluate(gold, run, split="tset")


def test_slices_hold_the_documents_of_each_split_and_style(gold: Path, run: Path) -> None:
    slices = evaluate(gold, run).slices
    assert [(part.by, part.name, part.documents) for part in slices] == [
        ("split", "dev", 1),
        ("split", "train", 1),
        ("style", "encyclopaedia", 1),
        ("style", "smpc", 1),
    ]
    names = ["core", "extended", "all", "relations", "entities"]
    assert [row.name for row in slices[0].scores] == names
    assert [row.score.counts for row in slices[0].scores] == [
        Counts(tp=5),
        Counts(),
        Counts(tp=5),
        Counts(tp=6),
        Counts(tp=8),
    ]


def test_a_gold_document_without_prediction_is_all_missed_and_reported(gold: Path, tmp_path: Path) -> None:
    evaluation = evaluate(gold, write_run(tmp_path / "run", perfect(TRAIN)))
    assert evaluation.missing == ("labels/ketax.txt",)
    assert score(evaluation, Table.TRIPLES_RELAXED) == Counts(tp=5, fn=5)
    assert score(evaluation, Table.ENTITIES_STRICT, "micro") == Counts(tp=8, fn=8)
    assert [document.predicted for document in evaluation.documents] == [False, True]


def test_a_prediction_without_gold_is_listed_and_counts_for_nothing(gold: Path, tmp_path: Path) -> None:
    other = replace(perfect(TRAIN), doc_id="other.txt")
    evaluation = evaluate(gold, write_run(tmp_path / "run", perfect(TRAIN), perfect(DEV), other))
    assert evaluation.unscored == ("other.txt",)
    assert score(evaluation, Table.TRIPLES_RELAXED) == Counts(tp=10)


def test_a_document_is_found_by_its_file_name(gold: Path, tmp_path: Path) -> None:
    moved = replace(perfect(DEV), doc_id="ketax.txt")
    assert evaluate(gold, write_run(tmp_path / "run", perfect(TRAIN), moved)).missing == ()


def test_two_documents_of_one_file_name_are_refused(gold: Path, tmp_path: Path) -> None:
    moved = [replace(perfect(DEV), doc_id=f"{folder}/ketax.txt") for folder in "ab"]
    with pytest.raises(FormatError, match=r"labels/ketax\.txt.*a/ketax\.txt, b/ketax\.txt"):
        evaluate(gold, write_run(tmp_path / "run", perfect(TRAIN), *moved))


def test_the_list_of_mistakes_agrees_with_the_tables(gold: Path, tmp_path: Path) -> None:
    document = perfect(TRAIN)
    shuffled = replace(
        document,
        entities=tuple(
            replace(e, fragments=e.fragments[:1], text=e.text.split()[0]) if e.id in "T3 T8" else e
            for e in document.entities
        ),
        relations=tuple(
            replace(r, object="T3") if r.id == "a5" else replace(r, polarity=Polarity.AFFIRMED)
            for r in document.relations
            if r.id != "a1"
        ),
    )
    evaluation = evaluate(gold, write_run(tmp_path / "run", shuffled))
    tables = {
        Level.TRIPLE: [(Table.TRIPLES_RELAXED, "all"), (Table.TRIPLES_NEGATED, "all")],
        Level.RELATION: [(Table.RELATIONS, "all")],
        Level.ENTITY: [(Table.ENTITIES_STRICT, "micro")],
    }
    for level, names in tables.items():
        counts = sum((score(evaluation, *name) or Counts() for name in names), Counts())
        listed = [mistake.side for mistake in evaluation.mistakes if mistake.level == level]
        assert counts.fn
        assert counts.fp
        assert listed.count(Side.MISSED) == counts.fn
        assert listed.count(Side.FALSE_ALARM) == counts.fp
    assert all(mistake.sentence for mistake in evaluation.mistakes)


def test_triple_gold_is_scored_on_its_only_layer_with_the_same_counts(
    gold: Path, run: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "other" / "gold"
    write_triple_gold([TRAIN, DEV], folder)
    for nested in folder.rglob("*/*.json"):
        shutil.move(nested, folder / nested.name)
    evaluation = evaluate(folder, run)
    assert score(evaluation, Table.TRIPLES_RELAXED) == Counts(tp=10)
    assert score(evaluation, Table.VIA_TRIPLES) == Counts(tp=2)
    assert evaluation.table(Table.RELATIONS) is None
    assert evaluation.table(Table.ENTITIES_STRICT) is None
    assert evaluation.slices == ()
    assert evaluation.missing == evaluation.unscored == ()


def test_triple_gold_needs_no_documents_file(run: Path, tmp_path: Path) -> None:
    write_triple_gold([TRAIN], tmp_path / "other")
    (run / "documents.jsonl").unlink()
    assert score(evaluate(tmp_path / "other", run), Table.TRIPLES_RELAXED) == Counts(tp=5)


def test_without_texts_the_mistakes_have_the_sentence_of_the_run_or_none(gold: Path, tmp_path: Path) -> None:
    shutil.rmtree(gold.parent / "corpus")
    document = perfect(TRAIN)
    wrong = replace(
        document, relations=tuple(replace(r, relation=RelationType.CAUSES) for r in document.relations[:1])
    )
    mistakes = evaluate(gold, write_run(tmp_path / "run", wrong, perfect(DEV))).mistakes
    alarms = [m for m in mistakes if m.level == Level.TRIPLE and m.side == Side.FALSE_ALARM]
    assert [alarm.sentence for alarm in alarms] == ["Zolax blocks H1 receptors."]
    assert all(m.sentence is None for m in mistakes if m.side == Side.MISSED)


def test_the_same_input_gives_the_same_json(gold: Path, run: Path) -> None:
    first = evaluate(gold, run).to_json()
    assert first == evaluate(gold, run).to_json()
    data = json.loads(first)
    assert data["format"] == 1
    table = next(found for found in data["tables"] if found["table"] == "triples_relaxed")
    row = next(row for row in table["rows"] if row["name"] == "all")
    assert row["score"]["counts"] == {"tp": 10, "fp": 0, "fn": 0, "redundant": 0}
    extended = next(row for row in table["rows"] if row["name"] == "extended")
    assert extended["score"]["f1"] == {"value": None, "low": None, "high": None}


Breaks = Callable[[Path, Path], object]
"""Breaks something in the folder of the gold or of the run."""


def break_run(name: str, text: str | None) -> Breaks:
    def breaks(gold: Path, run: Path) -> None:
        if text is None:
            (run / name).unlink()
        else:
            (run / name).write_text(text, encoding="utf-8")

    return breaks


def duplicate_line(name: str) -> Breaks:
    def breaks(gold: Path, run: Path) -> None:
        lines = (run / name).read_text(encoding="utf-8").splitlines()
        (run / name).write_text("\n".join([*lines, lines[0]]), encoding="utf-8")

    return breaks


def rename_entity(gold: Path, run: Path) -> None:
    path = run / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"id": "T7"', '"id": "T77"'), encoding="utf-8")


def change_text(gold: Path, run: Path) -> None:
    (gold.parent / "corpus" / "zolax.txt").write_text(TEXT + " More.", encoding="utf-8")


def change_digest(gold: Path, run: Path) -> None:
    path = run / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace(TRAIN.sha256, "0" * 64), encoding="utf-8")


BROKEN = {
    "no run": (lambda gold, run: shutil.rmtree(run), FormatError, "run: expected the folder of a run"),
    "no triples": (break_run("triples.jsonl", None), FormatError, r"triples\.jsonl: expected"),
    "no documents": (break_run("documents.jsonl", None), FormatError, r"documents\.jsonl: expected"),
    "no JSON": (break_run("triples.jsonl", "{"), FormatError, r"triples\.jsonl:1: "),
    "wrong field": (break_run("documents.jsonl", '{"doc": "a"}'), FormatError, r"documents\.jsonl:1: "),
    "triples of unknown documents": (
        break_run("documents.jsonl", ""),
        FormatError,
        r"triples\.jsonl: .*'labels/ketax\.txt'",
    ),
    "a triple twice": (duplicate_line("triples.jsonl"), FormatError, r"triples\.jsonl: .* again"),
    "a document twice": (duplicate_line("documents.jsonl"), FormatError, r"documents\.jsonl: .* again"),
    "an argument that is no entity": (rename_entity, FormatError, r"relation a5: .*'T7'"),
    "another text in the corpus": (change_text, GoldError, r"corpus.zolax\.txt: expected the annotated text"),
    "another text in the run": (
        change_digest,
        FormatError,
        r"documents\.jsonl: labels.ketax\.txt: expected the text",
    ),
    "no gold": (lambda gold, run: shutil.rmtree(gold), GoldError, "gold: expected a folder of gold"),
    "no gold file": (
        lambda gold, run: [path.unlink() for path in gold.rglob("*.json")],
        GoldError,
        "found none",
    ),
    "a gold file that is no JSON": (
        lambda gold, run: (gold / "zolax.json").write_text("{", encoding="utf-8"),
        GoldError,
        r"zolax\.json: ",
    ),
    "a gold file of triples that breaks its format": (
        lambda gold, run: (gold / "a.json").write_text('{"triples": 1}', encoding="utf-8"),
        GoldError,
        r"a\.json: ",
    ),
}


@pytest.mark.parametrize(("breaks", "error", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_input_is_refused_with_file_and_cause(
    breaks: Breaks, error: type[MonographError], message: str, gold: Path, run: Path
) -> None:
    breaks(gold, run)
    with pytest.raises(error, match=message):
        evaluate(gold, run)
