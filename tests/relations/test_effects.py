"""Whether an effect is adverse, therapeutic or physiological."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from pipeline.vocabulary import EffectKind, RelationType

ADVERSE, THERAPEUTIC, PHYSIOLOGICAL = EffectKind.ADVERSE, EffectKind.THERAPEUTIC, EffectKind.PHYSIOLOGICAL


def kinds(extractor: Extractor, text: str) -> dict[str, EffectKind | None]:
    """Return the effects of a text with their kinds."""
    document = extractor.extract(text)
    words = {entity.id: entity.text for entity in document.entities}
    return {words[r.object]: r.effect_kind for r in document.relations if r.relation is RelationType.CAUSES}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clozapine causes weight gain.", {"weight gain": ADVERSE}),
        ("Morphine produces analgesia.", {"analgesia": THERAPEUTIC}),
        ("Promethazine has antiemetic effects.", {"antiemetic effects": THERAPEUTIC}),
        (
            "Diphenhydramine has anticholinergic side effects.",
            {"anticholinergic side effects": ADVERSE},
        ),
        (
            "Prazosin can cause vasodilation and dizziness.",
            {"vasodilation": PHYSIOLOGICAL, "dizziness": ADVERSE},
        ),
        (
            "Propofol is used for the induction and maintenance of general anesthesia.",
            {"general anesthesia": THERAPEUTIC},
        ),
        (
            "The most common side effects of prazosin are vasodilation and rash.",
            {"vasodilation": ADVERSE, "rash": ADVERSE},
        ),
    ],
)
def test_effect_kind(extractor: Extractor, text: str, expected: dict[str, EffectKind]) -> None:
    assert kinds(extractor, text) == expected


def test_a_section_of_adverse_reactions_makes_its_effects_adverse(extractor: Extractor) -> None:
    text = "Prazosin\n\nPrazosin is used to treat hypertension.\n\n{}\n\nPrazosin can cause vasodilation.\n"
    assert kinds(extractor, text.format("Pharmacology")) == {"vasodilation": PHYSIOLOGICAL}
    assert kinds(extractor, text.format("Adverse reactions")) == {"vasodilation": ADVERSE}


def test_other_relations_have_no_kind(extractor: Extractor) -> None:
    document = extractor.extract("Loratadine blocks histamine H1 receptors and relieves urticaria.")
    assert [relation.effect_kind for relation in document.relations] == [None, None]
