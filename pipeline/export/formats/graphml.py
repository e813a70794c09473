"""`graphml`: a directed multigraph, a node for each concept and an edge for each triple.

Nodes (their ids are CURIEs) have `name` and `label`; edges (their keys are the triples' ids) `relation`,
`polarity`, `certainty`, `effect_kind`, `confidence`, `doc_id`, `mentions` (pieces of evidence), `evidence`
(the first sentence) and `via` (ids joined by `;`). What is not known is left out.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.export.atomic import replacing_file
from pipeline.export.concepts import curie
from pipeline.export.formats.xml_text import xml_safe
from pipeline.export.libraries import require
from pipeline.export.run import Run
from pipeline.types import Triple


def write_graphml(run: Run, out: Path) -> None:
    """Write the run's triples as GraphML, for networkx, Gephi, Cytoscape or yEd."""
    networkx = require("networkx", purpose="export to graphml")
    graph = networkx.MultiDiGraph()
    for triple in run.triples():
        for argument in (triple.subject, triple.object):
            if curie(argument) not in graph:
                graph.add_node(curie(argument), name=xml_safe(argument.name), label=str(argument.label))
        graph.add_edge(curie(triple.subject), curie(triple.object), key=triple.id, **_attributes(triple))
    with replacing_file(out) as path:
        networkx.write_graphml(graph, path)


def _attributes(triple: Triple) -> dict[str, object]:
    attributes: dict[str, str | float | None] = {
        "relation": str(triple.relation),
        "polarity": str(triple.polarity),
        "certainty": str(triple.certainty),
        "effect_kind": triple.effect_kind and str(triple.effect_kind),
        "confidence": triple.confidence,
        "doc_id": xml_safe(triple.doc_id),
        "mentions": len(triple.evidence),
        "evidence": xml_safe(triple.evidence[0].text),
        "via": ";".join(triple.via) or None,
    }
    return {name: value for name, value in attributes.items() if value is not None}
