"""A small run and its corpus: negated, hedged, via, discontinuous, overlapping mentions, odd characters."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.export import write_documents, write_triples
from pipeline.triples import build_triples
from pipeline.types import Document, Entity, Fragment, Fragments, Relation, Section, content_id, surface
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType

FIRST = (
    "Elavil \U0001f48a | amitriptyline\r\n\r\n"
    "It blocks the reuptake of serotonin and norepinephrine. "
    "It acts as an antagonist at histamine H1 receptors, "
    "which may cause sedation, a fall in blood\r\npressure and Sjögren's syndrome.\x0c "
    "It does not activate α1 receptors.\r\n"
)
SECOND = (
    '\tCimetidine <b>&</b> "amitriptyline".\n\nAmitriptyline activates histamine H1 receptors. '
    "It does not cause sedation. It treats depression and raises α1 receptors' blood pressure.\n"
)
THIRD = "Nothing of note.\n"


class _Marker:
    """Collects what is marked in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entities: list[Entity] = []
        self.relations: list[Relation] = []

    def find(self, words: str) -> Fragment:
        start = self.text.index(words)
        return Fragment(start, start + len(words))

    def entity(self, label: Label, name: str, concept: str | None, *words: str) -> str:
        fragments: Fragments = tuple(map(self.find, words))
        key = content_id(label, fragments)
        text = surface(self.text, fragments)
        self.entities.append(Entity(key, label, fragments, text, name, concept, ("rule:lexicon",)))
        return key

    def relate(
        self,
        subject: str,
        relation: RelationType,
        target: str,
        trigger: str,
        sentence: str,
        *,
        polarity: Polarity = Polarity.AFFIRMED,
        certainty: Certainty = Certainty.ASSERTED,
        effect_kind: EffectKind | None = None,
        anchor: str | None = None,
        via: tuple[str, ...] = (),
        confidence: float | None = None,
    ) -> str:
        key = content_id(relation, subject, target, polarity)
        self.relations.append(
            Relation(
                id=key,
                relation=relation,
                subject=subject,
                object=target,
                polarity=polarity,
                certainty=certainty,
                effect_kind=effect_kind,
                trigger=(self.find(trigger),) if trigger else (),
                anchor=(self.find(anchor),) if anchor else (),
                sentence=self.find(sentence),
                section="Mechanism | of action",
                via=via,
                found_by=("rule:a", "model:b"),
                contradicted_by=("model:c",) if confidence == 0.5 else (),
                confidence=confidence,
            )
        )
        return key

    def document(self, doc_id: str, *, raw: bytes, drug: str) -> Document:
        return Document(
            doc_id=doc_id,
            text=self.text,
            sha256=hashlib.sha256(raw).hexdigest(),
            title=None,
            drug=drug,
            sections=(Section("Mechanism | of action", "mechanism", 0, len(self.text)),),
            entities=tuple(self.entities),
            relations=tuple(self.relations),
        )


