"""Objects set against others in one sentence, and denials that several objects share."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from tests.relations.told import told

CASES = {
    "but not": (
        "Celecoxib blocks COX-2 but not COX-1.",
        {"celecoxib inhibits COX-2", "celecoxib inhibits! COX-1"},
    ),
    "not that of": (
        "Sertraline inhibits the reuptake of serotonin, not that of dopamine.",
        {"sertraline inhibits reuptake of serotonin", "sertraline inhibits! reuptake of dopamine"},
    ),
    "but not with a preposition": (
        "Fluconazole is active against Candida albicans but not against Candida krusei.",
        {"fluconazole treats Candida albicans", "fluconazole treats! Candida krusei"},
    ),
    "only but! also": (
        "Ibuprofen inhibits not only COX-1 but also COX-2.",
        {"ibuprofen inhibits COX-1", "ibuprofen inhibits COX-2"},
    ),
    "neither nor": (
        "Finasteride inhibits neither aromatase nor CYP17A1.",
        {"finasteride inhibits! aromatase", "finasteride inhibits! CYP17A1"},
    ),
    "two predicates": (
        "Loratadine blocks histamine H1 receptors and does not cause sedation.",
        {"loratadine antagonizes histamine H1 receptors", "loratadine causes! sedation"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_each_object_keeps_its_own_polarity(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told(extractor.extract(text)) == expected
