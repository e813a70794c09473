"""The reader of BC5CDR and its counts, on a file made by hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from pipeline.concepts import load_base
from pipeline.errors import MonographError
from pipeline.types import Document, Entity, Fragment, Relation
from pipeline.vocabulary import Certainty, Label, Polarity, RelationType
from tools.benchmarks.bc5cdr import (
    count_spans,
    found_induced,
    found_spans,
    gold_induced,
    link_by_concept,
    link_by_gold,
)
from tools.benchmarks.counts import Counts
from tools.corpora.pubtator import PubTatorAbstract, read_pubtator

TEXT = "1|t|Xol rash.\n1|a|None.\n1\t0\t3\tXol\tChemical\tD1\n1\t4\t8\trash\tDisease\tD2\n1\tCID\tD1\tD2\n"


def read(folder: Path, text: str = TEXT) -> list[PubTatorAbstract]:
    path = folder / "abstracts.txt"
    path.write_text(text, encoding="utf-8")
    return list(read_pubtator(path))


def test_spans_and_relations_are_read_and_counted(tmp_path: Path) -> None:
    (abstract,) = read(tmp_path)
    assert abstract.text == "Xol rash.\nNone."
    assert gold_induced(abstract) == {("D1", "D2")}
    found = frozenset({(0, 3, "Chemical"), (4, 9, "Disease")})
    assert count_spans(abstract, found, "Chemical") == Counts(1, 0, 0)
    assert count_spans(abstract, found, "Disease") == Counts(0, 1, 1)


def test_a_span_that_holds_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MonographError, match="expected 'Xol' at 1"):
        read(tmp_path, TEXT.replace("\t0\t3\t", "\t1\t4\t"))


def test_a_block_without_an_abstract_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MonographError, match="expected a title and an abstract"):
        read(tmp_path, TEXT.replace("1|a|", "2|a|"))


def entity(name: str, label: Label, concept: str | None, *pieces: tuple[int, int]) -> Entity:
    return Entity(name, label, tuple(Fragment(*piece) for piece in pieces), name, name, concept)


DRUG = entity("Xol", Label.DRUG, "MESH:D1", (0, 3))
RASH = entity("rash", Label.EFFECT, "MESH:D2", (4, 8))
SPLIT = entity("red skin", Label.EFFECT, None, (9, 12), (14, 18))


def said(effect: Entity, polarity: Polarity) -> Relation:
    return Relation(
        f"{effect.id}{polarity}", RelationType.CAUSES, DRUG.id, effect.id, polarity, Certainty.ASSERTED,
        None, (), (), Fragment(0, 20), None,
    )  # fmt: skip


def test_found_pairs_are_affirmed_and_have_ids_and_spans_are_whole() -> None:
    relations = (said(RASH, Polarity.NEGATED), said(SPLIT, Polarity.AFFIRMED))
    document = Document("1", "Xol rash red x skin", "", entities=(DRUG, RASH, SPLIT), relations=relations)
    assert found_induced(document, partial(link_by_concept, load_base())) == frozenset()
    affirmed = Document(
        "1", document.text, "", entities=(DRUG, RASH), relations=(said(RASH, Polarity.AFFIRMED),)
    )
    assert found_induced(affirmed, partial(link_by_concept, load_base())) == {("D1", "D2")}
    assert found_spans(document) == {(0, 3, "Chemical"), (4, 8, "Disease")}


def test_a_drug_known_by_another_id_is_found_in_mesh() -> None:
    base = load_base()
    (sense, *_) = base.find("amitriptyline")
    assert link_by_concept(base, entity("amitriptyline", Label.DRUG, sense.id, (0, 13))) == "D000639"
    assert link_by_concept(base, entity("Xol", Label.DRUG, None, (0, 3))) is None


def test_what_was_found_is_linked_by_the_gold_at_its_place_or_of_its_name(tmp_path: Path) -> None:
    (abstract,) = read(tmp_path)
    assert link_by_gold(abstract, entity("a rash", Label.EFFECT, None, (3, 8))) == "D2"
    assert link_by_gold(abstract, entity("Rash", Label.EFFECT, None, (10, 14))) == "D2"
    assert link_by_gold(abstract, entity("pain", Label.EFFECT, None, (10, 14))) is None
