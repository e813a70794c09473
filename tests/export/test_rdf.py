"""RDF: what rdflib reads back, its vocabulary, and the questions of docs/exports.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.export.formats import rdf
from pipeline.export.formats.rdf_graph import PREFIXES
from pipeline.export.libraries import require
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType
from tests.export.conftest import Export
from tests.export.examples import example
from tests.export.runs import DOCUMENTS, TRIPLES

VOCABULARY = Path(rdf.__file__).with_name("vocabulary.ttl")
RDFLIB = require("rdflib", purpose="test")
MONO = PREFIXES["mono"]


def _load(path: Path) -> Any:
    return RDFLIB.Graph().parse(path, format={".turtle": "turtle", ".jsonld": "json-ld"}[path.suffix])


def _ask(graph: Any, query: str) -> list[tuple[Any, ...]]:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return [tuple(cell and cell.toPython() for cell in row) for row in graph.query(prefixes + query)]


@pytest.fixture
def graph(export: Export) -> Any:
    return _load(export("turtle"))


def test_there_is_a_claim_for_each_triple(graph: Any) -> None:
    rows = _ask(
        graph,
        """SELECT ?id ?subject ?relation ?object ?polarity ?certainty ?kind ?confidence ?doc WHERE {
             ?claim a mono:Claim ; dcterms:identifier ?id ; rdf:subject/skos:notation ?subject ;
               rdf:predicate ?relation ; rdf:object/skos:prefLabel ?object ; mono:polarity ?polarity ;
               mono:certainty ?certainty ; prov:wasDerivedFrom/dcterms:identifier ?doc .
             OPTIONAL { ?claim mono:effectKind ?kind } OPTIONAL { ?claim mono:confidence ?confidence } }""",
    )
    assert sorted(rows, key=str) == sorted(
        (
            (
                triple.id,
                triple.subject.id,
                MONO + triple.relation,
                triple.object.name,
                MONO + triple.polarity,
                MONO + triple.certainty,
                triple.effect_kind and MONO + triple.effect_kind,
                triple.confidence,
                triple.doc_id,
            )
            for triple in TRIPLES
        ),
        key=str,
    )


def test_turtle_and_jsonld_say_the_same(graph: Any, export: Export) -> None:
    assert set(graph) == set(_load(export("jsonld")))
    assert "@context" in json.loads(export("jsonld").read_text(encoding="utf-8"))


def test_positions_are_those_of_the_text(graph: Any) -> None:
    texts = {document.doc_id: document.text for document in DOCUMENTS}
    rows = _ask(
        graph,
        """SELECT ?id ?role ?doc ?start ?end WHERE {
             ?note oa:hasBody/dcterms:identifier ?id ; ?role ?place .
             ?place oa:hasSource/dcterms:identifier ?doc ; oa:hasSelector ?selector .
             ?selector a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end }""",
    )
    found = {(name, role, texts[doc][int(start) : int(end)]) for name, role, doc, start, end in rows}
    other = next(triple for triple in TRIPLES if triple.object.name == "norepinephrine reuptake")
    assert {words for name, role, words in found if name == other.id and role == MONO + "objectAt"} == {
        "reuptake of",
        "norepinephrine",
    }
    sentences = {(name, " ".join(words.split())) for name, role, words in found if role.endswith("hasTarget")}
    quotes = _ask(
        graph,
        """SELECT ?id ?quote WHERE { ?note oa:hasBody/dcterms:identifier ?id ;
             oa:hasTarget/oa:hasSelector/oa:exact ?quote }""",
    )
    assert sentences == set(quotes)
    assert len({name for name, _ in sentences}) == len(TRIPLES)


def test_only_what_is_affirmed_and_asserted_is_stated_directly(graph: Any) -> None:
    stated = {
        (str(subject), str(relation).removeprefix(MONO), str(target))
        for relation in RelationType
        for subject, relation, target in graph.triples((None, RDFLIB.URIRef(MONO + relation), None))
    }
    certain = [t for t in TRIPLES if (t.polarity, t.certainty) == (Polarity.AFFIRMED, Certainty.ASSERTED)]
    assert len(stated) == len({(t.subject, t.relation, t.object) for t in certain}) == 6
    assert not [row for row in stated if row[1] == "causes"]


def test_every_term_is_in_the_vocabulary(graph: Any) -> None:
    vocabulary = RDFLIB.Graph().parse(VOCABULARY)
    described = {
        str(term).removeprefix(MONO)
        for term in vocabulary.subjects()
        if vocabulary.value(term, RDFLIB.RDFS.label) and vocabulary.value(term, RDFLIB.RDFS.comment)
    }
    values = {str(name) for kind in (Label, RelationType, Polarity, Certainty, EffectKind) for name in kind}
    assert values <= described
    used = {str(node) for statement in graph for node in statement if str(node).startswith(MONO)}
    assert {name.removeprefix(MONO) for name in used} <= described


def test_the_run_s_version_is_on_record(graph: Any) -> None:
    rows = _ask(graph, "SELECT DISTINCT ?title WHERE { ?c prov:wasAttributedTo/dcterms:title ?title }")
    assert rows == [("Monograph 1.2.3",)]


def test_documented_question_which_drugs_cause_x_through_y(graph: Any) -> None:
    rows = [tuple(map(str, row)) for row in graph.query(example("sparql", "which drugs cause"))]
    assert rows == [
        ("amitriptyline", "Sjögren's syndrome", "antagonizes", "histamine H1 receptor"),
        ("amitriptyline", "fall in blood pressure", "antagonizes", "histamine H1 receptor"),
        ("amitriptyline", "sedation", "antagonizes", "histamine H1 receptor"),
    ]


def test_documented_question_contradictions(graph: Any) -> None:
    rows = [tuple(map(str, row)) for row in graph.query(example("sparql", "contradict"))]
    assert rows == [("amitriptyline", "causes", "sedation", "a/amitriptyline mono.txt", "b.md")]


def test_documented_question_where_does_it_say_so(graph: Any) -> None:
    rows = [tuple(map(str, row)) for row in graph.query(example("sparql", "where does"))]
    assert [(row[0], row[1], DOCUMENTS[1].text[int(row[2]) : int(row[3])]) for row in rows] == [
        ("b.md", "It does not cause sedation.", "It does not cause sedation.")
    ]
