"""The recognizer: units, what it sees of them, and the names that the likeliest tags make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.compose import Extractor
from pipeline.entities.columns import COLUMNS, LEXICON, NO_NAME, WORD, make_columns, split_units
from pipeline.entities.lexicon import Entry, Lexicon, load_lexicon
from pipeline.entities.recognized import MODEL, define_drugs, recognized_label
from pipeline.entities.recognizer import Recognizer, Weights, load_weights
from pipeline.entities.tagging import TAGS, find_spans, tag_of
from pipeline.errors import FormatError
from pipeline.models import models_folder
from pipeline.text.component import KEY
from pipeline.vocabulary import Label


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(
        [
            Entry("dry mouth", "dry mouth", "FINDING", None, "test"),
            Entry("mouth", "mouth", "PROCESS", None, "test"),
            Entry("levodopa", "levodopa", "DRUG", None, "test"),
            Entry("SERT", "serotonin transporter", "TRANSPORTER", None, "test"),
        ]
    )


def probabilities(*tags: str, sure: float = 0.9) -> NDArray[np.float32]:
    """One row a tag, which gets `sure`; the others share the rest."""
    table = np.full((len(tags), len(TAGS)), (1 - sure) / (len(TAGS) - 1), dtype=np.float32)
    table[range(len(tags)), [TAGS.index(tag) for tag in tags]] = sure
    return table


def marks(text: str, lexicon: Lexicon) -> list[bool]:
    columns = make_columns(text, split_units(text), lexicon, "monograph")
    return [mark != NO_NAME for mark in columns[:, LEXICON].tolist()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("levodopa-induced dyskinesia", ["levodopa", "-", "induced", "dyskinesia"]),
        ("5-HT2A (0.5 mg)", ["5", "-", "HT2A", "(", "0.5", "mg", ")"]),
        ("TNF-α, 1,000", ["TNF", "-", "α", ",", "1,000"]),
        ("", []),
        ("  ", []),
    ],
)
def test_units_are_runs_of_letters_and_digits_or_signs(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in split_units(text)] == words


def test_the_longest_name_of_the_lexicon_is_marked(lexicon: Lexicon) -> None:
    assert marks("Levodopa-induced dry mouth", lexicon) == [True, False, False, True, True]
    one, two, alone = (
        make_columns(text, split_units(text), lexicon, "monograph")[-1, LEXICON]
        for text in ("dry mouth", "dry mouths", "mouth")
    )
    assert one == two != alone


def test_no_name_runs_over_a_comma_and_symbols_keep_their_case(lexicon: Lexicon) -> None:
    assert marks("dry, mouth", lexicon) == [False, False, True]
    assert marks("SERT sert", lexicon) == [True, False]


def test_equal_words_look_alike_but_for_style_and_glue(lexicon: Lexicon) -> None:
    apart = make_columns("nausea nausea", [(0, 6), (7, 13)], lexicon, "a")
    assert (apart[0] == apart[1]).all()
    other = make_columns("nausea", [(0, 6)], lexicon, "b")
    assert [name for name, same in zip(COLUMNS, other[0] == apart[0], strict=True) if not same] == ["style"]
    glued = make_columns("--", [(0, 1), (1, 2)], lexicon, "a")
    assert [name for name, same in zip(COLUMNS, glued[0] == glued[1], strict=True) if not same] == ["shape"]


def test_names_are_read_off_their_tags() -> None:
    tags = ["U-DRUG", "O", "B-FINDING", "I-FINDING", "L-FINDING", "B-TARGET", "L-TARGET", "O"]
    found = [span[:3] for span in find_spans(probabilities(*tags))]
    assert found == [(0, 1, "DRUG"), (2, 5, "FINDING"), (5, 7, "TARGET")]


def test_a_name_has_the_mean_probability_of_its_tags() -> None:
    table = np.concatenate([probabilities("B-DRUG", sure=0.9), probabilities("L-DRUG", sure=0.7)])
    (span,) = find_spans(table)
    assert span[:3] == (0, 2, "DRUG")
    assert span.probability == pytest.approx(0.8)


def test_tags_that_make_no_name_are_put_right() -> None:
    table = probabilities("B-FINDING", "L-DRUG", sure=0.5)
    table[1, tag_of("FINDING", "L")] = 0.45
    assert [span[:3] for span in find_spans(table)] == [(0, 2, "FINDING")]


@pytest.mark.parametrize("seed", range(20))
def test_any_probabilities_give_names_inside_the_text_that_do_not_overlap(seed: int) -> None:
    table = np.random.default_rng(seed).dirichlet(np.full(len(TAGS), 0.1), size=30).astype(np.float32)
    spans = list(find_spans(table))
    assert spans
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= 30 and 0 < span.probability <= 1 for span in spans)


def weights(tags: int = len(TAGS)) -> dict[str, NDArray[Any]]:
    """Arrays of a network of two layers whose weights are all zero but for those of the output's bias."""
    shapes: dict[str, tuple[int, ...]] = {f"hashembed.{column}.E": (5, 2) for column in range(len(COLUMNS))}
    shapes |= {"maxout.0.W": (4, 3, 2 * len(COLUMNS)), "maxout.1.W": (4, 3, 12), "softmax.0.W": (tags, 4)}
    shapes |= {f"maxout.{layer}.b": (4, 3) for layer in range(2)}
    shapes |= {f"layernorm.{layer}.{name}": (4,) for layer in range(2) for name in "Gb"}
    arrays = {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    return {
        **arrays,
        "softmax.0.b": np.zeros(tags, dtype=np.float32),
        "common": np.array([], dtype=np.uint64),
    }


def test_an_empty_text_has_no_names(lexicon: Lexicon) -> None:
    assert Recognizer(Weights(weights()), lexicon).find("") == []


def test_only_names_with_an_unknown_word_are_given(lexicon: Lexicon) -> None:
    arrays = weights()
    arrays["softmax.0.b"][tag_of("DRUG", "U")] = 9.0
    arrays["common"] = make_columns("helps", [(0, 5)], lexicon, "")[:, WORD]
    recognizer = Recognizer(Weights(arrays), lexicon)
    names = recognizer.find("Levodopa or ketax helps.")
    assert [(name.start, name.end, name.label) for name in names] == [(12, 17, "DRUG")]
    assert 0.99 < names[0].probability <= 1
    assert recognizer.find("levodopa helps") == []
    far = "levodopa helps " * 50
    assert [name.start for name in recognizer.find(f"ketax {far}zorvex")] == [0, 6 + len(far)]


def test_a_folder_without_weights_or_with_others_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="found no file"):
        load_weights(tmp_path)
    path = tmp_path / "weights.npz"
    np.savez(path, **weights(tags=4))
    with pytest.raises(FormatError, match=r"expected 21 tags, got .*train the recognizer again"):
        load_weights(tmp_path)
    np.savez(path, other=np.zeros(2))
    with pytest.raises(FormatError, match=r"hashembed.*train the recognizer again"):
        load_weights(tmp_path)


