"""docs/knowledge.md: its fields are those of the code, its arithmetic is right."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.knowledge.belief import Weights, believe
from pipeline.knowledge.conflicts import ConflictKind
from pipeline.knowledge.merge import merge_triples
from pipeline.knowledge.write import COLUMNS, fact_line
from pipeline.vocabulary import RelationType
from tests.knowledge.claims import NEGATED, claim

PAGE = (Path(__file__).parents[2] / "docs" / "knowledge.md").read_text(encoding="utf-8")
NAMES = set(re.findall(r"`([^`\n]+)`", PAGE))


def test_every_field_is_described() -> None:
    described = {name.partition(".")[0] for name in NAMES}
    (fact,) = merge_triples([claim("a", RelationType.CAUSES, "x")])
    assert set(fact_line(fact, ())) <= described
    of_one_side = {name for name in COLUMNS if not name.startswith(("negated_", "object_"))}
    assert of_one_side <= described
    assert set(ConflictKind) <= described


def test_the_page_s_arithmetic() -> None:
    yes = [
        claim("a", RelationType.INHIBITS, "x", confidence=0.9),
        claim("b", RelationType.INHIBITS, "x"),
    ]
    no = [claim("c", RelationType.INHIBITS, "x", polarity=NEGATED, hedged=True)]
    assert "the belief is 0.98 · 0.6 = 0.588" in PAGE
    assert believe(yes, no, Weights()) == 0.588
    assert f"`--reliability` ({Weights().reliability})" in PAGE
    assert f"`--hedged` ({Weights().hedged})" in PAGE
