"""The product's own gold, said back word for word, must score 1 with no mistake: gold and scorer agree."""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluation import evaluate
from pipeline.gold.schema import GoldDocument, load_gold
from pipeline.types import Document, Entity, Fragment, Relation
from pipeline.vocabulary import SUBJECTS
from tests.evaluation.cases import write_run

ROOT = Path(__file__).parents[2]


def repeat(gold: GoldDocument) -> Document:
    text = (ROOT / "corpus" / gold.doc).read_bytes().decode()
    subjects = {e.name: e.id for e in reversed(gold.entities) if e.label in SUBJECTS}
    return Document(
        doc_id=gold.doc,
        text=text,
        sha256=gold.sha256,
        entities=tuple(Entity(e.id, e.label, e.fragments, e.text, e.name) for e in gold.entities),
        relations=tuple(
            Relation(
                id=r.id,
                relation=r.relation,
                subject=subjects[r.subject],
                object=r.object,
                polarity=r.polarity,
                certainty=r.certainty,
                effect_kind=r.effect_kind,
                trigger=r.trigger,
                anchor=r.anchor,
                sentence=Fragment(0, len(text)),
                section=None,
                via=r.via,
            )
            for r in gold.relations
        ),
    )


def test_the_gold_said_back_has_no_mistake(tmp_path: Path) -> None:
    documents = load_gold(ROOT / "gold")
    evaluation = evaluate(ROOT / "gold", write_run(tmp_path, *map(repeat, documents)))
    assert len(evaluation.documents) == len(documents) > 0
    assert evaluation.mistakes == ()
