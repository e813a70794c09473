"""GraphML: the graph that networkx reads back."""

from __future__ import annotations

from pipeline.export import curie
from pipeline.export.libraries import require
from tests.export.conftest import Export
from tests.export.runs import TRIPLES


def test_networkx_reads_an_edge_for_each_triple(export: Export) -> None:
    graph = require("networkx", purpose="test").read_graphml(export("graphml"), force_multigraph=True)
    edges = {key: (start, end, data) for start, end, key, data in graph.edges(keys=True, data=True)}
    assert set(edges) == {triple.id for triple in TRIPLES}
    assert graph.number_of_edges() == len(TRIPLES)
    for triple in TRIPLES:
        start, end, data = edges[triple.id]
        assert (start, end) == (curie(triple.subject), curie(triple.object))
        assert graph.nodes[end]["name"] == triple.object.name
        expected = {
            "relation": triple.relation,
            "polarity": triple.polarity,
            "certainty": triple.certainty,
            "effect_kind": triple.effect_kind,
            "confidence": triple.confidence,
            "doc_id": triple.doc_id,
            "mentions": len(triple.evidence),
            "evidence": triple.evidence[0].text,
            "via": ";".join(triple.via) or None,
        }
        assert {name: data.get(name) for name in expected} == expected
