"""What the combiner sees of a candidate: what the rules claim of it, and how sure the text model is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.relations.assembly import Assembly
from pipeline.scoring.candidates import Candidate
from pipeline.scoring.features import group, role
from pipeline.scoring.linear import Array

_FLOOR = 1e-3
"""Added to a probability before its logarithm is taken."""


def describe_rules(assembly: Assembly, candidate: Candidate) -> list[str]:
    """Return what the rules say of a candidate, as features."""
    return list(_features(assembly, candidate))


def describe_model(probabilities: Array) -> Array:
    """Return the text model's probabilities (candidates by classes) as inputs of the combiner."""
    return np.asarray(np.log(probabilities + _FLOOR), dtype=np.float32)


def _features(assembly: Assembly, candidate: Candidate) -> Iterator[str]:
    label = group(candidate.kind.label)
    yield from (f"label={label}", f"kind={candidate.kind.label}", f"by={candidate.kind.by}")
    yield f"role={role(assembly, candidate)}"
    said = {claim.relation for claim in assembly.claims if claim.sentence == candidate.sentence}
    yield from (f"{label}&said={relation}" for relation in sorted(said) or ("nothing",))
    for index, rejection in assembly.rejections:
        if index == candidate.sentence:
            yield f"{label}&rejected={rejection.rule}"
    if not candidate.claims:
        yield "rule=none"
        yield f"{label}&rule=none"
    for claim, subject in candidate.claims:
        whose = "mine" if subject.name == candidate.subject.name else "theirs"
        yield f"rule={whose}:{claim.relation}"
        yield f"rule={whose}:{claim.relation}:{'whole' if claim.object == candidate.phrase else 'part'}"
        yield f"rule={whose}:{claim.rule}"
        yield f"{label}&rule={whose}:{claim.relation}:{claim.agent.kind}"
