"""Runs of short claims, written to folders as a run is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.export import write_documents, write_triples
from pipeline.types import Argument, Document, Evidence, Fragment, Triple, content_id
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

TEXT = 'It blocks H1 and causes sedation, dry mouth and <b>&"odd"</b> | things.'
AFFIRMED, NEGATED = Polarity.AFFIRMED, Polarity.NEGATED


def claim(
    relation: RelationType,
    target: str,
    *,
    doc_id: str = "a.txt",
    polarity: Polarity = AFFIRMED,
    label: Label = Label.EFFECT,
    at: int = 0,
    rule: str = "rule:x",
    via: Sequence[Triple] = (),
) -> Triple:
    """Return a triple of `drug` whose object is the word at a place of the text."""
    return Triple(
        id=content_id(doc_id, "drug", relation, target, polarity),
        doc_id=doc_id,
        subject=Argument("drug", Label.DRUG, "Drug", "RXNORM:1"),
        relation=relation,
        object=Argument(target, label, target, None),
        polarity=polarity,
        certainty=Certainty.ASSERTED,
        effect_kind=EffectKind.ADVERSE if relation is RelationType.CAUSES else None,
        evidence=(
            Evidence(
                None, Fragment(0, len(TEXT)), (Fragment(0, 2),), (), (Fragment(at, at + 2),), TEXT, (rule,)
            ),
        ),
        via=tuple(target.id for target in via),
    )


def flip(triple: Triple) -> Triple:
    """Return the triple with the other polarity and the id that goes with it."""
    polarity = NEGATED if triple.polarity is AFFIRMED else AFFIRMED
    key = content_id(triple.doc_id, triple.subject.name, triple.relation, triple.object.name, polarity)
    return replace(triple, polarity=polarity, id=key)


def write_run(folder: Path, documents: Sequence[str], triples: Sequence[Triple], *, text: str = TEXT) -> Path:
    """Write a run of these documents, each of the same text, and return its folder."""
    folder.mkdir()
    digest = hashlib.sha256(text.encode()).hexdigest()
    with open(folder / "documents.jsonl", "w", encoding="utf-8") as stream:
        write_documents([Document(name, text, digest) for name in documents], stream)
    with open(folder / "triples.jsonl", "w", encoding="utf-8") as stream:
        write_triples(sorted(triples, key=lambda triple: triple.doc_id), stream)
    (folder / "run.json").write_text(f'{{"monograph": "{folder.name}"}}', encoding="utf-8")
    return folder
