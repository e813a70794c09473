"""Short triples for tests: what a document says, in one line."""

from __future__ import annotations

from pipeline.types import Argument, Evidence, Fragment, Triple, content_id
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

AFFIRMED, NEGATED = Polarity.AFFIRMED, Polarity.NEGATED
_EVIDENCE = Evidence(None, Fragment(0, 9), (), (), (Fragment(0, 4),), "A sentence.", ("rule:x",))


def claim(
    doc_id: str,
    relation: RelationType,
    target: str,
    *,
    subject: str = "drug",
    drug_id: str | None = None,
    target_id: str | None = None,
    label: Label = Label.RECEPTOR,
    polarity: Polarity = AFFIRMED,
    hedged: bool = False,
    effect_kind: EffectKind | None = None,
    confidence: float | None = None,
    mentions: int = 1,
) -> Triple:
    """Return a triple with as much evidence as there are mentions."""
    return Triple(
        id=content_id(doc_id, subject, relation, target, polarity),
        doc_id=doc_id,
        subject=Argument(subject, Label.DRUG, subject, drug_id),
        relation=relation,
        object=Argument(target, label, target, target_id),
        polarity=polarity,
        certainty=Certainty.HEDGED if hedged else Certainty.ASSERTED,
        effect_kind=effect_kind,
        evidence=(_EVIDENCE,) * mentions,
        confidence=confidence,
    )
