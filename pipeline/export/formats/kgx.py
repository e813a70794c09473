"""`kgx`: a folder (or .zip) of `nodes.tsv` and `edges.tsv`, a knowledge graph in terms of the Biolink model.

A node is a concept, an edge one triple. Lists are parted by `|` (one in a text becomes `¦`), white space
within a cell is one space, nothing is quoted, nothing known is an empty cell. Columns that begin with
`monograph_` are ours, all others slots of Biolink. The terms are in `pipeline.export.formats.biolink`.

Source: https://github.com/biolink/kgx/blob/master/specification/kgx-format.md
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.export.atomic import replacing_folder
from pipeline.export.concepts import curie, document_curie
from pipeline.export.formats.biolink import (
    AGENT_TYPE,
    KNOWLEDGE_LEVEL,
    SOURCE,
    biolink_curie,
    node_category,
    statement,
)
from pipeline.export.run import Run
from pipeline.types import Argument, Triple

NODE_COLUMNS: Final = ("id", "category", "name", "synonym", "provided_by", "monograph_label")
EDGE_COLUMNS: Final = (
    "id",
    "category",
    "subject",
    "predicate",
    "object",
    "qualified_predicate",
    "object_aspect_qualifier",
    "object_direction_qualifier",
    "causal_mechanism_qualifier",
    "negated",
    "knowledge_level",
    "agent_type",
    "primary_knowledge_source",
    "publications",
    "supporting_text",
    "evidence_count",
    "has_confidence_score",
    "original_subject",
    "original_predicate",
    "original_object",
    "monograph_certainty",
    "monograph_effect_kind",
    "monograph_via",
    "monograph_found_by",
    "monograph_contradicted_by",
)


@dataclass(slots=True)
class _Node:
    """A concept, as far as it has been met."""

    name: str
    labels: dict[str, None] = field(default_factory=dict)
    categories: dict[str, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)


def write_kgx(run: Run, out: Path) -> None:
    """Write the run's triples as a knowledge graph: two tables, packed where `out` ends in .zip."""
    nodes: dict[str, _Node] = {}
    with replacing_folder(out) as folder:
        with open(folder / "edges.tsv", "w", encoding="utf-8", newline="") as stream:
            stream.write(_line(EDGE_COLUMNS))
            for triple in run.triples():
                for argument in (triple.subject, triple.object):
                    _meet(nodes, argument)
                cells = _edge(triple)
                stream.write(_line(cells[column] for column in EDGE_COLUMNS))
        with open(folder / "nodes.tsv", "w", encoding="utf-8", newline="") as stream:
            stream.write(_line(NODE_COLUMNS))
            for name, node in sorted(nodes.items()):
                stream.write(_line(_node_cells(name, node)))


def _meet(nodes: dict[str, _Node], argument: Argument) -> None:
    node = nodes.setdefault(biolink_curie(curie(argument)), _Node(argument.name))
    node.labels[argument.label] = None
    node.categories[node_category(argument)] = None
    for text in (argument.name, argument.text):
        if text != node.name:
            node.texts[text] = None


def _node_cells(name: str, node: _Node) -> tuple[str, ...]:
    return (
        name,
        _list(sorted(node.categories)),
        _cell(node.name),
        _list(sorted(node.texts)),
        SOURCE,
        _list(sorted(node.labels)),
    )


def _edge(triple: Triple) -> dict[str, str]:
    terms = statement(triple)
    return {
        "id": f"MONOGRAPH.TRIPLE:{triple.id}",
        "category": terms.association,
        "subject": biolink_curie(curie(triple.subject)),
        "predicate": terms.predicate,
        "object": biolink_curie(curie(triple.object)),
        "qualified_predicate": terms.qualified_predicate or "",
        "object_aspect_qualifier": terms.aspect or "",
        "object_direction_qualifier": terms.direction or "",
        "causal_mechanism_qualifier": terms.mechanism or "",
        "negated": str(triple.polarity == "negated").lower(),
        "knowledge_level": KNOWLEDGE_LEVEL,
        "agent_type": AGENT_TYPE,
        "primary_knowledge_source": SOURCE,
        "publications": document_curie(triple.doc_id),
        "supporting_text": _list(evidence.text for evidence in triple.evidence),
        "evidence_count": str(len(triple.evidence)),
        "has_confidence_score": "" if triple.confidence is None else repr(triple.confidence),
        "original_subject": _cell(triple.subject.text),
        "original_predicate": triple.relation,
        "original_object": _cell(triple.object.text),
        "monograph_certainty": triple.certainty,
        "monograph_effect_kind": triple.effect_kind or "",
        "monograph_via": _list(f"MONOGRAPH.TRIPLE:{cause}" for cause in triple.via),
        "monograph_found_by": _list(
            dict.fromkeys(name for evidence in triple.evidence for name in evidence.found_by)
        ),
        "monograph_contradicted_by": _list(
            dict.fromkeys(name for evidence in triple.evidence for name in evidence.contradicted_by)
        ),
    }


def _cell(text: str) -> str:
    return " ".join(text.split())


def _list(texts: Iterable[str]) -> str:
    return "|".join(_cell(text).replace("|", "¦") for text in texts)


def _line(cells: Iterable[str]) -> str:
    return "\t".join(cells) + "\n"
