"""Where lists end, what their items share, and what stands in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.relations.told import told

if TYPE_CHECKING:
    from pipeline.compose import Extractor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Orlistat reduces absorption of vitamins D and E.",
            {
                "orlistat decreases absorption of vitamins D",
                "orlistat decreases absorption of vitamins E",
            },
        ),
        (
            "Montelukast side effects: loss of sense of taste and/or smell and, rarely, sore throat.",
            {
                "montelukast causes loss of sense of taste",
                "montelukast causes loss of sense of smell",
                "montelukast causes sore throat",
            },
        ),
        (
            "Statins such as atorvastatin, simvastatin, and rosuvastatin are used to lower LDL cholesterol.",
            {
                "statin decreases LDL cholesterol",
                "atorvastatin decreases LDL cholesterol",
                "simvastatin decreases LDL cholesterol",
                "rosuvastatin decreases LDL cholesterol",
            },
        ),
        (
            "Loratadine has no activity at opioid or dopamine receptors in vitro.",
            {
                "loratadine antagonizes! opioid receptors",
                "loratadine antagonizes! dopamine receptors",
            },
        ),
        (
            "Quetiapine is an antagonist of 5-HT2A receptors and, with lower affinity, of D2 receptors.",
            {"quetiapine antagonizes 5-HT2A receptors", "quetiapine antagonizes D2 receptors"},
        ),
        (
            "Letrozole inhibits the isoenzyme CYP2A6. Letrozole binds to aromatase and inhibits the enzyme.",
            {"letrozole inhibits CYP2A6", "letrozole inhibits aromatase"},
        ),
        (
            "Cetirizine works by stopping histamine from acting on its receptors.",
            {"cetirizine antagonizes histamine receptors"},
        ),
        (
            "Dicyclomine causes dry mouth. To relieve dry mouth, chew gum or suck candy.",
            {"dicyclomine causes dry mouth"},
        ),
        (
            "Adalimumab causes headache. It is able to change the ability of your body to fight infections.",
            {"adalimumab causes headache"},
        ),
        (
            "Nadolol causes fatigue. Atenolol and metoprolol are short acting; sotalol and bisoprolol are "
            "long acting, and they may cause bradycardia.",
            {
                "nadolol causes fatigue",
                "sotalol causes? bradycardia",
                "bisoprolol causes? bradycardia",
            },
        ),
        (
            "Flumazenil reverses sedation. Flumazenil reverses the hypothermia produced by diazepam.",
            {
                "flumazenil inhibits sedation",
                "flumazenil inhibits hypothermia",
                "diazepam causes hypothermia",
            },
        ),
    ],
)
def test_what_a_text_tells(extractor: Extractor, text: str, expected: set[str]) -> None:
    """Each text gives these relations and no other of the drug."""
    assert told(extractor.extract(text)) == expected