def _first() -> Document:
    mark = _Marker(FIRST)
    drug = mark.entity(Label.DRUG, "amitriptyline", "RXNORM:704", "Elavil")
    mark.entity(Label.DRUG, "amitriptyline", "RXNORM:704", "amitriptyline")
    serotonin = mark.entity(Label.PROCESS, "serotonin reuptake", "GO:0051610", "reuptake of serotonin")
    other = mark.entity(Label.PROCESS, "norepinephrine reuptake", None, "reuptake of", "norepinephrine")
    receptor = mark.entity(Label.RECEPTOR, "histamine H1 receptor", "HGNC:5182", "histamine H1 receptors")
    sedation = mark.entity(Label.EFFECT, "sedation", "MESH:D000077227", "sedation")
    fall = mark.entity(Label.EFFECT, "fall in blood pressure", None, "fall in blood\r\npressure")
    syndrome = mark.entity(Label.EFFECT, "Sjögren's syndrome", "MONDO:0010030", "Sjögren's syndrome")
    alpha = mark.entity(Label.RECEPTOR, "α1 receptor", "FPLX:ADRA1", "α1 receptors")
    one = "It blocks the reuptake of serotonin and norepinephrine."
    two = FIRST[FIRST.index("It acts") : FIRST.index("\x0c")]
    three = "It does not activate α1 receptors."
    for target in (serotonin, other):
        mark.relate(drug, RelationType.INHIBITS, target, "blocks", one, anchor="It", confidence=0.75)
    cause = mark.relate(drug, RelationType.ANTAGONIZES, receptor, "antagonist at", two, anchor="Elavil")
    step = mark.relate(
        drug,
        RelationType.CAUSES,
        fall,
        "cause",
        two,
        certainty=Certainty.HEDGED,
        effect_kind=EffectKind.PHYSIOLOGICAL,
        via=(cause,),
    )
    for target in (sedation, syndrome):
        mark.relate(
            drug,
            RelationType.CAUSES,
            target,
            "" if target == syndrome else "cause",
            two,
            certainty=Certainty.HEDGED,
            effect_kind=EffectKind.ADVERSE,
            via=(cause,) if target == sedation else (step,),
            confidence=0.5,
        )
    mark.relate(drug, RelationType.ACTIVATES, alpha, "activate", three, polarity=Polarity.NEGATED)
    return mark.document("a/amitriptyline mono.txt", raw=FIRST.encode(), drug="amitriptyline")


def _second() -> Document:
    mark = _Marker(SECOND)
    drug = mark.entity(Label.DRUG, "amitriptyline", "RXNORM:704", "Amitriptyline")
    receptor = mark.entity(Label.RECEPTOR, "histamine H1 receptor", "HGNC:5182", "histamine H1 receptors")
    sedation = mark.entity(Label.EFFECT, "sedation", "MESH:D000077227", "sedation")
    depression = mark.entity(Label.CONDITION, "depression", "MESH:D003863", "depression")
    pressure = mark.entity(Label.PROCESS, "blood pressure", "MESH:D001794", "α1 receptors' blood pressure")
    mark.entity(Label.RECEPTOR, "α1 receptor", "FPLX:ADRA1", "α1 receptors")
    last = SECOND[SECOND.index("It treats") :].rstrip()
    mark.relate(
        drug, RelationType.ACTIVATES, receptor, "activates", "Amitriptyline activates histamine H1 receptors."
    )
    mark.relate(
        drug, RelationType.CAUSES, sedation, "cause", "It does not cause sedation.", polarity=Polarity.NEGATED
    )
    mark.relate(drug, RelationType.TREATS, depression, "treats", last, confidence=1.0)
    mark.relate(drug, RelationType.INCREASES, pressure, "raises", last)
    return mark.document("b.md", raw=b"not the text itself: a page in another format", drug="cimetidine")


def _third() -> Document:
    return _Marker(THIRD).document("c.txt", raw=THIRD.encode(), drug="none")


DOCUMENTS = (_first(), _second(), _third())
TRIPLES = tuple(triple for document in DOCUMENTS for triple in build_triples(document))


def make_run(folder: Path) -> tuple[Path, Path]:
    """Write the run and its corpus below the folder; returns the paths of both."""
    run, corpus = folder / "run", folder / "corpus"
    (corpus / "a").mkdir(parents=True)
    run.mkdir()
    for document in (DOCUMENTS[0], DOCUMENTS[2]):
        (corpus / document.doc_id).write_bytes(document.text.encode())
    with open(run / "documents.jsonl", "w", encoding="utf-8", newline="") as stream:
        write_documents(DOCUMENTS, stream)
    with open(run / "triples.jsonl", "w", encoding="utf-8", newline="") as stream:
        write_triples(TRIPLES, stream)
    (run / "run.json").write_text('{"monograph": "1.2.3"}\n', encoding="utf-8")
    return run, corpus
