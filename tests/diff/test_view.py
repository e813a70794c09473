"""What is printed of a comparison, before it is a page or lines on a terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.diff import diff_runs
from pipeline.diff.view import Piece, build_view
from pipeline.types import Evidence, Fragment, Triple
from pipeline.vocabulary import Label, RelationType
from tests.diff.runs import claim, flip, write_run

TRIPLE = claim(RelationType.ANTAGONIZES, "H1 receptor", label=Label.RECEPTOR)


def said(text: str, sentence: Fragment) -> Triple:
    """Return the triple, said by a sentence of which `It` and `H1` are subject and object."""
    evidence = Evidence(
        None, sentence, (Fragment(4, 6),), (Fragment(7, 13),), (Fragment(14, 16),), text, ("rule:x",)
    )
    return replace(TRIPLE, evidence=(evidence, evidence))


def view_of_lost(triple: Triple, tmp_path: Path) -> tuple[Piece, ...]:
    old = write_run(tmp_path / "old", ["a.txt"], [triple])
    view = build_view(diff_runs(old, write_run(tmp_path / "new", ["a.txt"], [])))
    (change,) = view.documents[0].changes
    assert (change.new.note, change.old.more, change.old.text) == ("nothing", 1, triple.evidence[0].text)
    return change.old.pieces


def test_the_words_that_say_it_are_marked(tmp_path: Path) -> None:
    assert view_of_lost(said("It blocks H1.", Fragment(4, 17)), tmp_path) == (
        Piece("It", "subject"),
        Piece(" "),
        Piece("blocks", "trigger"),
        Piece(" "),
        Piece("H1", "object"),
        Piece("."),
    )


def test_a_sentence_whose_white_space_was_collapsed_has_no_marks(tmp_path: Path) -> None:
    assert view_of_lost(said("It blocks H1.", Fragment(4, 19)), tmp_path) == (Piece("It blocks H1."),)


def test_words_outside_the_sentence_are_not_marked(tmp_path: Path) -> None:
    """The subject may stand in the sentence before."""
    assert view_of_lost(said("blocks H1.", Fragment(7, 17)), tmp_path)[0] == Piece("blocks", "trigger")


def test_a_flip_is_named_without_its_polarity_and_a_denial_with_it(tmp_path: Path) -> None:
    denied = flip(claim(RelationType.CAUSES, "nausea", at=20))
    old = write_run(tmp_path / "old", ["a.txt"], [TRIPLE, denied])
    new = write_run(tmp_path / "new", ["a.txt"], [flip(TRIPLE)])
    (document,) = build_view(diff_runs(old, new)).documents
    assert [(change.sign, change.claim) for change in document.changes] == [
        ("~", "antagonizes(drug, H1 receptor)"),
        ("−", "not causes(drug, nausea)"),
    ]
