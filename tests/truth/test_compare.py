"""Triples beside the databases: the same action, another one, not known."""

from __future__ import annotations

import pytest

from pipeline.concepts import load_base
from pipeline.types import Argument, Evidence, Fragment, Triple
from pipeline.vocabulary import Certainty, Label, Polarity, RelationType
from tools.truth.compare import compare_triples
from tools.truth.known import Known

KNOWN: Known = {("amitriptyline", "ADRA1B"): {("block", "GtoPdb")}}


def _triple(relation: RelationType, target: Argument, polarity: Polarity = Polarity.AFFIRMED) -> Triple:
    place = (Fragment(0, 3),)
    evidence = Evidence(None, Fragment(0, 9), place, place, place, "a", ("rule",))
    drug = Argument("amitriptyline", Label.DRUG, "Elavil", "RXNORM:704")
    return Triple("t", "d", drug, relation, target, polarity, Certainty.ASSERTED, None, (evidence,))


ALPHA = Argument("alpha-1 adrenergic receptor", Label.RECEPTOR, "α1", "MESH:D018340")
H1 = Argument("histamine H1 receptor", Label.RECEPTOR, "H1", "HGNC:5182")


@pytest.mark.parametrize(
    ("relation", "target", "verdict"),
    [
        (RelationType.ANTAGONIZES, ALPHA, "same action"),
        (RelationType.ACTIVATES, ALPHA, "another action"),
        (RelationType.ANTAGONIZES, H1, "not known"),
    ],
)
def test_verdicts(relation: RelationType, target: Argument, verdict: str) -> None:
    (compared,) = compare_triples([_triple(relation, target)], KNOWN, load_base())
    assert compared.verdict == verdict


def test_denials_and_unlinked_targets_are_left_out() -> None:
    denied = _triple(RelationType.ANTAGONIZES, ALPHA, Polarity.NEGATED)
    unlinked = _triple(RelationType.ANTAGONIZES, Argument("x receptor", Label.RECEPTOR, "x"))
    assert compare_triples([denied, unlinked], KNOWN, load_base()) == []