def test_the_shipped_model_finds_names_that_no_lexicon_has(lexicon: Lexicon) -> None:
    recognizer = Recognizer(load_weights(models_folder() / MODEL), lexicon)
    text = "Zorvexitine may cause hepatorrhexia and nausea in patients."
    found = {text[name.start : name.end]: name.label for name in recognizer.find(text)}
    assert found == {"Zorvexitine": "DRUG", "hepatorrhexia": "FINDING"}


def test_a_new_drug_counts_wherever_the_text_has_it(extractor: Extractor) -> None:
    text = "Zorvexitine is given to patients with asthma. Treatment with zorvexitine causes headache."
    document = extractor.extract(text)
    drugs = {entity.text for entity in document.entities if entity.label == Label.DRUG}
    assert drugs == {"Zorvexitine", "zorvexitine"}
    assert {entity.name for entity in document.entities if entity.label == Label.DRUG} == {"zorvexitine"}
    assert {entity.found_by for entity in document.entities if entity.label == Label.DRUG} == {
        ("model:names",)
    }


@pytest.mark.parametrize("name", ["alcohol", "enantiomer", "mg", "aspirin", "new drug"])
def test_what_is_known_or_general_is_no_new_drug(name: str) -> None:
    doc = Doc(Vocab(), words=[name], spaces=[False])
    doc.user_data[KEY] = {"names": {f"0:{len(name)}": "DRUG"}}
    assert define_drugs(doc, load_lexicon()) == {}


def test_the_label_of_a_name_is_that_of_its_very_words() -> None:
    doc = Doc(Vocab(), words=["severe", "hepatorrhexia", "today"])
    assert recognized_label(doc[1], doc[1]) is None
    doc.user_data[KEY] = {"names": {"7:20": "FINDING"}}
    assert recognized_label(doc[1], doc[1]) == "FINDING"
    assert recognized_label(doc[0], doc[1]) is None
    assert recognized_label(doc[1], doc[2]) is None
