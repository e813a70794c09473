"""The training of the recognizer: its corpora, what they leave open, a small training from end to end."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.entities.columns import WORD, make_columns, split_units
from pipeline.entities.lexicon import Lexicon
from pipeline.entities.recognized import MODEL
from pipeline.entities.recognizer import WEIGHTS, Weights, load_weights
from pipeline.entities.tagging import LABELS, TAGS, tag_of
from pipeline.errors import MonographError
from pipeline.gold.schema import Split
from pipeline.models import models_folder
from pipeline.types import Fragment
from tools.corpora.biocreative import Layout
from tools.corpora.fda_labels import ARCHIVE, read_sections
from tools.corpora.sources import check_sources, digest, read_sources
from tools.training.ner.annotated import CHEMICAL, UNKNOWN, Annotated, Mark
from tools.training.ner.corpora import read_corpora
from tools.training.ner.evaluate import Scorer
from tools.training.ner.lessons import allow_tags, find_common, make_lessons
from tools.training.ner.loop import train
from tools.training.ner.marking import mark_gold, mark_labels, mark_proteins, mark_pubtator
from tools.training.ner.network import Network, export_weights, save_weights
from tools.training.ner.settings import Settings

PACKAGE = "tools.training.ner"
FINDING = frozenset({"FINDING"})
DRUG = frozenset({"DRUG"})
ABSTRACT = """7|t|Levodopa-induced dyskinesia
7|a|Levodopa helps.
7\t0\t8\tLevodopa\tChemical\tD1
7\t17\t27\tdyskinesia\tDisease\tD2
7\t28\t36\tLevodopa\tChemical\tD1
7\t37\t42\thelps\tSpecies\t9606
7\tCID\tD1\tD2
"""


def make_texts(count: int, rng: Random) -> list[Annotated]:
    """Sentences whose drugs end in -mab or -vir and whose findings end in -itis, the rest at random."""
    texts = []
    for number in range(count):
        names = ["".join(rng.choices("bcdfgklmnprst", k=4)) + rng.choice(("mab", "vir")) for _ in range(2)]
        finding = "".join(rng.choices("bcdfgklmnprst", k=5)) + "itis"
        parts = [(names[0], DRUG), (" rarely causes ", None), (finding, FINDING)]
        parts += [(" , unlike ", None), (names[1], DRUG), (" .", None)]
        text, marks = "", []
        for part, labels in parts:
            if labels:
                marks.append(Mark(len(text), len(text) + len(part), labels))
            text += part
        texts.append(Annotated(str(number), text, tuple(marks), frozenset({"DRUG", "FINDING"})))
    return texts


@pytest.fixture(scope="module")
def settings() -> Settings:
    small = {
        "rows": (200, 200, 200, 200, 100, 10, 10),
        "widths": (8, 8, 8, 8, 8, 4, 4),
        "width": 24,
        "depth": 2,
        "epochs": 4,
        "batch_words": 100,
        "learn_rate": 0.01,
        "warmup_steps": 5,
        "dropout": 0.1,
        "repeats": {"made": 1.0},
    }
    return Settings.model_validate(Settings.load().model_dump() | small)


def small_training(settings: Settings, seed: int, texts: list[Annotated]) -> tuple[Network, list[str]]:
    lines: list[str] = []
    lessons = {"made": list(make_lessons(texts, "made", Lexicon([])))}
    figures: Mapping[str, float] = {"none": 0.0}
    return train(lessons, settings, seed=seed, score=lambda _: figures, log=lines.append), lines


def read_back(network: Network) -> Weights:
    return Weights({**export_weights(network), "common": np.array([], dtype=np.uint64)})


def test_a_small_training_finds_names_that_it_has_not_seen(settings: Settings) -> None:
    network, lines = small_training(settings, 0, make_texts(300, Random(1)))
    figures = Scorer(make_texts(50, Random(2)), "made", Lexicon([])).score(read_back(network).predict)
    assert figures["all_f"] > 90
    assert len(lines) == settings.epochs


def test_the_same_seed_gives_the_same_weights(settings: Settings) -> None:
    short = settings.model_copy(update={"epochs": 1})
    weights = [small_training(short, seed, make_texts(40, Random(1)))[0].to_bytes() for seed in (3, 3, 4)]
    assert weights[0] == weights[1]
    assert weights[0] != weights[2]


def test_the_product_computes_what_was_trained(settings: Settings, tmp_path: Path) -> None:
    texts = make_texts(40, Random(1))
    network, _ = small_training(settings.model_copy(update={"epochs": 1}), 0, texts)
    save_weights(network, np.array([], dtype=np.uint64), tmp_path)
    for text in (texts[0].text, "one", "nausea " * 30):
        columns = make_columns(text, split_units(text), Lexicon([]), "made")
        (trained,) = network.predict([columns])
        assert read_back(network).predict(columns) == pytest.approx(trained, abs=1e-5)
        assert load_weights(tmp_path).predict(columns) == pytest.approx(trained, abs=0.02)


def test_the_shipped_model_is_that_of_its_manifest() -> None:
    model = models_folder() / MODEL
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["weights"] == {WEIGHTS: digest(model / WEIGHTS)}
    assert {row["path"]: row["sha256"] for row in manifest["files"]} == {
        row.path: row.sha256 for row in read_sources(PACKAGE)
    }
    assert manifest["config"] == json.loads(Settings.load().model_dump_json())
    assert sum(path.stat().st_size for path in model.iterdir()) < 5_000_000


def test_what_a_corpus_does_not_annotate_stays_open() -> None:
    text = Annotated("1", "mildamab hits COX", (Mark(0, 8, CHEMICAL),), CHEMICAL)
    allowed = allow_tags(split_units(text.text), text)
    assert {TAGS[tag] for tag in np.flatnonzero(allowed[0])} == {"U-DRUG", "U-DRUG_CLASS"}
    for row in allowed[1:]:
        assert row[0]
        assert row[tag_of("TARGET", "U")]
        assert not row[tag_of("DRUG", "U")]


def test_words_that_stand_often_outside_of_names_are_common() -> None:
    texts = [Annotated("1", "Ketax and ketax and ketax " * 5, (Mark(0, 5, DRUG),), UNKNOWN)]
    texts += [Annotated("2", "rarely " * 4, (), UNKNOWN)]
    lessons = {"made": list(make_lessons(texts, "made", Lexicon([])))}
    words = make_columns("ketax and rarely", [(0, 5), (6, 9), (10, 16)], Lexicon([]), "made")[:, WORD]
    assert np.isin(words, find_common(lessons)).tolist() == [True, True, False]


def test_a_mark_inside_a_unit_takes_it_and_an_unknown_one_allows_all() -> None:
    text = Annotated("1", "ab cd ef", (Mark(0, 4, DRUG), Mark(3, 5, FINDING), Mark(6, 8, UNKNOWN)), UNKNOWN)
    allowed = allow_tags(split_units(text.text), text)
    assert [TAGS[tag] for tag in np.flatnonzero(allowed[0])] == ["B-DRUG"]
    assert [TAGS[tag] for tag in np.flatnonzero(allowed[1])] == ["L-DRUG"]
    assert allowed[2].all()


def test_scores_are_counted_by_hand() -> None:
    text = "ab cd ef gh"
    marks = (Mark(0, 2, DRUG), Mark(3, 5, FINDING), Mark(9, 11, UNKNOWN))
    scorer = Scorer([Annotated("1", text, marks, UNKNOWN)], "made", Lexicon([]))

    def predict(columns: NDArray[np.uint64]) -> NDArray[np.float32]:
        """Say: ab is a drug, cd a drug, ef a target, gh a drug."""
        table = np.full((len(columns), len(TAGS)), 0.001, dtype=np.float32)
        for position, label in enumerate(("DRUG", "DRUG", "TARGET", "DRUG")):
            table[position, tag_of(label, "U")] = 0.9
        return table

    figures = scorer.score(predict)
    assert (figures["all_p"], figures["all_r"], figures["all_f"]) == (33.33, 50.0, 40.0)
    assert (figures["DRUG_p"], figures["DRUG_r"]) == (50.0, 100.0)
    assert (figures["FINDING_p"], figures["FINDING_r"]) == (0.0, 0.0)


def test_pubtator_is_read_with_its_offsets(tmp_path: Path) -> None:
    path = tmp_path / "abstracts.txt"
    path.write_text(ABSTRACT + "\n", encoding="utf-8")
    (text,) = mark_pubtator(path, CHEMICAL | FINDING)
    assert text.id == "7"
    assert [(text.text[mark.start : mark.end], mark.labels) for mark in text.marks] == [
        ("Levodopa", CHEMICAL),
        ("dyskinesia", FINDING),
        ("Levodopa", CHEMICAL),
    ]


def test_drugprot_is_read_with_its_offsets(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text('9\tA "quote\tAspirin blocks COX-1.\n', encoding="utf-8")
    (tmp_path / "marks").write_text(
        "9\tT1\tCHEMICAL\t9\t16\tAspirin\n9\tT2\tGENE-Y\t24\t29\tCOX-1\n", encoding="utf-8"
    )
    (text,) = mark_proteins(tmp_path, Layout("texts", "marks", "not read", 1))
    assert [text.text[mark.start : mark.end] for mark in text.marks] == ["Aspirin", "COX-1"]


def test_labels_are_read_from_their_archive(tmp_path: Path) -> None:
    files = {
        "MetaMapFiles/Txt/XOL_warnings.txt": "Skin and eye pain; rash.",
        "MetaMapFiles/Gold/XOL_warnings.offsets": "19,23|C1|Rash|1\n0,4;13,17|C2|Skin pain|2\n",
        "MetaMapFiles/notes.pdf": "19,23|",
    }
    (tmp_path / ARCHIVE).parent.mkdir()
    with tarfile.open(tmp_path / ARCHIVE, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, BytesIO(content.encode()))
    (section,) = read_sections(tmp_path)
    assert section.marks == ((Fragment(19, 23),), (Fragment(0, 4), Fragment(13, 17)))
    (text,) = mark_labels(tmp_path)
    assert text.id == "XOL_warnings"
    assert [text.text[mark.start : mark.end] for mark in text.marks] == ["pain", "rash"]


def test_no_source_holds_an_abstract_of_the_test_part(tmp_path: Path) -> None:
    numbers = {
        "bc5cdr/CDR_TrainingSet.PubTator.txt": "1",
        "bc5cdr/CDR_DevelopmentSet.PubTator.txt": "2",
        "bc5cdr/CDR_TestSet.PubTator.txt": "3",
        "ncbi_disease/original-data/train/NCBItrainset_corpus.txt": "4",
        "drugprot/training/drugprot_training_entities.tsv": None,
        "drugprot/training/drugprot_training_abstracs.partial.tsv": "3",
    }
    for name, number in numbers.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        table = f"{number}\tT\tA\n" if number else ""
        text = table if "drugprot" in name else ABSTRACT.replace("7|", f"{number}|")
        path.write_text(text, encoding="utf-8")
    (tmp_path / "biored").mkdir()
    shared = "\n".join(ABSTRACT.replace("7|", f"{number}|") for number in (1, 2, 3, 5))
    (tmp_path / "biored/Train.PubTator").write_text(shared, encoding="utf-8")
    held_out = {"bc5cdr": ["1"], "biored": ["1", "5"], "ncbi": ["4"], "drugprot": []}
    both = {"bc5cdr": ["1", "2"], "biored": ["1", "2", "5"], "ncbi": ["4"], "drugprot": []}
    for with_dev, expected in ((False, held_out), (True, both)):
        texts = read_corpora(tmp_path, tmp_path, expected, with_dev=with_dev)
        assert {name: [text.id for text in found] for name, found in texts.items()} == expected


def test_the_own_gold_is_marked_where_it_says() -> None:
    texts = list(mark_gold(Path(), Split.TRAIN))
    assert len(texts) > 20
    for text in texts:
        assert text.knows == frozenset(LABELS)
        assert all(text.text[mark.start : mark.end].strip() for mark in text.marks)


def test_a_missing_or_other_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(MonographError, match="expected a file, found none; get it from"):
        check_sources(tmp_path, PACKAGE)
    path = tmp_path / "bc5cdr/CDR_TrainingSet.PubTator.txt"
    path.parent.mkdir()
    path.write_bytes(b"other")
    with pytest.raises(MonographError, match=f"expected sha256 .* got {digest(path)}"):
        check_sources(tmp_path, PACKAGE)


def test_long_texts_are_cut_and_lose_nothing() -> None:
    text = Annotated("1", "word " * 900, (), UNKNOWN)
    lessons = list(make_lessons([text], "made", Lexicon([])))
    assert [len(lesson) for lesson in lessons] == [400, 400, 100]
    whole = make_columns(text.text, split_units(text.text), Lexicon([]), "made")
    assert (np.concatenate([lesson.columns for lesson in lessons]) == whole).all()
