"""The structure component keeps what every component of a spaCy pipeline must keep."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import compose
from pipeline.text.component import KEY, Structure, iterate_sentences

ROOT = Path(__file__).parents[2]
TEXT = "Indications\n\nKetax treats pain. It blocks\nthe enzyme.\n\n• nausea\n• dry mouth\n"
ENTRY_POINTS: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]["entry-points"]["spacy_factories"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("monograph_structure")
    return blank


def read(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text.replace("\n", " "))
    doc.user_data[KEY] = {"text": text}
    return Structure()(doc)


def test_sentences_sections_and_blocks_are_written(nlp: Language) -> None:
    doc = read(nlp, TEXT)
    assert [doc[start:end].text for start, end, _ in iterate_sentences(doc)] == [
        "Indications",
        "Ketax treats pain.",
        "It blocks the enzyme.",
        "nausea",
        "dry mouth",
    ]
    assert [(kind, TEXT[start:end]) for kind, start, end in doc.user_data[KEY]["blocks"]] == [
        ("heading", "Indications"),
        ("paragraph", "Ketax treats pain. It blocks\nthe enzyme."),
        ("item", "nausea"),
        ("item", "dry mouth"),
    ]
    assert [entry[:2] for entry in doc.user_data[KEY]["sections"]] == [["Indications", "indications"]]


def test_the_parser_is_told_where_sentences_start(nlp: Language) -> None:
    doc = read(nlp, TEXT)
    starts = {start for start, _, _ in iterate_sentences(doc)}
    assert starts <= {token.i for token in doc if token.is_sent_start}
    assert not doc[3].is_sent_start


def test_predict_changes_nothing(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    before = doc.to_bytes()
    Structure().predict(doc)
    assert doc.to_bytes() == before


@pytest.mark.parametrize("text", ["", "   ", "\n", "word", TEXT])
def test_twice_equals_once(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    once = Structure()(doc).to_bytes()
    assert Structure()(doc).to_bytes() == once


def test_pipe_equals_call(nlp: Language) -> None:
    texts = [TEXT, "", "Ketax treats pain."]
    assert [doc.to_bytes() for doc in nlp.pipe(texts)] == [nlp(text).to_bytes() for text in texts]


def test_bytes_round_trip(nlp: Language) -> None:
    doc = read(nlp, TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert list(iterate_sentences(again)) == list(iterate_sentences(doc))
    assert again.user_data[KEY] == doc.user_data[KEY]


def test_an_unknown_setting_is_rejected() -> None:
    with pytest.raises(Exception, match="wholly_unknown"):
        spacy.blank("en").add_pipe("monograph_structure", config={"wholly_unknown": 1})


_FACTORY = re.compile(r'@Language\.(?:factory|component)\(\s*"(\w+)"')
SOURCES = [path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py")]
FACTORIES = {name for source in SOURCES for name in _FACTORY.findall(source)}


def test_every_factory_of_ours_has_an_entry_point() -> None:
    assert "monograph_structure" in FACTORIES
    assert ENTRY_POINTS.keys() >= FACTORIES, "name it under spacy_factories in pyproject.toml; `make setup`"


@pytest.mark.parametrize("factory", sorted(ENTRY_POINTS))
def test_an_entry_point_leads_to_a_factory_of_its_name(factory: str) -> None:
    module, attribute = ENTRY_POINTS[factory].split(":")
    assert callable(getattr(import_module(module), attribute))
    assert Language.has_factory(factory)


_LOAD = """
import json, sys, spacy
doc = spacy.load(sys.argv[1])(sys.argv[2])
print(json.dumps([[t.text, t.tag_, t.dep_, t.lemma_, t.is_sent_start] for t in doc] + doc._.abbreviations))
"""


@pytest.mark.filterwarnings("ignore")
def test_a_saved_pipeline_loads_without_an_import_of_ours_and_reads_the_same(tmp_path: Path) -> None:
    nlp = compose.build()
    nlp.to_disk(tmp_path / "saved")
    text = "Tricyclic antidepressants (TCA) block 5-HT2A receptors. A TCA may cause sedation."
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _LOAD, str(tmp_path / "saved"), text],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, f"{done.stderr}\nIs the distribution installed? `make setup` installs it."
    doc = nlp(text)
    tokens: list[Any] = [[t.text, t.tag_, t.dep_, t.lemma_, t.is_sent_start] for t in doc]
    read = json.loads(done.stdout)
    assert read[: len(tokens)] == tokens
    assert sorted(map(str, read[len(tokens) :])) == sorted(
        map(str, doc._.abbreviations)
    )  # scispaCy keeps no order
    assert doc._.abbreviations
