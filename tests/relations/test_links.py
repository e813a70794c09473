"""Links: one relation comes about through another, in one sentence or over two, never the other way."""

from __future__ import annotations

import pytest

from pipeline.compose import Extractor
from tests.relations.told import links

CASES = {
    "by doing": (
        "By inhibiting xanthine oxidase, allopurinol reduces uric acid production.",
        {("allopurinol decreases uric acid production", "allopurinol inhibits xanthine oxidase")},
    ),
    "by doing, inside": (
        "Tamsulosin, by blocking alpha-1 receptors, can cause dizziness.",
        {("tamsulosin causes dizziness", "tamsulosin antagonizes alpha-1 receptors")},
    ),
    "by doing, to treat": (
        "By blocking dopamine D2 receptors, haloperidol reduces psychosis.",
        {("haloperidol treats psychosis", "haloperidol antagonizes dopamine D2 receptors")},
    ),
    "by blocking what was named before": (
        "Nifedipine blocks L-type calcium channels. By blocking these channels, it lowers blood pressure.",
        {("nifedipine decreases blood pressure", "nifedipine inhibits L-type calcium channels")},
    ),
    "through": (
        "Aspirin causes gastric ulcers through inhibition of COX-1.",
        {("aspirin causes gastric ulcers", "aspirin inhibits COX-1")},
    ),
    "which leads to": (
        "Doxepin blocks histamine H1 receptors, which leads to sedation.",
        {("doxepin causes sedation", "doxepin antagonizes histamine H1 receptors")},
    ),
    "which reduces": (
        "Simvastatin inhibits HMG-CoA reductase, which reduces cholesterol synthesis.",
        {("simvastatin decreases cholesterol synthesis", "simvastatin inhibits HMG-CoA reductase")},
    ),
    "thereby": (
        "Omeprazole inhibits the proton pump, thereby reducing gastric acid secretion.",
        {("omeprazole decreases gastric acid secretion", "omeprazole inhibits proton pump")},
    ),
    "leading to two": (
        "Prazosin blocks alpha-1 receptors, leading to vasodilation and orthostatic hypotension.",
        {
            ("prazosin causes vasodilation", "prazosin antagonizes alpha-1 receptors"),
            ("prazosin causes orthostatic hypotension", "prazosin antagonizes alpha-1 receptors"),
        },
    ),
    "the action is the subject": (
        "Doxepin's antagonism at histamine H1 receptors causes sedation.",
        {("doxepin causes sedation", "doxepin antagonizes histamine H1 receptors")},
    ),
    "this blockade": (
        "Doxepin blocks histamine H1 receptors. This blockade causes sedation.",
        {("doxepin causes sedation", "doxepin antagonizes histamine H1 receptors")},
    ),
    "in so doing": (
        "Allopurinol inhibits xanthine oxidase. In so doing it reduces uric acid production.",
        {("allopurinol decreases uric acid production", "allopurinol inhibits xanthine oxidase")},
    ),
    "therefore": (
        "Cimetidine inhibits CYP3A4. It therefore increases midazolam levels.",
        {("cimetidine increases midazolam levels", "cimetidine inhibits CYP3A4")},
    ),
    "in this way": (
        "Cimetidine inhibits CYP3A4 and in this way increases midazolam levels.",
        {("cimetidine increases midazolam levels", "cimetidine inhibits CYP3A4")},
    ),
    "because": (
        "Because it blocks muscarinic receptors, oxybutynin causes dry mouth.",
        {("oxybutynin causes dry mouth", "oxybutynin antagonizes muscarinic receptors")},
    ),
    "this inhibition": (
        "Fluoxetine inhibits serotonin reuptake. This inhibition increases serotonin levels.",
        {("fluoxetine increases serotonin levels", "fluoxetine inhibits serotonin reuptake")},
    ),
}
UNLINKED = (
    "Loratadine blocks histamine H1 receptors. It can cause headache.",
    "Loratadine relieves urticaria and causes headache.",
    "Metformin reduces hepatic glucose production. Sulfonylureas stimulate insulin secretion.",
    "Clozapine can cause sedation, weight gain and constipation.",
    "Clozapine blocks dopamine D2 receptors. Overdose can cause coma.",
)


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_link(extractor: Extractor, text: str, expected: set[tuple[str, str]]) -> None:
    assert links(extractor.extract(text)) == expected


@pytest.mark.parametrize("text", UNLINKED)
def test_what_only_stands_together_is_not_linked(extractor: Extractor, text: str) -> None:
    document = extractor.extract(text)
    assert document.relations
    assert links(document) == set()


@pytest.mark.parametrize("text", [text for text, _ in CASES.values()])
def test_a_link_has_one_direction(extractor: Extractor, text: str) -> None:
    found = links(extractor.extract(text))
    assert found
    assert not {(cause, effect) for effect, cause in found} & found
