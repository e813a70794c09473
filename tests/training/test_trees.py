"""Trees: over the product's tokens, from Stanford's labels, with other names."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
import spacy
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.tokens import Doc

from tools.training.syntax.augment import name_subjects, swap_drugs
from tools.training.syntax.clauses import make_clauses, past_participle, third_person
from tools.training.syntax.conllu import read_trees
from tools.training.syntax.craft import name_relatives
from tools.training.syntax.names import load_drugs
from tools.training.syntax.retokenize import retokenize
from tools.training.syntax.stanford import convert
from tools.training.syntax.trees import Tree, from_span, is_sound, to_doc


def make_tree(rows: str) -> Tree:
    """Return a tree from "word tag head label" rows, heads counted from 1, "word_" without a space behind."""
    lines = []
    for number, row in enumerate(rows.strip().splitlines(), start=1):
        word, tag, head, label = row.split()
        space = "SpaceAfter=No" if word.endswith("_") and len(word) > 1 else "_"
        columns = [str(number), word.removesuffix("_"), "_", "_", tag, "_", head, label, "_", space]
        lines.append("\t".join(columns))
    (tree,) = read_trees([*lines, ""], "rows")
    return tree


def arcs(tree: Tree) -> dict[str, str]:
    """Return "label>head" by word."""
    return {word: f"{tree.labels[i]}>{tree.words[tree.heads[i]]}" for i, word in enumerate(tree.words)}


@pytest.fixture(scope="module")
def tokenizer() -> Callable[[str], Doc]:
    tokenize: Callable[[str], Doc] = combined_rule_tokenizer(spacy.blank("en"))
    return tokenize


def test_parts_of_a_hyphenated_word_become_one_token(tokenizer: Callable[[str], Doc]) -> None:
    tree = make_tree("age_ NN 3 npadvmod\n-_ HYPH 3 punct\nrelated VBN 4 amod\nloss NN 0 root")
    merged = retokenize(tree, tokenizer)
    assert merged is not None
    assert merged.words == ("age-related", "loss")
    assert merged.tags == ("JJ", "NN")
    assert arcs(merged) == {"age-related": "amod>loss", "loss": "ROOT>loss"}


def test_a_token_with_parts_of_two_phrases_leaves_the_sentence_out(tokenizer: Callable[[str], Doc]) -> None:
    tree = make_tree("mice_ NNS 4 nsubj\n-_ HYPH 4 punct\nrats_ NNS 4 dobj\n. . 0 root")
    assert retokenize(tree, tokenizer) is None


def test_a_word_that_the_tokenizer_splits_leaves_the_sentence_out(tokenizer: Callable[[str], Doc]) -> None:
    assert retokenize(make_tree("at IN 0 root\n5%, CD 1 pobj"), tokenizer) is None


def test_a_copula_becomes_the_head() -> None:
    tree = make_tree(
        "It PRP 4 nsubj\nis VBZ 4 cop\nan DT 4 det\ninhibitor NN 0 root\n"
        "of IN 4 prep\nCOX NN 5 pobj\n. . 4 punct"
    )
    converted = convert(tree)
    assert converted is not None
    assert arcs(converted) == {
        "It": "nsubj>is",
        "is": "ROOT>is",
        "an": "det>inhibitor",
        "inhibitor": "attr>is",
        "of": "prep>inhibitor",
        "COX": "pobj>of",
        ".": "punct>is",
    }


def test_an_adjective_under_a_copula_is_a_complement() -> None:
    converted = convert(make_tree("It PRP 4 nsubj\nis VBZ 4 cop\nnot RB 4 neg\nsafe JJ 0 root"))
    assert converted is not None
    assert arcs(converted)["safe"] == "acomp>is"
    assert arcs(converted)["not"] == "neg>is"


def test_conjuncts_hang_on_each_other() -> None:
    converted = convert(
        make_tree("A NN 0 root\n, , 1 punct\nB NN 1 conj\nand CC 1 cc\nC NN 1 conj\nrise NN 1 dep")
    )
    assert converted is not None
    assert arcs(converted) == {
        "A": "ROOT>A",
        ",": "punct>A",
        "B": "conj>A",
        "and": "cc>B",
        "C": "conj>B",
        "rise": "dep>A",
    }


def test_by_of_a_passive_is_an_agent() -> None:
    converted = convert(
        make_tree("It PRP 3 nsubjpass\nis VBZ 3 auxpass\nblocked VBN 0 root\nby IN 3 prep\nX NN 4 pobj")
    )
    assert converted is not None
    assert arcs(converted)["by"] == "agent>blocked"


def test_such_as_and_an_unknown_fixed_phrase() -> None:
    known = convert(make_tree("drugs NNS 0 root\nsuch JJ 3 mwe\nas IN 1 prep\nX NN 3 pobj"))
    assert known is not None
    assert arcs(known)["such"] == "amod>as"
    assert convert(make_tree("it PRP 0 root\nrather RB 3 mwe\nthan IN 1 prep\nX NN 3 pobj")) is None


def test_relative_pronouns_get_their_names() -> None:
    subject = make_tree("genes NNS 0 root\nthat WDT 3 dep\ncause VBP 1 relcl\npain NN 3 dobj")
    assert arcs(name_relatives(subject))["that"] == "nsubj>cause"
    passive = make_tree("genes NNS 0 root\nthat WDT 4 dep\nare VBP 4 auxpass\nlost VBN 1 relcl")
    assert arcs(name_relatives(passive))["that"] == "nsubjpass>lost"
    taken = make_tree("genes NNS 0 root\nthat WDT 4 dep\nwe PRP 4 nsubj\nfound VBD 1 relcl")
    assert arcs(name_relatives(taken))["that"] == "dobj>found"


def test_a_pronoun_before_its_verb_becomes_a_drug() -> None:
    tree = make_tree("It PRP 2 nsubj\ntreats VBZ 0 root\ndepression NN 2 dobj\n. . 2 punct")
    (named,) = name_subjects([tree], Random(0))
    assert named.words[0].lower() in load_drugs()
    assert named.tags[0] in ("NN", "NNP")
    assert (named.heads, named.labels) == (tree.heads, tree.labels)


def test_a_subject_with_words_of_its_own_stays() -> None:
    tree = make_tree("The DT 2 det\ndrug NN 3 nsubj\nworks VBZ 0 root")
    assert list(name_subjects([tree], Random(0))) == []


def test_drugs_change_places_in_the_same_case() -> None:
    tree = make_tree("with IN 0 root\nAMIODARONE NNP 1 pobj\nor CC 2 cc\ndigoxin NN 2 conj")
    (swapped,) = swap_drugs([tree], Random(0))
    assert swapped.words[1].isupper()
    assert swapped.words[3].islower()
    assert {swapped.words[1].lower(), swapped.words[3]} <= set(load_drugs())


def test_made_clauses_are_sound_and_repeatable() -> None:
    clauses = list(make_clauses(300, Random(7)))
    assert all(is_sound(clause) for clause in clauses)
    assert clauses == list(make_clauses(300, Random(7)))
    assert len({clause.text for clause in clauses}) > 290
    assert {"nsubj", "dobj", "agent", "nsubjpass", "attr"} <= {
        label for clause in clauses for label in clause.labels
    }


def test_made_clauses_have_the_tokens_of_the_tokenizer(tokenizer: Callable[[str], Doc]) -> None:
    clauses = list(make_clauses(300, Random(7)))
    agreeing = [each for each in clauses if [t.text for t in tokenizer(each.text)] == list(each.words)]
    assert len(agreeing) >= 290


def test_verb_forms() -> None:
    assert [third_person(verb) for verb in ("block", "suppress", "induce")] == [
        "blocks",
        "suppresses",
        "induces",
    ]
    assert [past_participle(verb) for verb in ("bind", "modify", "delay", "cause")] == [
        "bound",
        "modified",
        "delayed",
        "caused",
    ]


def test_a_tree_survives_a_doc() -> None:
    tree = make_tree("It PRP 2 nsubj\nhelps_ VBZ 0 root\n. . 2 punct")
    doc = to_doc([tree, tree], spacy.blank("en").vocab)
    assert [sentence.text for sentence in doc.sents] == ["It helps.", "It helps."]
    assert from_span(doc[3:6]) is not None
    assert arcs(tree) == arcs(from_span(doc[3:6]) or tree)
