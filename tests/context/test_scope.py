"""Polarity and certainty: a cue counts for what it governs, and for nothing else."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.compose import Extractor
from pipeline.context.scope import read_scope
from pipeline.vocabulary import Certainty, Polarity
from tests.relations.told import told

CASES = (
    ("Cetirizine inhibits CYP3A4.", {"cetirizine inhibits CYP3A4"}),
    ("Cetirizine does not inhibit CYP3A4.", {"cetirizine inhibits! CYP3A4"}),
    ("Cetirizine failed to inhibit CYP3A4.", {"cetirizine inhibits! CYP3A4"}),
    ("Cetirizine may cause drowsiness.", {"cetirizine causes? drowsiness"}),
    ("Cetirizine might inhibit CYP3A4.", {"cetirizine inhibits? CYP3A4"}),
    ("Cetirizine could block muscarinic receptors.", {"cetirizine antagonizes? muscarinic receptors"}),
    ("Cetirizine probably inhibits CYP3A4.", {"cetirizine inhibits? CYP3A4"}),
    ("Cetirizine can cause drowsiness.", {"cetirizine causes drowsiness"}),
    ("Cetirizine is thought to inhibit CYP3A4.", {"cetirizine inhibits? CYP3A4"}),
    ("Amitriptyline appears to block sodium channels.", {"amitriptyline inhibits? sodium channels"}),
    ("Amitriptyline possibly blocks sodium channels.", {"amitriptyline inhibits? sodium channels"}),
    ("Morphine commonly causes constipation.", {"morphine causes constipation"}),
    ("In some cases, morphine causes pruritus.", {"morphine causes pruritus"}),
    ("Loratadine rarely causes sedation.", {"loratadine causes sedation"}),
    ("Loratadine never causes sedation.", {"loratadine causes! sedation"}),
    ("Loratadine is unlikely to cause sedation.", {"loratadine causes! sedation"}),
    ("Loratadine may be used for urticaria.", {"loratadine treats urticaria"}),
    ("Trazodone has no affinity for muscarinic receptors.", {"trazodone antagonizes! muscarinic receptors"}),
    ("Trazodone lacks affinity for muscarinic receptors.", {"trazodone antagonizes! muscarinic receptors"}),
    ("Loratadine has no significant effect on heart rate.", {"loratadine decreases! heart rate"}),
    ("Gabapentin is not an agonist at GABA receptors.", {"gabapentin activates! GABA receptors"}),
    (
        "Fexofenadine blocks histamine H1 receptors without causing sedation.",
        {"fexofenadine antagonizes histamine H1 receptors", "fexofenadine causes! sedation"},
    ),
    (
        "Buspirone treats anxiety but does not cause sedation.",
        {"buspirone treats anxiety", "buspirone causes! sedation"},
    ),
    (
        "Neither loratadine nor fexofenadine causes sedation.",
        {"loratadine causes! sedation", "fexofenadine causes! sedation"},
    ),
    (
        "Lidocaine blocks sodium channels; it does not block calcium channels.",
        {"lidocaine inhibits sodium channels", "lidocaine inhibits! calcium channels"},
    ),
    (
        "Sertraline inhibits serotonin reuptake and does not block muscarinic receptors.",
        {"sertraline inhibits serotonin reuptake", "sertraline antagonizes! muscarinic receptors"},
    ),
    (
        "Gabapentin is thought to bind calcium channels and to inhibit glutamate release.",
        {"gabapentin inhibits? glutamate release"},
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_scope(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told(extractor.extract(text)) == expected


def build(words: list[str], heads: list[int], deps: list[str], pos: list[str]) -> Doc:
    """Return a hand-built doc; its words are their own lemmas."""
    return Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps, pos=pos, lemmas=words)


def test_a_cue_on_the_trigger_counts() -> None:
    doc = build(
        ["X", "may", "not", "block", "Y"],
        [3, 3, 3, 3, 3],
        ["nsubj", "aux", "neg", "ROOT", "dobj"],
        ["PROPN", "AUX", "PART", "VERB", "NOUN"],
    )
    scope = read_scope([doc[3]])
    assert (scope.polarity, scope.certainty) == (Polarity.NEGATED, Certainty.HEDGED)
    assert set(scope.cues) == {1, 2}


def test_a_cue_beside_the_path_does_not_count() -> None:
    doc = build(
        ["X", "blocks", "Y", "and", "may", "not", "cause", "Z"],
        [1, 1, 1, 1, 6, 6, 1, 6],
        ["nsubj", "ROOT", "dobj", "cc", "aux", "neg", "conj", "dobj"],
        ["PROPN", "VERB", "NOUN", "CCONJ", "AUX", "PART", "VERB", "NOUN"],
    )
    scope = read_scope([doc[1]])
    assert (scope.polarity, scope.certainty, scope.cues) == (Polarity.AFFIRMED, Certainty.ASSERTED, ())


def test_no_path_is_affirmed_and_asserted() -> None:
    scope = read_scope([])
    assert (scope.polarity, scope.certainty, scope.cues) == (Polarity.AFFIRMED, Certainty.ASSERTED, ())
