"""Pages as a BioC collection of the package `bioc`, which writes it as JSON or XML.

A document for each text, one passage that holds it whole; offsets are characters.

- Annotations of type LABEL are the mentions (infon `name`: canonical; `identifier`: its CURIE), with a
  location for each fragment (`text` runs from the first to the last of them, as the package's validator
  wants it); those of type `trigger` and `anchor` are the words that say a relation and that stand for its
  subject.
- Relations, ids `R.` and their own: infons `type`, `polarity`, `certainty`, `effect_kind` (where there is
  one); nodes `subject`, `object`, `trigger`, `anchor` and, for each mechanism link, `via`.

Source: Comeau et al. (2013), doi:10.1093/database/bat064; https://github.com/bionlplab/bioc
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pipeline.exchange.pages import Claim, Mention, Page, extent
from pipeline.types import Fragments

RELATION_PREFIX: Final = "R."
"""Before a relation's id, so that it is no annotation's."""


def make_collection(pages: Iterable[Page], *, source: str, key: str) -> Any:
    """Return a `bioc.BioCCollection` of the pages; `key` says where its infons and roles are explained."""
    bioc = importlib.import_module("bioc")
    collection = bioc.BioCCollection()
    collection.source, collection.date, collection.key = source, "", key
    for page in pages:
        collection.add_document(_document(bioc, page))
    return collection


def _document(bioc: Any, page: Page) -> Any:
    made = bioc.BioCDocument()
    made.id, made.infons = page.doc_id, dict(page.infons)
    passage = bioc.BioCPassage.of_text(page.text, 0)
    for mention in page.mentions:
        passage.add_annotation(
            _annotation(bioc, mention.id, _mention_infons(mention), mention.fragments, page)
        )
    for claim in page.claims:
        for kind, fragments in (("trigger", claim.trigger), ("anchor", claim.anchor)):
            if fragments:
                name = f"{RELATION_PREFIX}{claim.id}.{kind}"
                passage.add_annotation(_annotation(bioc, name, {"type": kind}, fragments, page))
        passage.add_relation(_relation(bioc, claim))
    made.add_passage(passage)
    return made


def _mention_infons(mention: Mention) -> dict[str, str]:
    identifier = {"identifier": mention.concept} if mention.concept is not None else {}
    return {"type": mention.label, "name": mention.name, **identifier, **mention.infons}


def _annotation(bioc: Any, name: str, infons: Mapping[str, str], fragments: Fragments, page: Page) -> Any:
    made = bioc.BioCAnnotation()
    made.id, made.infons = name, dict(infons)
    start, end = extent(fragments)
    made.text = page.text[start:end]
    for first, last in fragments:
        made.add_location(bioc.BioCLocation(first, last - first))
    return made


def _relation(bioc: Any, claim: Claim) -> Any:
    made = bioc.BioCRelation()
    made.id = RELATION_PREFIX + claim.id
    made.infons = {
        "type": claim.relation,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        **claim.infons,
    }
    if claim.effect_kind:
        made.infons["effect_kind"] = claim.effect_kind
    nodes = [(claim.subject, "subject"), (claim.object, "object")]
    nodes += [(f"{made.id}.trigger", "trigger")] * bool(claim.trigger)
    nodes += [(f"{made.id}.anchor", "anchor")] * bool(claim.anchor)
    nodes += [(RELATION_PREFIX + target, "via") for target in claim.via]
    for refid, role in nodes:
        made.add_node(bioc.BioCNode(refid, role))
    return made
