"""Gold mentions of chemicals and proteins as candidates of the relation model, and what it learns of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.compose import Extractor
from pipeline.errors import MonographError
from tools.benchmarks.pair_features import PairTokens
from tools.benchmarks.pairs import Pair, read_pairs
from tools.benchmarks.proteins import (
    GROUPS,
    Part,
    count_each,
    fit_and_count,
    found_types,
    gold_types,
    leave_out,
)
from tools.benchmarks.two_passes import describe_context, fit_two_passes
from tools.benchmarks.vectors import WordVectors
from tools.corpora.biocreative import Abstract, GoldEntity, Layout, read_abstracts

TEXT = "Xol and enzymes.\nXol potently inhibits ABC1 but activates DEF2. Yam binds ABC1."


def entity(name: str, kind: str, words: str, after: int = 0) -> GoldEntity:
    start = TEXT.index(words, after)
    return GoldEntity(name, kind, start, start + len(words))


ABSTRACT = Abstract(
    "1",
    TEXT,
    (
        entity("T1", "CHEMICAL", "Xol", 16),
        entity("T2", "GENE-Y", "ABC1"),
        entity("T3", "GENE-N", "DEF2"),
        entity("T4", "CHEMICAL", "Yam"),
        entity("T5", "GENE-Y", "ABC1", 60),
        entity("T6", "GENE-Y", "Xol", 16),
    ),
    frozenset({("INHIBITOR", "T1", "T2"), ("COFACTOR", "T1", "T3"), ("INHIBITOR", "T4", "T2")}),
)


def test_every_two_of_a_sentence_that_share_no_character_are_a_pair(extractor: Extractor) -> None:
    pairs = {(pair.chemical, pair.protein): pair for pair in read_pairs(extractor, [ABSTRACT])}
    assert set(pairs) == {("T1", "T2"), ("T1", "T3"), ("T4", "T5")}
    assert pairs["T1", "T2"].types == ("INHIBITOR",)
    assert pairs["T4", "T5"].types == ()
    features = set(pairs["T1", "T2"].features)
    assert {"in=before:[ potently inhibit", "path_arcs=<nsubj >dobj", "beside=advmod:potently"} <= features
    assert {"chemical=xol", "protein word=abc1"} <= features
    assert not any(
        "abc1" in name for name in features if name.startswith(("in=", "path=", "left=", "right="))
    )


def test_a_network_sees_the_words_with_the_names_blinded(extractor: Extractor) -> None:
    pairs = {(pair.chemical, pair.protein): pair.tokens for pair in read_pairs(extractor, [ABSTRACT])}
    tokens = pairs["T1", "T2"]
    assert tokens.words == ("SUBJECT", "potently", "inhibits", "OBJECT", "but", "activates", "TARGET", ".")
    assert tokens.arcs[:4] == ("nsubj", "advmod", "ROOT", "dobj")
    assert (tokens.chemical, tokens.protein, tokens.path) == ((0,), (3,), (0, 2, 3))
    assert (tokens.chemical_name, tokens.protein_name) == (("xol",), ("abc", "1"))


def test_of_a_name_of_several_words_a_network_sees_one(extractor: Extractor) -> None:
    text = "Xol sodium acetate inhibits ABC1."
    ends = (("T1", "CHEMICAL", "Xol sodium acetate"), ("T2", "GENE-Y", "ABC1"))
    entities = tuple(
        GoldEntity(name, kind, text.index(words), text.index(words) + len(words))
        for name, kind, words in ends
    )
    (pair,) = read_pairs(extractor, [Abstract("1", text, entities, frozenset())])
    assert [word for word in pair.tokens.words if word.isupper()].count("OBJECT") == 1
    assert len(pair.tokens.words) == len(pair.tokens.arcs) <= 5
    assert {*pair.tokens.chemical, *pair.tokens.protein} <= set(range(len(pair.tokens.words)))
    assert pair.tokens.chemical_name == ("xol", "sodium", "acetate")


def test_scored_relations_of_chemprot_are_grouped() -> None:
    assert gold_types([ABSTRACT], GROUPS) == {("1", "CPR:4", "T1", "T2"), ("1", "CPR:4", "T4", "T2")}


TOKENS = PairTokens(("SUBJECT", "OBJECT"), ("nsubj", "dobj"), (0,), (1,), (0, 1), ("xol",), ("abc",))


def pair(doc: str, protein: str, word: str, *types: str, name: str = "") -> Pair:
    return Pair(doc, "T1", protein, ("xol", name or protein), (f"in={word}",), TOKENS, types)


def test_two_passes_learn_the_classes_and_misses_count() -> None:
    pairs = [pair(str(n), "T2", "blocks", "INHIBITOR") for n in range(9)]
    pairs += [pair(str(n), "T3", "binds") for n in range(9)]
    model = fit_two_passes(pairs, ["INHIBITOR" if each.types else "none" for each in pairs])
    best = [model.classes[row] for row in model.predict(pairs).argmax(axis=1)]
    found = found_types(zip(pairs, best, strict=True))
    assert found == {(str(n), "INHIBITOR", "T1", "T2") for n in range(9)}
    gold = {*found, ("9", "INHIBITOR", "T1", "T9")}
    counts = count_each(gold, found)["INHIBITOR"]
    assert (counts.tp, counts.fp, counts.fn) == (9, 0, 1)


def test_the_second_pass_sees_the_surest_other_place_of_both_names() -> None:
    pairs = [
        pair("1", "T2", "a", name="abc"), pair("1", "T3", "b", name="abc"), pair("1", "T4", "c", name="def"),
        pair("2", "T2", "d", name="abc"),
    ]  # fmt: skip
    alone = np.array([[0.2, 0.8], [0.95, 0.05], [0.6, 0.4], [0.0, 1.0]], dtype=np.float32)
    first, second, third, fourth = describe_context(pairs, alone, ("none", "yes"))
    assert {"names:1", "names:none>0.9", "own:yes>0.8", "protein mention:0"} <= set(first)
    assert "own:yes>0.9" not in first
    assert {"names:yes>0.7", "chemical mention:2"} <= set(second)
    assert "names:0" in third
    assert {"names:0", "chemical:0"} <= set(fourth)


def test_an_abstract_is_not_learned_from_and_scored() -> None:
    with pytest.raises(MonographError, match="such as 1"):
        fit_and_count(
            Part((ABSTRACT,), ()),
            Part((ABSTRACT, replace(ABSTRACT, id="2")), ()),
            GROUPS,
            WordVectors({}, np.zeros((0, 100), dtype=np.float32)),
        )


def test_abstracts_of_another_set_are_left_out_by_their_ids() -> None:
    other = replace(ABSTRACT, id="2", text="other words")
    assert list(leave_out([ABSTRACT, other], [replace(other, text=TEXT)])) == [ABSTRACT]


def write(folder: Path, words: str) -> Layout:
    (folder / "a.tsv").write_text("1\tXol.\tIt blocks ABC.\n")
    (folder / "e.tsv").write_text(
        f"1\tT1\tCHEMICAL\t0\t3\t{words}\n1\tT2\tGENE\t15\t18\tABC\n2\tT1\tGENE\t0\t1\tx\n"
    )
    (folder / "r.tsv").write_text("1\tINHIBITOR\tArg1:T1\tArg2:T2\n")
    return Layout("a.tsv", "e.tsv", "r.tsv", 1)


def test_an_abstract_is_read_with_its_mentions_and_relations(tmp_path: Path) -> None:
    (abstract,) = read_abstracts(tmp_path, write(tmp_path, "Xol"))
    assert abstract.text == "Xol.\nIt blocks ABC."
    assert abstract.relations == {("INHIBITOR", "T1", "T2")}
    assert [abstract.text[e.start : e.end] for e in abstract.entities] == ["Xol", "ABC"]


def test_a_mention_of_other_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MonographError, match="expected 'Yam', got 'Xol'"):
        list(read_abstracts(tmp_path, write(tmp_path, "Yam")))


def test_a_relation_of_no_mention_is_refused(tmp_path: Path) -> None:
    layout = write(tmp_path, "Xol")
    (tmp_path / "r.tsv").write_text("1\tINHIBITOR\tArg1:T1\tArg2:T9\n")
    with pytest.raises(MonographError, match=r"\['T9'\]"):
        list(read_abstracts(tmp_path, layout))
