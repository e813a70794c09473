"""Small gold and runs made by hand: one text, its mentions by their words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.evaluation.counts import Counts, tally
from pipeline.evaluation.ledger import Ledger, Mistake, Table
from pipeline.evaluation.sentences import split_sentences
from pipeline.export import write_documents, write_triples
from pipeline.gold.schema import GoldDocument, GoldEntity, GoldRelation, Split, Style, save_document
from pipeline.gold.triples import GoldTriple
from pipeline.triples import build_triples
from pipeline.types import (
    Argument,
    Document,
    Entity,
    Evidence,
    Fragment,
    Fragments,
    Relation,
    Triple,
    surface,
)
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

TEXT = (
    "Zolax blocks H1 receptors. It may cause dry mouth and nausea. "
    "Zolax does not inhibit MAO. Ketax inhibits the reuptake of serotonin and dopamine."
)
NEGATED, AFFIRMED = Polarity.NEGATED, Polarity.AFFIRMED


def at(*parts: str, text: str = TEXT) -> Fragments:
    """Return where the parts are, each searched after the one before."""
    found: list[Fragment] = []
    for part in parts:
        start = text.index(part, found[-1].end if found else 0)
        found.append(Fragment(start, start + len(part)))
    return tuple(found)


def gold_entity(key: str, label: Label, *parts: str, name: str | None = None) -> GoldEntity:
    fragments = at(*parts)
    words = surface(TEXT, fragments)
    return GoldEntity(id=key, label=label, fragments=fragments, text=words, name=name or words.lower())


def entity(key: str, label: Label, *parts: str, name: str | None = None) -> Entity:
    fragments = at(*parts)
    words = surface(TEXT, fragments)
    return Entity(key, label, fragments, words, name or words.lower(), None, ("rule:test",))


def gold_relation(  # noqa: PLR0917
    key: str,
    relation: RelationType,
    subject: str,
    object_: str,
    trigger: str = "",
    anchor: str = "",
    *,
    polarity: Polarity = AFFIRMED,
    certainty: Certainty = Certainty.ASSERTED,
    accept: tuple[RelationType, ...] = (),
    via: tuple[str, ...] = (),
    optional: bool = False,
) -> GoldRelation:
    return GoldRelation(
        id=key,
        relation=relation,
        accept=accept,
        subject=subject,
        subject_label=Label.DRUG,
        anchor=at(anchor) if anchor else (),
        object=object_,
        polarity=polarity,
        certainty=certainty,
        effect_kind=EffectKind.ADVERSE if relation == RelationType.CAUSES else None,
        trigger=at(trigger) if trigger else (),
        via=via,
        optional=optional,
    )


def relation(  # noqa: PLR0917
    key: str,
    kind: RelationType,
    subject: str,
    object_: str,
    trigger: str = "",
    anchor: str = "",
    *,
    polarity: Polarity = AFFIRMED,
    certainty: Certainty = Certainty.ASSERTED,
    effect_kind: EffectKind | None = None,
    via: tuple[str, ...] = (),
) -> Relation:
    return Relation(
        id=key,
        relation=kind,
        subject=subject,
        object=object_,
        polarity=polarity,
        certainty=certainty,
        effect_kind=effect_kind or (EffectKind.ADVERSE if kind == RelationType.CAUSES else None),
        trigger=at(trigger) if trigger else (),
        anchor=at(anchor) if anchor else (),
        sentence=Fragment(0, 26),
        section=None,
        via=via,
        found_by=("rule:test",),
    )


def gold_triple(
    subject: str | Sequence[str],
    relation_: str | Sequence[str],
    object_: str | Sequence[str],
    *,
    polarity: Polarity = AFFIRMED,
    optional: bool = False,
    via: tuple[int, ...] = (),
    certainty: Certainty = Certainty.ASSERTED,
) -> GoldTriple:
    return GoldTriple(
        subject=_listed(subject),
        subject_label=Label.DRUG,
        relation=tuple(map(RelationType, _listed(relation_))),
        object=_listed(object_),
        object_label=(Label.EFFECT,),
        polarity=polarity,
        certainty=certainty,
        effect_kind=None,
        evidence=(Fragment(0, 5),),
        optional=optional,
        via=via,
    )


def triple(
    subject: str,
    relation_: str,
    object_: str,
    *,
    key: str | None = None,
    text: str | None = None,
    polarity: Polarity = AFFIRMED,
    via: tuple[str, ...] = (),
    certainty: Certainty = Certainty.ASSERTED,
    doc: str = "zolax.txt",
) -> Triple:
    return Triple(
        id=key or f"{subject}/{relation_}/{object_}/{polarity}",
        doc_id=doc,
        subject=Argument(subject, Label.DRUG, subject),
        relation=RelationType(relation_),
        object=Argument(object_, Label.EFFECT, text or object_),
        polarity=polarity,
        certainty=certainty,
        effect_kind=None,
        evidence=(Evidence(None, Fragment(0, 26), (), (), (Fragment(0, 5),), "A sentence.", ("rule:test",)),),
        via=via,
    )


def ledger() -> Ledger:
    return Ledger("zolax.txt", split_sentences(TEXT))


def counts(written: Ledger, table: Table, name: str | None = None) -> Counts:
    """Return the counts of a table, of one name or of all."""
    items = written.counted.get(table, [])
    return tally(item for item in items if name is None or item.name == name)


def kinds(mistakes: Iterable[Mistake]) -> list[tuple[str, str]]:
    return sorted((mistake.side.value, mistake.kind.value) for mistake in mistakes)


GOLD_ENTITIES = (
    gold_entity("T1", Label.DRUG, "Zolax"),
    gold_entity("T2", Label.RECEPTOR, "H1 receptors", name="histamine H1 receptor"),
    gold_entity("T3", Label.EFFECT, "dry mouth"),
    gold_entity("T4", Label.EFFECT, "nausea"),
    gold_entity("T5", Label.ENZYME, "MAO", name="monoamine oxidase"),
    gold_entity("T6", Label.DRUG, "Ketax"),
    gold_entity("T7", Label.PROCESS, "reuptake of serotonin"),
    gold_entity("T8", Label.PROCESS, "reuptake of", "dopamine"),
)
GOLD_RELATIONS = (
    gold_relation("a1", RelationType.ANTAGONIZES, "zolax", "T2", "blocks", "Zolax"),
    gold_relation(
        "a2", RelationType.CAUSES, "zolax", "T3", "cause", "It", certainty=Certainty.HEDGED, via=("a1",)
    ),
    gold_relation("a3", RelationType.CAUSES, "zolax", "T4", "cause", "It", certainty=Certainty.HEDGED),
    gold_relation("a4", RelationType.INHIBITS, "zolax", "T5", "inhibit", "Zolax", polarity=NEGATED),
    gold_relation("a5", RelationType.INHIBITS, "ketax", "T7", "inhibits", "Ketax"),
    gold_relation("a6", RelationType.INHIBITS, "ketax", "T8", "inhibits", "Ketax"),
)


def gold_document(
    *,
    doc: str = "zolax.txt",
    text: str = TEXT,
    relations: tuple[GoldRelation, ...] = GOLD_RELATIONS,
    entities: tuple[GoldEntity, ...] = GOLD_ENTITIES,
    split: Split = Split.TRAIN,
    style: Style = Style.SMPC,
) -> GoldDocument:
    return GoldDocument(
        format=1,
        doc=doc,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        drug="zolax",
        style=style,
        split=split,
        names={"monoamine oxidase": ("MAO",)},
        entities=entities,
        relations=relations,
    )


def perfect(gold: GoldDocument, *, text: str = TEXT) -> Document:
    """Return the document of a run that says exactly what the gold says."""
    entities = tuple(
        Entity(e.id, e.label, e.fragments, e.text, e.name, None, ("rule:test",)) for e in gold.entities
    )
    subject = {e.name: e.id for e in reversed(entities) if e.label == Label.DRUG}
    relations = tuple(
        Relation(
            r.id,
            r.relation,
            subject[r.subject],
            r.object,
            r.polarity,
            r.certainty,
            r.effect_kind,
            r.trigger,
            r.anchor,
            Fragment(0, 26),
            None,
            r.via,
            ("rule:test",),
        )
        for r in gold.relations
    )
    return Document(gold.doc, text, gold.sha256, None, gold.drug, (), entities, relations)


def write_gold(folder: Path, *documents: GoldDocument, text: str = TEXT) -> Path:
    """Write compiled gold and, beside it, its texts; return the gold's folder."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for document in documents:
        save_document(document, folder / "gold" / f"{document.doc.removesuffix('.txt')}.json")
        (corpus / document.doc).write_text(text, encoding="utf-8", newline="")
    return folder / "gold"


def write_run(folder: Path, *documents: Document) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "documents.jsonl", "w", encoding="utf-8") as stream:
        write_documents(documents, stream)
    with open(folder / "triples.jsonl", "w", encoding="utf-8") as stream:
        write_triples([t for document in documents for t in build_triples(document)], stream)
    return folder


def _listed(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
