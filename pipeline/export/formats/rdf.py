"""`turtle` and `jsonld`: claims as RDF, with the words that say them and what they were derived from.

A triple is an `mono:Claim`: an `rdf:Statement` (which states nothing itself, so that a negated claim is
safe) of concepts, derived from a document (PROV-O). A piece of evidence is a Web Annotation whose body is
the claim and whose target is the sentence: a position (`oa:start`, `oa:end`: half-open, in characters) and
a quote. Claims that are affirmed and asserted are stated directly as well: `concept mono:antagonizes
concept`. The vocabulary is in `vocabulary.ttl` beside this module. Documents are written one after the
other: no run is too large.

Source: https://www.w3.org/TR/prov-o/, https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pipeline.export.atomic import replacing
from pipeline.export.formats.rdf_graph import PREFIXES, GraphMaker
from pipeline.export.libraries import require
from pipeline.export.lines import dump_line
from pipeline.export.run import Run

_PURPOSE: Final = "export to RDF"


def write_turtle(run: Run, out: Path) -> None:
    """Write the run as Turtle."""
    with replacing(out) as stream:
        for prefix, iri in PREFIXES.items():
            stream.write(f"@prefix {prefix}: <{iri}> .\n")
        for graph in _graphs(run):
            lines = graph.serialize(format="turtle").splitlines(keepends=True)
            stream.writelines(line for line in lines if not line.startswith("@prefix "))


def write_jsonld(run: Run, out: Path) -> None:
    """Write the run as JSON-LD: one `@context`, and all nodes in `@graph`, document by document."""
    context = PREFIXES | {"id": "@id", "type": "@type"}
    with replacing(out) as stream:
        stream.write('{"@context": ' + json.dumps(context) + ',\n"@graph": [')
        first = True
        for graph in _graphs(run):
            made = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=False))
            made.pop("@context")
            for node in sorted(made.get("@graph", [made]), key=lambda node: str(node["id"])):
                stream.write(("" if first else ",") + "\n" + dump_line(node))
                first = False
        stream.write("\n]}\n")


def _graphs(run: Run) -> Iterator[Any]:
    maker = GraphMaker(require("rdflib", purpose=_PURPOSE), version=run.version())
    yield maker.software()
    for document, triples in run.claims():
        yield maker.document(document, triples)
