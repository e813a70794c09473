"""The gold set as BioC JSON, one collection, read back without loss.

`gold.bioc.json` is as `pipeline.exchange.bioc` says; a relation's subject is the first mention of that name,
and it has two infons more: `accept` (accepted alternatives, parted by spaces) and `optional` (`true` or
`false`).

Source: Comeau et al. (2013), doi:10.1093/database/bat064; https://github.com/bionlplab/bioc
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import GoldError
from pipeline.exchange import make_collection
from pipeline.exchange.bioc import RELATION_PREFIX
from pipeline.gold.pages import to_page
from pipeline.gold.schema import GoldDocument, GoldEntity
from pipeline.types import Fragment, Fragments, surface

FILE = "gold.bioc.json"
SOURCE = "Monograph gold set"


def write_bioc(documents: Iterable[tuple[GoldDocument, str]], folder: Path) -> Path:
    """Write the documents, each with its text, as one collection."""
    pages = (to_page(document, text) for document, text in documents)
    collection = make_collection(pages, source=SOURCE, key="gold/FORMAT.md")
    folder.mkdir(parents=True, exist_ok=True)
    content = import_module("bioc.biocjson").dumps(collection, ensure_ascii=False, indent=1) + "\n"
    (folder / FILE).write_text(content, encoding="utf-8", newline="\n")
    return folder / FILE


def read_bioc(path: Path) -> list[tuple[GoldDocument, str]]:
    """Read a collection back: its documents and their texts; GoldError where it is not one of ours."""
    try:
        collection = import_module("bioc.biocjson").loads(path.read_text(encoding="utf-8"))
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
        "id": made.id.removeprefix(RELATION_PREFIX),
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
        "via": [name.removeprefix(RELATION_PREFIX) for name in roles.get("via", ())],
    }
