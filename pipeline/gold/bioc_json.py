"""The gold set as BioC JSON, one collection, read back without loss. Needs the package `bioc`.

`gold.bioc.json`: a document for each text, one passage that holds it whole; offsets are characters.

- annotations of type LABEL are the mentions (infon `name`: canonical), with a location for each fragment
  (`text` runs from the first to the last of them, as the package's validator wants it); those of type
  `trigger` and `anchor` are the words that say a relation and that stand for its subject;
- relations, ids `R.a1`: infons `type`, `polarity`, `certainty`, `effect_kind` (where there is one), `accept`
  (accepted alternatives, parted by spaces), `optional` (`true` or `false`); nodes `subject` (the first
  mention of that name), `object`, `trigger`, `anchor` and, for each mechanism link, `via`.

Source: Comeau et al. (2013), doi:10.1093/database/bat064; https://github.com/bionlplab/bioc
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import GoldError
from pipeline.gold.schema import GoldDocument, GoldEntity, GoldRelation
from pipeline.types import Fragment, Fragments, surface

FILE = "gold.bioc.json"
SOURCE = "Monograph gold set"
_PREFIX = "R."


def write_bioc(documents: Iterable[tuple[GoldDocument, str]], folder: Path) -> Path:
    """Write the documents, each with its text, as one collection; GoldError where `bioc` is not installed."""
    bioc = _bioc()
    collection = bioc.BioCCollection()
    collection.source, collection.date, collection.key = SOURCE, "", "gold/FORMAT.md"
    for document, text in documents:
        collection.add_document(_document(bioc, document, text))
    folder.mkdir(parents=True, exist_ok=True)
    content = bioc.biocjson.dumps(collection, ensure_ascii=False, indent=1) + "\n"
    (folder / FILE).write_text(content, encoding="utf-8", newline="\n")
    return folder / FILE


def _bioc() -> Any:
    try:
        importlib.import_module("bioc.biocjson")
        return importlib.import_module("bioc")
    except ImportError as error:
        raise GoldError(
            ["export to BioC: expected the package bioc, found none; pip install 'monograph[bioc]'"]
        ) from error


def _document(bioc: Any, document: GoldDocument, text: str) -> Any:
    made = bioc.BioCDocument()
    made.id = document.doc
    made.infons = {name: getattr(document, name) for name in ("sha256", "drug", "style", "split")}
    made.infons |= {"format": str(document.format), "names": json.dumps(document.names, ensure_ascii=False)}
    passage = bioc.BioCPassage.of_text(text, 0)
    for entity in document.entities:
        infons = {"type": entity.label, "name": entity.name}
        passage.add_annotation(_annotation(bioc, entity.id, infons, entity.fragments, text))
    for relation in document.relations:
        for kind, fragments in (("trigger", relation.trigger), ("anchor", relation.anchor)):
            if fragments:
                name = f"{_PREFIX}{relation.id}.{kind}"
                passage.add_annotation(_annotation(bioc, name, {"type": kind}, fragments, text))
        passage.add_relation(_relation(bioc, document, relation))
    made.add_passage(passage)
    return made


def _annotation(bioc: Any, name: str, infons: Mapping[str, str], fragments: Fragments, text: str) -> Any:
    made = bioc.BioCAnnotation()
    made.id, made.infons = name, dict(infons)
    made.text = text[fragments[0].start : fragments[-1].end]
    for start, end in fragments:
        made.add_location(bioc.BioCLocation(start, end - start))
    return made


def _relation(bioc: Any, document: GoldDocument, relation: GoldRelation) -> Any:
    made = bioc.BioCRelation()
    made.id = _PREFIX + relation.id
    made.infons = {
        "type": relation.relation,
        "polarity": relation.polarity,
        "certainty": relation.certainty,
        "accept": " ".join(relation.accept),
        "optional": str(relation.optional).lower(),
    }
    if relation.effect_kind:
        made.infons["effect_kind"] = relation.effect_kind
    key = relation.subject, relation.subject_label
    subject = next(entity for entity in document.entities if (entity.name, entity.label) == key)
    nodes = [(subject.id, "subject"), (relation.object, "object")]
    nodes += [(f"{made.id}.trigger", "trigger")] * bool(relation.trigger)
    nodes += [(f"{made.id}.anchor", "anchor")] * bool(relation.anchor)
    nodes += [(_PREFIX + target, "via") for target in relation.via]
    for refid, role in nodes:
        made.add_node(bioc.BioCNode(refid, role))
    return made


def read_bioc(path: Path) -> list[tuple[GoldDocument, str]]:
    """Read a collection back: its documents and their texts; GoldError where it is not one of ours."""
    bioc = _bioc()
    try:
        collection = bioc.biocjson.loads(path.read_text(encoding="utf-8"))
        return [_read_document(document) for document in collection.documents]
    except (OSError, KeyError, ValueError, ValidationError) as error:
        raise GoldError(
            [f"{path}: expected the gold set as BioC JSON, got {error!r}; export the set again"]
        ) from error


def _read_document(made: Any) -> tuple[GoldDocument, str]:
    (passage,) = made.passages
    fragments = {
        annotation.id: tuple(
            Fragment(place.offset, place.offset + place.length) for place in annotation.locations
        )
        for annotation in passage.annotations
    }
    entities = {
        annotation.id: GoldEntity(
            id=annotation.id,
            label=annotation.infons["type"],
            fragments=fragments[annotation.id],
            text=surface(passage.text, fragments[annotation.id]),
            name=annotation.infons["name"],
        )
        for annotation in passage.annotations
        if "name" in annotation.infons
    }
    relations = [_read_relation(relation, entities, fragments) for relation in passage.relations]
    infons = dict(made.infons)
    data = {
        **infons,
        "doc": made.id,
        "format": int(infons["format"]),
        "names": json.loads(infons["names"]),
        "entities": [entity.model_dump(mode="json") for entity in entities.values()],
        "relations": relations,
    }
    return GoldDocument.model_validate_json(json.dumps(data)), passage.text


def _read_relation(
    made: Any, entities: Mapping[str, GoldEntity], fragments: Mapping[str, Fragments]
) -> dict[str, Any]:
    roles: dict[str, list[str]] = {}
    for node in made.nodes:
        roles.setdefault(node.role, []).append(node.refid)
    (subject,), (target,) = roles["subject"], roles["object"]
    return {
        "id": made.id.removeprefix(_PREFIX),
        "relation": made.infons["type"],
        "accept": made.infons["accept"].split(),
        "subject": entities[subject].name,
        "subject_label": entities[subject].label,
        "object": target,
        "polarity": made.infons["polarity"],
        "certainty": made.infons["certainty"],
        "effect_kind": made.infons.get("effect_kind"),
        "optional": made.infons["optional"] == "true",
        "trigger": [part for name in roles.get("trigger", ()) for part in fragments[name]],
        "anchor": [part for name in roles.get("anchor", ()) for part in fragments[name]],
        "via": [name.removeprefix(_PREFIX) for name in roles.get("via", ())],
    }
