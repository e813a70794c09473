"""Whose action a sentence tells: a name's, a stand-in's, that of a left-out subject, or nobody's."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from tests.relations.told import told

LORATADINE = "Loratadine relieves urticaria. "
URTICARIA = "loratadine treats urticaria"
BLOCKS = "loratadine antagonizes histamine H1 receptors"
CASES = {
    "pronoun": (LORATADINE + "It blocks histamine H1 receptors.", {URTICARIA, BLOCKS}),
    "this drug": (LORATADINE + "This drug blocks histamine H1 receptors.", {URTICARIA, BLOCKS}),
    "the medication": (
        LORATADINE + "The medication can cause headache.",
        {URTICARIA, "loratadine causes headache"},
    ),
    "possessive pronoun": (
        LORATADINE + "Its antagonism at histamine H1 receptors is selective.",
        {URTICARIA, BLOCKS},
    ),
    "a sentence in between": (
        LORATADINE + "It is used in adults. It blocks histamine H1 receptors.",
        {URTICARIA, BLOCKS},
    ),
    "participle": (
        LORATADINE + "Used daily, it can cause headache.",
        {URTICARIA, "loratadine causes headache"},
    ),
    "left out behind a paragraph": (
        "Loratadine is used for urticaria.\n\nIndicated for the treatment of hay fever.",
        {URTICARIA, "loratadine treats hay fever"},
    ),
    "left out in front": (
        "Used for the treatment of asthma, salbutamol activates beta-2 receptors.",
        {"albuterol treats asthma", "albuterol activates beta-2 receptors"},
    ),
    "these agents": (
        "Beta blockers reduce heart rate. These agents can cause fatigue.",
        {"beta blocker decreases heart rate", "beta blocker causes fatigue"},
    ),
    "these drugs": (
        "Benzodiazepines enhance the activity of GABA. These drugs can cause drowsiness.",
        {"benzodiazepine increases activity of GABA", "benzodiazepine causes drowsiness"},
    ),
    "by blocking these channels": (
        "Nifedipine blocks L-type calcium channels. By blocking these channels, it lowers blood pressure.",
        {"nifedipine inhibits L-type calcium channels", "nifedipine decreases blood pressure"},
    ),
    "two subjects": (
        "Aspirin and ibuprofen inhibit COX-1 and COX-2.",
        {
            "aspirin inhibits COX-1",
            "aspirin inhibits COX-2",
            "ibuprofen inhibits COX-1",
            "ibuprofen inhibits COX-2",
        },
    ),
    "relative clause": (
        "Doxepin, which blocks histamine H1 receptors, causes sedation.",
        {"doxepin antagonizes histamine H1 receptors", "doxepin causes sedation"},
    ),
    "passive": (
        "The reuptake of serotonin is inhibited by paroxetine.",
        {"paroxetine inhibits reuptake of serotonin"},
    ),
    "genitive": (
        "Amitriptyline's blockade of sodium channels leads to arrhythmias.",
        {"amitriptyline inhibits sodium channels", "amitriptyline causes arrhythmias"},
    ),
    "doing as a way of acting": (
        "Haloperidol acts by blocking dopamine D2 receptors.",
        {"haloperidol antagonizes dopamine D2 receptors"},
    ),
    "another drug's own statement": (
        "Ibuprofen relieves pain. Unlike ibuprofen, aspirin irreversibly inhibits COX-1.",
        {"ibuprofen treats pain", "aspirin inhibits COX-1"},
    ),
    "a stand-in for the drug named last": (
        "Captopril relieves hypertension. Losartan blocks AT1 receptors. It may cause dizziness.",
        {
            "captopril treats hypertension",
            "losartan antagonizes AT1 receptors",
            "losartan causes? dizziness",
        },
    ),
    "a class and the drug": (
        "Metformin reduces hepatic glucose production. Sulfonylureas stimulate insulin secretion.",
        {"metformin decreases hepatic glucose production", "sulfonylurea increases insulin secretion"},
    ),
    "one drug acting on another": (
        "Fluconazole inhibits the metabolism of celecoxib.",
        {"fluconazole inhibits metabolism of celecoxib"},
    ),
    "an active metabolite": (
        "Nortriptyline, a metabolite of amitriptyline, blocks the norepinephrine transporter.",
        {"nortriptyline inhibits norepinephrine transporter"},
    ),
    "salt and name": (
        "Amitriptyline Hydrochloride causes sedation. Amitriptyline also causes dry mouth.",
        {"amitriptyline causes sedation", "amitriptyline causes dry mouth"},
    ),
}
SILENT = (
    "Acetylcholine activates muscarinic receptors and slows the heart.",
    "Angiotensin II causes vasoconstriction and raises blood pressure.",
    "Overactive nerves send pain signals.",
    "Histamine causes itching.",
    "Atropine is contraindicated in glaucoma.",
    "Patients with glaucoma should not take atropine.",
    "Sertraline is used with caution in epilepsy.",
    "Lithium is given with ACE inhibitors.",
    "Exercise lowers blood pressure.",
    "Sertraline is used in adults.",
    "",
    "Loratadine.",
)


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_subject(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told(extractor.extract(text)) == expected


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_of_a_drug(extractor: Extractor, text: str) -> None:
    assert told(extractor.extract(text)) == set()


def test_the_words_that_stand_for_the_subject_are_its_anchor(extractor: Extractor) -> None:
    text = "Loratadine relieves urticaria. It blocks histamine H1 receptors."
    document = extractor.extract(text)
    anchors = [tuple(text[start:end] for start, end in relation.anchor) for relation in document.relations]
    assert anchors == [("Loratadine",), ("It",)]


def test_the_body_does_not_take_a_sentence_from_the_drug(extractor: Extractor) -> None:
    document = extractor.extract("Histamine causes itching. Loratadine blocks histamine H1 receptors.")
    assert document.drug == "loratadine"
    assert told(document) == {BLOCKS}
