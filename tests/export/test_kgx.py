"""KGX: tables whose every row is an instance of a class of the Biolink model."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from pipeline.export.formats.biolink import node_category, statement
from pipeline.export.formats.kgx import EDGE_COLUMNS, NODE_COLUMNS
from pipeline.types import Argument
from pipeline.vocabulary import OBJECTS, Label, RelationType
from tests.export.conftest import Export
from tests.export.readers import biolink_instance, read_kgx
from tests.export.runs import TRIPLES

BIOLINK: Any = import_module("biolink_model.datamodel.pydanticmodel_v2")


def test_every_row_is_an_instance_of_its_biolink_class(export: Export) -> None:
    nodes, edges = read_kgx(export("kgx") / "nodes.tsv"), read_kgx(export("kgx") / "edges.tsv")
    assert (tuple(nodes[0]), tuple(edges[0])) == (NODE_COLUMNS, EDGE_COLUMNS)
    assert len(edges) == len(TRIPLES)
    for node in nodes:
        for category in node["category"].split("|"):
            assert biolink_instance(node, category).id == node["id"]
    for edge in edges:
        assert biolink_instance(edge, edge["category"]).knowledge_level == "not_provided"
    ends = {edge[side] for edge in edges for side in ("subject", "object")}
    assert ends == {node["id"] for node in nodes}
    assert len(ends) == len(nodes)


def test_the_check_can_fail(export: Export) -> None:
    edge = read_kgx(export("kgx") / "edges.tsv")[0]
    for slot, wrong in (("predicate", "biolink:hinders"), ("causal_mechanism_qualifier", "magic")):
        with pytest.raises(ValueError, match="validation error"):
            biolink_instance(edge | {slot: wrong}, edge["category"])


def test_edges_keep_what_triples_say(export: Export) -> None:
    edges = {edge["id"].partition(":")[2]: edge for edge in read_kgx(export("kgx") / "edges.tsv")}
    for triple in TRIPLES:
        edge = edges[triple.id]
        assert edge["negated"] == ("true" if triple.polarity == "negated" else "false")
        assert edge["original_predicate"] == triple.relation
        assert int(edge["evidence_count"]) == len(triple.evidence)
        assert len(edge["supporting_text"].split("|")) == len(triple.evidence)
        assert edge["has_confidence_score"] == ("" if triple.confidence is None else str(triple.confidence))
        assert [cause for cause in edge["monograph_via"].split("|") if cause] == [
            f"MONOGRAPH.TRIPLE:{cause}" for cause in triple.via
        ]
    documents = {edge["publications"] for edge in edges.values()}
    assert documents == {"MONOGRAPH.DOC:a/amitriptyline%20mono.txt", "MONOGRAPH.DOC:b.md"}


def test_ids_are_as_biolink_spells_them_or_local(export: Export) -> None:
    nodes = {node["name"]: node for node in read_kgx(export("kgx") / "nodes.tsv")}
    assert nodes["amitriptyline"]["id"] == "RXCUI:704"
    assert nodes["amitriptyline"]["synonym"] == "Amitriptyline|Elavil"
    assert nodes["norepinephrine reuptake"]["id"].startswith("MONOGRAPH:")
    assert nodes["histamine H1 receptor"]["category"] == "biolink:Gene"


def _qualifiers(relation: RelationType, label: Label) -> tuple[str | None, ...]:
    triple = TRIPLES[0]
    made = type(triple)(
        id="x",
        doc_id="x",
        subject=triple.subject,
        relation=relation,
        object=Argument("x", label, "x"),
        polarity=triple.polarity,
        certainty=triple.certainty,
        effect_kind=None,
        evidence=triple.evidence,
    )
    return tuple(statement(made))[1:]


def test_relations_of_one_object_are_kept_apart() -> None:
    for label in Label:
        relations = [relation for relation in RelationType if label in OBJECTS[relation]]
        assert len({_qualifiers(relation, label) for relation in relations}) == len(relations)
    inhibition = _qualifiers(RelationType.INHIBITS, Label.ENZYME)
    antagonism = _qualifiers(RelationType.ANTAGONIZES, Label.RECEPTOR)
    activation = _qualifiers(RelationType.ACTIVATES, Label.RECEPTOR)
    assert inhibition == ("biolink:affects", "biolink:causes", "activity", "decreased", "inhibition")
    assert antagonism == ("biolink:affects", "biolink:causes", "activity", "decreased", "antagonism")
    assert activation == ("biolink:affects", "biolink:causes", "activity", "increased", "activation")


@pytest.mark.parametrize("label", Label)
def test_every_label_has_a_category_of_the_model(label: Label) -> None:
    for prefix in (None, "HGNC:1", "FPLX:A", "MONDO:1", "HP:1", "GO:1", "MESH:D1"):
        assert hasattr(BIOLINK, node_category(Argument("x", label, "x", prefix)).removeprefix("biolink:"))
