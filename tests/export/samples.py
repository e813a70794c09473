"""Triples and documents that use every field, and hypothesis strategies for any."""

from __future__ import annotations

import hashlib

from hypothesis import strategies as st

from pipeline.types import Argument, Document, Entity, Evidence, Fragment, Relation, Section, Triple
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

TEXT = "It acts as an antagonist at histamine H1 receptors,\nwhich can lead to its sedative effects."

TRIPLE = Triple(
    id="0123456789abcdef",
    doc_id="a/amitriptyline.txt",
    subject=Argument("amitriptyline", Label.DRUG, "Amitriptyline Hydrochloride", "RXNORM:704"),
    relation=RelationType.ANTAGONIZES,
    object=Argument("histamine H1 receptor", Label.RECEPTOR, "histamine H1 receptors", None),
    polarity=Polarity.AFFIRMED,
    certainty=Certainty.ASSERTED,
    effect_kind=None,
    evidence=(
        Evidence(
            section="Mechanism",
            sentence=Fragment(0, 90),
            subject=(Fragment(0, 2),),
            trigger=(Fragment(14, 24),),
            object=(Fragment(28, 37), Fragment(41, 50)),
            text="It acts as an antagonist at histamine H1 receptors, which leads to its sedative effects.",
            found_by=("rule:antagonist_at", "model:relation"),
        ),
        Evidence(
            None,
            Fragment(100, 120),
            (),
            (),
            (Fragment(110, 120),),
            "Blocks H1.",
            ("rule:blocks",),
            ("model:relation",),
        ),
    ),
    via=("fedcba9876543210", "00000000ffffffff"),
    confidence=0.97,
)

DOCUMENT = Document(
    doc_id="a/amitriptyline.txt",
    text=TEXT,
    sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    title="Amitriptyline",
    drug="amitriptyline",
    sections=(Section("Mechanism", "mechanism", 0, 90), Section("", None, 90, 90)),
    entities=(
        Entity("T1", Label.DRUG, (Fragment(0, 2),), "It", "amitriptyline", "RXNORM:704", ("rule:pronoun",)),
        Entity(
            "T2",
            Label.RECEPTOR,
            (Fragment(28, 37), Fragment(41, 50)),
            "histamine receptors",
            "histamine receptor",
        ),
    ),
    relations=(
        Relation(
            id="R1",
            relation=RelationType.ANTAGONIZES,
            subject="T1",
            object="T2",
            polarity=Polarity.NEGATED,
            certainty=Certainty.HEDGED,
            effect_kind=None,
            trigger=(Fragment(14, 24),),
            anchor=(Fragment(0, 2),),
            sentence=Fragment(0, 90),
            section="Mechanism",
            via=("R2",),
            found_by=("rule:antagonist_at",),
            confidence=0.5,
        ),
    ),
)

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
_fragments = st.tuples(st.integers(0, 10**9), st.integers(1, 10**6)).map(
    lambda p: Fragment(p[0], p[0] + p[1])
)
_arguments = st.builds(
    Argument, name=_names, label=st.sampled_from(Label), text=_texts, id=st.none() | st.just("HGNC:5182")
)
_evidence = st.builds(
    Evidence,
    section=st.none() | _texts,
    sentence=_fragments,
    subject=st.lists(_fragments, max_size=2).map(tuple),
    trigger=st.lists(_fragments, max_size=2).map(tuple),
    object=st.lists(_fragments, min_size=1, max_size=3).map(tuple),
    text=_texts,
    found_by=st.lists(_texts, max_size=2).map(tuple),
    contradicted_by=st.lists(_texts, max_size=1).map(tuple),
)
TRIPLES = st.builds(
    Triple,
    id=_names,
    doc_id=_names,
    subject=_arguments,
    relation=st.sampled_from(RelationType),
    object=_arguments,
    polarity=st.sampled_from(Polarity),
    certainty=st.sampled_from(Certainty),
    effect_kind=st.none() | st.sampled_from(EffectKind),
    evidence=st.lists(_evidence, min_size=1, max_size=3).map(tuple),
    via=st.lists(_names, max_size=2).map(tuple),
    confidence=st.none() | st.floats(0, 1),
)
"""Any triple that the format allows."""
