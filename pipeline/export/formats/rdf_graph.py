"""The RDF graph of one document's claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from pipeline.export.concepts import concept_iri, curie
from pipeline.types import Argument, Document, Evidence, Fragments, Triple
from pipeline.vocabulary import Certainty, Polarity

BASE: Final = "https://w3id.org/monograph/"
"""What the IRIs of claims, evidence, documents and concepts of our own begin with: names, not addresses."""

PREFIXES: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "mono": f"{BASE}vocab#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class GraphMaker:
    """Makes a graph of each document of a run.

    Args:
        rdflib: The library.
        version: Of the Monograph that made the run.
    """

    def __init__(self, rdflib: Any, *, version: str) -> None:
        self._rdflib = rdflib
        self._version = version
        names = {prefix: rdflib.Namespace(iri) for prefix, iri in PREFIXES.items()}
        self._mono, self._oa, self._prov = names["mono"], names["oa"], names["prov"]
        self._skos, self._dcterms, self._type = names["skos"], names["dcterms"], names["rdf"]["type"]
        self._rdf = names["rdf"]
        self._agent = self._iri("software", quote(version, safe=""))

    def software(self) -> Any:
        """Return the graph of what all claims are attributed to."""
        graph = self._graph()
        self._say(graph, self._agent, self._type, self._prov.SoftwareAgent)
        self._say(graph, self._agent, self._dcterms.title, self._literal(f"Monograph {self._version}"))
        return graph

    def document(self, document: Document, triples: Iterable[Triple]) -> Any:
        """Return the graph of a document and its claims."""
        graph, mono = self._graph(), self._mono
        source = self._iri("document", quote(document.doc_id))
        for kind in (mono.Document, self._prov.Entity):
            self._say(graph, source, self._type, kind)
        self._say(graph, source, self._dcterms.identifier, self._literal(document.doc_id))
        self._say(graph, source, mono.sha256, self._literal(document.sha256))
        self._say(graph, source, self._dcterms.title, self._literal(document.title))
        self._say(graph, source, mono.drug, self._literal(document.drug))
        for triple in triples:
            self._claim(graph, triple, source)
        return graph

    def _claim(self, graph: Any, triple: Triple, source: Any) -> None:
        mono, rdf = self._mono, self._rdf
        claim = self._claim_iri(triple.id)
        subject, relation, target = (
            self._concept(graph, triple.subject),
            mono[triple.relation],
            self._concept(graph, triple.object),
        )
        if triple.polarity is Polarity.AFFIRMED and triple.certainty is Certainty.ASSERTED:
            self._say(graph, subject, relation, target)
        statements = [
            (self._type, mono.Claim),
            (self._type, rdf.Statement),
            (self._type, self._prov.Entity),
            (rdf.subject, subject),
            (rdf.predicate, relation),
            (rdf.object, target),
            (mono.polarity, mono[triple.polarity]),
            (mono.certainty, mono[triple.certainty]),
            (mono.effectKind, triple.effect_kind and mono[triple.effect_kind]),
            (mono.confidence, self._literal(triple.confidence)),
            (self._dcterms.identifier, self._literal(triple.id)),
            (self._prov.wasDerivedFrom, source),
            (self._prov.wasAttributedTo, self._agent),
            *((mono.via, self._claim_iri(cause)) for cause in triple.via),
        ]
        for predicate, value in statements:
            self._say(graph, claim, predicate, value)
        for number, evidence in enumerate(triple.evidence, start=1):
            self._evidence(graph, claim, number, evidence, source)

    def _concept(self, graph: Any, argument: Argument) -> Any:
        name = curie(argument)
        concept = self._rdflib.URIRef(concept_iri(name))
        self._say(graph, concept, self._type, self._skos.Concept)
        self._say(graph, concept, self._type, self._mono[argument.label])
        self._say(graph, concept, self._skos.notation, self._literal(name))
        self._say(graph, concept, self._skos.prefLabel, self._literal(argument.name))
        if argument.text != argument.name:
            self._say(graph, concept, self._skos.altLabel, self._literal(argument.text))
        return concept

    def _evidence(self, graph: Any, claim: Any, number: int, evidence: Evidence, source: Any) -> None:
        mono, oa = self._mono, self._oa
        note = self._rdflib.URIRef(f"{claim}/evidence/{number}")
        self._say(graph, note, self._type, oa.Annotation)
        self._say(graph, note, oa.motivatedBy, oa.describing)
        self._say(graph, note, oa.hasBody, claim)
        self._say(graph, note, mono.section, self._literal(evidence.section))
        for name in evidence.found_by:
            self._say(graph, note, mono.foundBy, self._literal(name))
        for name in evidence.contradicted_by:
            self._say(graph, note, mono.contradictedBy, self._literal(name))
        sentence = self._place(graph, f"{note}/sentence", (evidence.sentence,), source)[0]
        self._say(graph, note, oa.hasTarget, sentence)
        quoted = self._rdflib.URIRef(f"{sentence}/quote")
        self._say(graph, sentence, oa.hasSelector, quoted)
        self._say(graph, quoted, self._type, oa.TextQuoteSelector)
        self._say(graph, quoted, oa.exact, self._literal(evidence.text))
        for role, fragments in (
            ("subject", evidence.subject),
            ("trigger", evidence.trigger),
            ("object", evidence.object),
        ):
            for place in self._place(graph, f"{note}/{role}", fragments, source):
                self._say(graph, note, mono[f"{role}At"], place)

    def _place(self, graph: Any, base: str, fragments: Fragments, source: Any) -> list[Any]:
        oa, places = self._oa, []
        for number, fragment in enumerate(fragments, start=1):
            place = self._rdflib.URIRef(f"{base}/{number}")
            selector = self._rdflib.URIRef(f"{base}/{number}/position")
            self._say(graph, place, self._type, oa.SpecificResource)
            self._say(graph, place, oa.hasSource, source)
            self._say(graph, place, oa.hasSelector, selector)
            self._say(graph, selector, self._type, oa.TextPositionSelector)
            for predicate, value in ((oa.start, fragment.start), (oa.end, fragment.end)):
                number_type = self._rdflib.XSD.nonNegativeInteger
                self._say(graph, selector, predicate, self._rdflib.Literal(value, datatype=number_type))
            places.append(place)
        return places

    def _graph(self) -> Any:
        graph = self._rdflib.Graph(bind_namespaces="none")
        for prefix, iri in PREFIXES.items():
            graph.bind(prefix, iri)
        return graph

    def _claim_iri(self, triple_id: str) -> Any:
        return self._iri("claim", quote(triple_id, safe=""))

    def _iri(self, kind: str, name: str) -> Any:
        return self._rdflib.URIRef(f"{BASE}{kind}/{name}")

    def _literal(self, value: str | float | None) -> Any:
        return None if value is None else self._rdflib.Literal(value)

    @staticmethod
    def _say(graph: Any, subject: Any, predicate: Any, value: Any) -> None:
        """Add a statement; one whose value is None is not made."""
        if value is not None:
            graph.add((subject, predicate, value))
