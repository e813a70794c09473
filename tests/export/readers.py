"""How many triples the reader of each format finds in an export: of those affirmed, and of those negated."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.export import read_triples

Counts = Mapping[str, int]
"""Triples by polarity."""

_KGX_LISTS: Final = {"category", "synonym", "provided_by", "publications", "supporting_text"}


def _table(path: Path, separator: str) -> Counts:
    return Counter(pd.read_csv(path, sep=separator)["polarity"])


def _parquet(path: Path) -> Counts:
    return Counter(pd.read_parquet(path)["polarity"])


def _lines(path: Path) -> Counts:
    return Counter(str(triple.polarity) for triple in read_triples(path))


def read_kgx(path: Path) -> list[dict[str, str]]:
    """Return the rows of a KGX table: tabs between cells, no quoting."""
    frame = pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def biolink_instance(row: Mapping[str, str], category: str) -> Any:
    """Return a KGX row as an instance of its Biolink class.

    Raises:
        ValueError: A slot, a predicate or the value of a qualifier is none of the class.
    """
    model = import_module("biolink_model.datamodel.pydanticmodel_v2")
    slots = {
        name: cell.split("|") if name in _KGX_LISTS else cell
        for name, cell in row.items()
        if cell and not name.startswith("monograph_")
    }
    return getattr(model, category.removeprefix("biolink:"))(**slots | {"category": [category]})


def _kgx(path: Path) -> Counts:
    for node in read_kgx(path / "nodes.tsv"):
        for category in node["category"].split("|"):
            biolink_instance(node, category)
    edges = (biolink_instance(edge, edge["category"]) for edge in read_kgx(path / "edges.tsv"))
    return Counter("negated" if edge.negated else "affirmed" for edge in edges)


def _rdf(path: Path, name: str) -> Counts:
    graph = import_module("rdflib").Graph().parse(path, format=name)
    rows = graph.query("SELECT ?claim ?polarity WHERE { ?claim a mono:Claim ; mono:polarity ?polarity }")
    return Counter(str(row.polarity).rpartition("#")[2] for row in rows)


def _indra(path: Path) -> Counts:
    statements = import_module("indra.statements").stmts_from_json_file(str(path))
    return Counter(
        "negated" if all(each.epistemics.get("negated") for each in statement.evidence) else "affirmed"
        for statement in statements
    )


def _bioc(path: Path, module: str) -> Counts:
    collection = import_module(module).loads(path.read_bytes().decode())
    import_module("bioc.validator").BioCValidator().validate(collection)
    relations = [
        relation for made in collection.documents for part in made.passages for relation in part.relations
    ]
    return Counter(
        {relation.infons["triple"]: relation.infons["polarity"] for relation in relations}.values()
    )


def _bioc_xml(path: Path) -> Counts:
    with open(path, "rb") as stream:
        collection = import_module("bioc.biocxml").load(stream)
    json_module = import_module("bioc.biocjson")
    again = path.with_suffix(".again")
    again.write_text(json_module.dumps(collection), encoding="utf-8")
    return _bioc(again, "bioc.biocjson")


def _brat(path: Path) -> Counts:
    """Read lines as brat does: E events, A attributes, # notes; the note names the triple."""
    found: dict[str, str] = {}
    for file in path.rglob("*.ann"):
        lines = [line.split("\t") for line in file.read_bytes().decode().split("\n") if line]
        negated = {cells[1].split()[1] for cells in lines if cells[1].startswith("Negated ")}
        for cells in lines:
            if cells[1].startswith("AnnotatorNotes E"):
                event = cells[1].split()[1]
                name = cells[2].removeprefix("triple: ").split(" ")[0]
                found[name] = "negated" if event in negated else "affirmed"
    return Counter(found.values())


def _displacy(path: Path) -> Counts:
    drawings = json.loads(path.read_text(encoding="utf-8"))
    import_module("spacy.displacy").render(drawings, style="ent", manual=True, jupyter=False)
    return Counter(triple["polarity"] for drawing in drawings for triple in drawing["triples"])


def _graphml(path: Path) -> Counts:
    graph = import_module("networkx").read_graphml(path, force_multigraph=True)
    return Counter(polarity for _, _, polarity in graph.edges(data="polarity"))


def _rows(connection: Any) -> Counts:
    with closing(connection):
        query = "SELECT polarity, count(*) FROM triples GROUP BY polarity"
        found: Iterable[tuple[str, int]] = connection.execute(query).fetchall()
        return dict(found)


COUNT: Final[Mapping[str, Callable[[Path], Counts]]] = {
    "csv": lambda path: _table(path, ","),
    "tsv": lambda path: _table(path, "\t"),
    "jsonl": _lines,
    "parquet": _parquet,
    "kgx": _kgx,
    "turtle": lambda path: _rdf(path, "turtle"),
    "jsonld": lambda path: _rdf(path, "json-ld"),
    "indra": _indra,
    "bioc-json": lambda path: _bioc(path, "bioc.biocjson"),
    "bioc-xml": _bioc_xml,
    "brat": _brat,
    "displacy": _displacy,
    "graphml": _graphml,
    "duckdb": lambda path: _rows(import_module("duckdb").connect(str(path), read_only=True)),
    "sqlite": lambda path: _rows(sqlite3.connect(path)),
}
"""By the name of the format."""
