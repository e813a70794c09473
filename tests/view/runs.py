"""Runs made by hand for the page: a few claims, hostile ones, and many."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.export import write_documents, write_triples
from pipeline.types import Argument, Document, Entity, Evidence, Fragment, Section, Triple, content_id
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

TEXT = (
    "Zolax\n\n"
    "How it works\nZolax blocks H1 receptors, which\nbrings sedation. Zolax may cause dry mouth. "
    "It does not inhibit MAO."
)
HOSTILE = (
    "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 2'>\"'&amp;\u2028\u2029<!--"
)


def span(text: str, words: str) -> Fragment:
    start = text.index(words)
    return Fragment(start, start + len(words))


def claim(
    text: str,
    relation: RelationType,
    label: Label,
    object_: str,
    trigger: str,
    *,
    doc: str = "zolax.txt",
    drug: str = "zolax",
    polarity: Polarity = Polarity.AFFIRMED,
    certainty: Certainty = Certainty.ASSERTED,
    confidence: float | None = None,
    via: tuple[str, ...] = (),
) -> Triple:
    before = text[: text.index(trigger)]
    start = max(before.rfind(mark) + len(mark) if mark in before else 0 for mark in (". ", "works\n"))
    end = text.find(".", text.index(trigger)) + 1 or len(text)
    evidence = Evidence(
        "How it works",
        Fragment(start, end),
        (span(text, text.split(maxsplit=1)[0]),),
        (span(text, trigger),),
        (span(text, object_),),
        text[start:end],
        ("rule:test",),
    )
    return Triple(
        content_id(doc, drug, relation, object_, polarity),
        doc,
        Argument(drug, Label.DRUG, drug),
        relation,
        Argument(object_, label, object_),
        polarity,
        certainty,
        EffectKind.ADVERSE if relation == RelationType.CAUSES else None,
        (evidence,),
        via,
        confidence,
    )


def document(text: str = TEXT, *, doc: str = "zolax.txt", stored: bool = True) -> Document:
    """Return a document; where its text is not stored, its digest is that of the text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    first = span(text, text.split(maxsplit=1)[0])
    entity = Entity("e1", Label.DRUG, (first,), text[first.start : first.end], "zolax", None, ("rule:test",))
    return Document(
        doc,
        text,
        "0" * 64 if stored else digest,
        None,
        "zolax",
        (Section("How it works", "mechanism", min(7, len(text) - 1), len(text)),),
        (entity,),
    )


def claims(*, doc: str = "zolax.txt") -> tuple[Triple, ...]:
    """Four claims: an antagonist, a hedged effect, one by way of the first, and a negated one."""
    blocks = claim(
        TEXT, RelationType.ANTAGONIZES, Label.RECEPTOR, "H1 receptors", "blocks", doc=doc, confidence=0.9
    )
    return (
        blocks,
        claim(TEXT, RelationType.CAUSES, Label.EFFECT, "sedation", "brings", doc=doc, via=(blocks.id,)),
        claim(
            TEXT,
            RelationType.CAUSES,
            Label.EFFECT,
            "dry mouth",
            "cause",
            doc=doc,
            certainty=Certainty.HEDGED,
            confidence=0.4,
        ),
        claim(
            TEXT, RelationType.INHIBITS, Label.ENZYME, "MAO", "inhibit", doc=doc, polarity=Polarity.NEGATED
        ),
    )


def write_run(folder: Path, documents: Sequence[Document], triples: Sequence[Triple]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "documents.jsonl", "w", encoding="utf-8", newline="") as stream:
        write_documents(documents, stream)
    with open(folder / "triples.jsonl", "w", encoding="utf-8", newline="") as stream:
        write_triples(triples, stream)
    return folder
