"""The training: its settings, its sources, a small one from end to end."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from spacy.language import Language

from pipeline.errors import MonographError
from pipeline.models import models_folder
from tools.corpora.sources import check_sources, digest
from tools.training.syntax.clauses import make_clauses
from tools.training.syntax.epochs import batch_words, draw_epoch
from tools.training.syntax.evaluate import score
from tools.training.syntax.loop import train
from tools.training.syntax.model import TRAINED, trainable
from tools.training.syntax.settings import Settings
from tools.training.syntax.silver import load_teacher, parse_texts
from tools.training.syntax.treebank import load_trees, write_trees
from tools.training.syntax.trees import Tree


@pytest.fixture(scope="module")
def settings() -> Settings:
    """Settings of a training from nothing that takes seconds; the shipped model gives labels and rules."""
    return Settings.load().model_copy(
        update={
            "teacher": str(models_folder() / "monograph_en"),
            "start": "none",
            "width": 32,
            "depth": 2,
            "rows": (500, 200, 500, 500, 50, 50),
            "epochs": 3,
            "batch_words": 200,
            "learn_rate": 0.005,
            "warmup_steps": 10,
            "clauses": 1500,
            "repeats": {"clauses": 1.0},
        }
    )


@pytest.fixture(scope="module")
def sources() -> dict[str, list[Tree]]:
    return {"clauses": list(make_clauses(300, Random(1)))}


@pytest.fixture(scope="module")
def held_out() -> list[Tree]:
    return list(make_clauses(100, Random(2)))


@pytest.fixture(scope="module")
def trained(settings: Settings, sources: dict[str, list[Tree]], held_out: list[Tree]) -> Language:
    return train(sources, settings, seed=0, dev=held_out, log=lambda line: None)


def test_a_small_training_learns_made_clauses(trained: Language, held_out: list[Tree]) -> None:
    figures = score(trained, held_out)
    assert figures["tag_accuracy"] > 85
    assert figures["las"] > 80


def test_the_same_seed_gives_the_same_weights(
    settings: Settings, sources: dict[str, list[Tree]], held_out: list[Tree]
) -> None:
    short = settings.model_copy(update={"epochs": 1, "clauses": 100})
    weights = [
        [
            trainable(nlp, name).model.to_bytes()
            for nlp in [train(sources, short, seed=seed, dev=held_out[:5], log=lambda line: None)]
            for name in TRAINED
        ]
        for seed in (3, 3, 4)
    ]
    assert weights[0] == weights[1]
    assert weights[0] != weights[2]


def test_a_checkpoint_is_a_pipeline_without_training_words(
    settings: Settings, sources: dict[str, list[Tree]], held_out: list[Tree], tmp_path: Path
) -> None:
    short = settings.model_copy(update={"epochs": 1, "clauses": 20})
    train(sources, short, seed=0, dev=held_out[:5], checkpoint=tmp_path, log=lambda line: None)
    teacher = load_teacher(settings.teacher)
    saved = load_teacher(str(tmp_path))
    new = {word for tree in sources["clauses"] for word in tree.words if word not in teacher.vocab.strings}
    assert new
    assert not {word for word in new if word in saved.vocab.strings}


def test_an_epoch_holds_what_the_settings_say(settings: Settings, sources: dict[str, list[Tree]]) -> None:
    half = settings.model_copy(update={"repeats": {"clauses": 1.5}, "clauses": 10, "named_subjects": 0.1})
    documents = draw_epoch(sources, half, Random(0))
    count = sum(len(document) for document in documents)
    assert 460 <= count <= 460 + 45 + 450 * half.swapped_drugs
    assert {len(document) for document in documents} <= {1, 2, 3, 4}
    assert documents == draw_epoch(sources, half, Random(0))
    batches = list(batch_words(documents, 100))
    assert [document for batch in batches for document in batch] == documents


def test_the_teacher_reads_unknown_names_as_one_that_it_knows(settings: Settings) -> None:
    (tree,) = parse_texts(["Zafirlukast treats asthma."], load_teacher(settings.teacher))
    assert tree.words == ("Zafirlukast", "treats", "asthma", ".")
    assert tree.labels[:3] == ("nsubj", "ROOT", "dobj")


def test_trees_survive_a_file(sources: dict[str, list[Tree]], tmp_path: Path) -> None:
    path = tmp_path / "trees" / "clauses.spacy"
    assert write_trees(sources["clauses"], path) == 300
    assert [tree.labels for tree in load_trees(path)] == [tree.labels for tree in sources["clauses"]]
    with pytest.raises(MonographError, match="expected a file of trees"):
        load_trees(tmp_path / "none.spacy")


def test_a_missing_or_other_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(MonographError, match="expected a file, found none; get it from"):
        check_sources(tmp_path, "tools.training.syntax")
    path = tmp_path / "craft/craft_conllu_original_clearnlp.tar.gz"
    path.parent.mkdir()
    path.write_bytes(b"other")
    with pytest.raises(MonographError, match=f"expected sha256 .* got {digest(path)}"):
        check_sources(tmp_path, "tools.training.syntax")


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    text = (Path(train.__code__.co_filename).parent / "config.yaml").read_text(encoding="utf-8")
    path.write_text(text + "colour: red\n", encoding="utf-8")
    with pytest.raises(MonographError, match=r"config\.yaml: colour: .* got 'red'"):
        Settings.load(path)
