"""BioC, DocBin and CoNLL files hold what they say they hold, and come back as they went."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

from pipeline.errors import GoldError
from pipeline.gold.bioc_json import FILE, read_bioc, write_bioc
from pipeline.gold.conll import parse_conll, read_conll, to_conll, write_conll
from pipeline.gold.docbin import read_docbin, write_docbin
from pipeline.gold.schema import GoldDocument, GoldEntity, load_gold
from pipeline.gold.tokens import cut_tokens
from pipeline.types import Fragment, surface
from pipeline.vocabulary import Label
from tests.gold.samples import TEXT, compile_body

ROOT = Path(__file__).parents[2]

CONLL = """\
Elavil	0	6	B-DRUG	O
blocks	7	13	O	O
the	14	17	O	O
reuptake	18	26	B-PROCESS	B-PROCESS
of	27	29	I-PROCESS	I-PROCESS
serotonin	30	39	I-PROCESS	O
and	40	43	O	O
norepinephrine	44	58	O	C-PROCESS
.	58	59	O	O

It	60	62	O	O
does	63	67	O	O
not	68	71	O	O
affect	72	78	O	O
muscarinic	79	89	B-RECEPTOR	O
receptors	90	99	I-RECEPTOR	O
"""


def repository() -> list[tuple[GoldDocument, str]]:
    documents = load_gold(ROOT / "gold")
    return [(document, (ROOT / "corpus" / document.doc).read_bytes().decode()) for document in documents]


def sample(folder: Path) -> tuple[GoldDocument, str]:
    compiled = compile_body(folder)
    return compiled.document, compiled.text


def mentions(document: GoldDocument) -> list[tuple[Label, tuple[Fragment, ...]]]:
    return sorted((entity.key for entity in document.entities), key=lambda key: (key[1], key[0]))


def test_columns_are_what_a_reader_would_write(tmp_path: Path) -> None:
    assert to_conll(*sample(tmp_path)).startswith(CONLL)


def test_no_columns(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="expected a file of columns"):
        read_conll(tmp_path / "none.conll", TEXT)


def test_columns_round_trip_of_the_repository(tmp_path: Path) -> None:
    documents = repository()
    for document, text in documents:
        assert read_conll(write_conll(document, text, tmp_path), text) == mentions(document)
    assert any(len(entity.fragments) > 1 for document, _ in documents for entity in document.entities)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Elavil\t0", "Elavil\t1"),
        ("Elavil\t0", "Elavil\tx"),
        ("B-DRUG", "B-DRUGS"),
        ("B-DRUG", "I-DRUG"),
        ("B-DRUG", "X-DRUG"),
        ("I-RECEPTOR", "I-ENZYME"),
    ],
)
def test_broken_columns_are_rejected(tmp_path: Path, old: str, new: str) -> None:
    path = write_conll(*sample(tmp_path), tmp_path)
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(GoldError, match=r"example\.conll:\d+: expected a token of the text"):
        read_conll(path, TEXT)


@given(st.data())
def test_columns_hold_any_set_of_mentions(data: st.DataObject) -> None:
    text = "aa bb-cc dd\nee. Ff gg hh"
    edges = st.integers(0, len(text))
    entities: dict[tuple[str, tuple[Fragment, ...]], GoldEntity] = {}
    for number in range(data.draw(st.integers(1, 6))):
        cuts = sorted(data.draw(st.sets(edges, min_size=2, max_size=4)))
        ends = [
            (first, last)
            for first, last in zip(cuts[::2], cuts[1::2], strict=False)
            if text[first].strip() and text[last - 1].strip()
        ]
        parts = tuple(Fragment(first, last) for first, last in ends)
        label = data.draw(st.sampled_from(list(Label)))
        if parts:
            words = surface(text, parts)
            entities[label, parts] = GoldEntity(
                id=f"T{number}", label=label, fragments=parts, text=words, name=words
            )
    document = GoldDocument.model_construct(entities=tuple(entities.values()))
    tokens = cut_tokens(document, text)
    assert "".join(text[t.start : t.end] + " " * t.space for t in tokens) == text
    assert parse_conll(to_conll(document, text), text, where="columns") == mentions(document)


def test_docbin_round_trip_of_the_repository(tmp_path: Path) -> None:
    documents = repository()
    files = write_docbin(documents, tmp_path)
    assert [path.name for path in files] == ["dev.spacy", "test.spacy", "train.spacy"]
    back = {document.doc: (document, text) for path in files for document, text in read_docbin(path)}
    assert back == {document.doc: (document, text) for document, text in documents}


def test_docbin_is_ready_for_spacy(tmp_path: Path) -> None:
    (path,) = write_docbin([sample(tmp_path)], tmp_path)
    (doc,) = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    assert doc.text == TEXT
    found = [(entity.text, entity.label_) for entity in doc.ents]
    assert found == [
        ("Elavil", "DRUG"),
        ("reuptake of serotonin", "PROCESS"),
        ("muscarinic receptors", "RECEPTOR"),
        ("dry\nmouth", "EFFECT"),
        ("sedation", "EFFECT"),
    ]
    assert [span.text for span in doc.spans["fragments"]] == ["reuptake of", "norepinephrine"]
    assert len({span.id_ for span in doc.spans["fragments"]}) == 1
    assert doc.spans["mentions"][0].kb_id_ == "amitriptyline"
    assert [sentence.text.split()[0] for sentence in doc.sents][:2] == ["Elavil", "It"]


def test_other_docbin_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "other.spacy"
    with pytest.raises(GoldError, match=r"other\.spacy: expected a gold set as DocBin"):
        read_docbin(path)
    DocBin(docs=[spacy.blank("en")("A text.")]).to_disk(path)
    with pytest.raises(GoldError, match=r"other\.spacy: expected a gold set as DocBin"):
        read_docbin(path)


def test_bioc_round_trip_of_the_repository(tmp_path: Path) -> None:
    documents = repository()
    path = write_bioc(documents, tmp_path)
    assert read_bioc(path) == documents
    collection = import_module("bioc.biocjson").loads(path.read_text(encoding="utf-8"))
    import_module("bioc.validator").BioCValidator().validate(collection)
    assert len(collection.documents) == len(documents)


def test_bioc_is_what_other_programs_expect(tmp_path: Path) -> None:
    data = json.loads(write_bioc([sample(tmp_path)], tmp_path).read_text(encoding="utf-8"))
    (document,) = data["documents"]
    (passage,) = document["passages"]
    assert (document["id"], passage["offset"], passage["text"]) == ("example.txt", 0, TEXT)
    assert passage["annotations"][1] == {
        "id": "T2",
        "infons": {"type": "PROCESS", "name": "reuptake of norepinephrine"},
        "text": "reuptake of serotonin and norepinephrine",
        "locations": [{"offset": 18, "length": 11}, {"offset": 44, "length": 14}],
    }
    relation = passage["relations"][3]
    assert relation["infons"] == {
        "type": "causes",
        "polarity": "affirmed",
        "certainty": "hedged",
        "accept": "",
        "optional": "false",
        "effect_kind": "adverse",
    }
    assert [(node["role"], node["refid"]) for node in relation["nodes"]] == [
        ("subject", "T1"),
        ("object", "T5"),
        ("trigger", "R.a4.trigger"),
        ("anchor", "R.a4.anchor"),
        ("via", "R.a1"),
        ("via", "R.a2"),
    ]


@pytest.mark.parametrize("content", ["{", "{}", '{"source": "", "date": "", "key": "", "infons": {}}'])
def test_other_bioc_is_rejected(tmp_path: Path, content: str) -> None:
    path = tmp_path / FILE
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match="expected the gold set as BioC JSON"):
        read_bioc(path)


def test_lost_node_is_rejected(tmp_path: Path) -> None:
    path = write_bioc([sample(tmp_path)], tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace('"role": "object"', '"role": "thing"'))
    with pytest.raises(GoldError, match="expected the gold set as BioC JSON"):
        read_bioc(path)
