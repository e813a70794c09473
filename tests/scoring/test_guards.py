"""What the text model may not propose: what people have from before, what an ailment does, figures."""

from __future__ import annotations

import pytest

from pipeline.compose import load
from pipeline.scoring.candidates import find_candidates
from pipeline.scoring.guards import is_unsaid
from pipeline.vocabulary import RelationType

EXTRACTOR = load(sources="rules")


def _is_unsaid(text: str, thing: str, relation: RelationType) -> bool:
    assembly, _ = EXTRACTOR.read(f"Losartan lowers blood pressure. {text}", "losartan.txt", ())
    found = [
        is_unsaid(assembly, candidate, relation)
        for candidate in find_candidates(assembly, ())
        if candidate.sentence == 1 and thing in assembly.reading[1].text(candidate.phrase.tokens)
    ]
    assert found, f"{thing!r} is no candidate of {text!r}"
    return all(found)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Patients with gout are at risk of falls.", "gout"),
        ("It was studied in patients with a history of seizures.", "seizures"),
        ("Patients with infections such as tuberculosis were left out.", "tuberculosis"),
        ("Tell your doctor if you have asthma.", "asthma"),
        ("These conditions can cause stomach pain.", "stomach pain"),
        ("The mean serum potassium was measured in the trial.", "potassium"),
    ],
)
def test_it_is_said_of_something_else(text: str, thing: str) -> None:
    assert _is_unsaid(text, thing, RelationType.CAUSES)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Patients may have headaches.", "headaches"),
        ("Dizziness was seen in patients.", "Dizziness"),
        ("It can cause stomach pain.", "stomach pain"),
    ],
)
def test_it_may_be_said_of_the_drug(text: str, thing: str) -> None:
    assert not _is_unsaid(text, thing, RelationType.CAUSES)


def test_instructions_and_warnings_are_read_by_rules_alone() -> None:
    texts = ("Monitor blood pressure.", "It must not be given in gout.", "It may cause gout.")
    warned = []
    for text in texts:
        assembly, _ = EXTRACTOR.read(f"Losartan lowers pain. {text}", "losartan.txt", ())
        warned.append({c.in_warning for c in find_candidates(assembly, ()) if c.sentence == 1})
    assert warned == [{True}, {True}, {False}]
