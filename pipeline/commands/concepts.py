"""`monograph concepts NAME`: what a name means to us."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.concepts.base import Concept


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `concepts` to the commands of `monograph`."""
    parser = commands.add_parser(
        "concepts",
        help="what a name means: concepts, synonyms, identifiers, sources",
        description="Show the concepts that a name or a CURIE stands for, with their other names, "
        "identifiers, relatives and sources, and the names spelled nearest to it (docs/concepts.md).",
    )
    parser.add_argument("name", metavar="NAME", help='a name ("dry mouth") or a CURIE ("HP:0000217")')
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.set_defaults(command=_run)


def look_up(name: str) -> dict[str, Any]:
    """Return what a name or CURIE means, and the names spelled nearest to it, as plain values."""
    from pipeline.concepts.base import load_base  # noqa: PLC0415
    from pipeline.concepts.index import load_index  # noqa: PLC0415

    base = load_base()
    found = [("id", concept) for concept in [base.by_id(name)] if concept is not None]
    known = {(concept.name, concept.label) for _, concept in found}
    for how, senses in (("name", base.find(name)), ("words", base.find_set(name))):
        for sense in senses:
            concept = base.concept(sense.name, sense.label)
            if concept is not None and (concept.name, concept.label) not in known:
                known.add((concept.name, concept.label))
                found.append((how, concept))
    near: dict[tuple[str, str], dict[str, Any]] = {}
    for candidate in load_index().nearest(name, k=20):
        sense = base.term(candidate.row)
        if (sense.name, sense.label) not in known:
            shown = {"term": sense.term, "name": sense.name, "label": sense.label, "id": sense.id}
            near.setdefault((sense.name, sense.label), shown | {"similarity": candidate.similarity})
    return {
        "query": name,
        "matches": [_plain(concept) | {"matched_by": how} for how, concept in found],
        "near": list(near.values())[:5],
    }


def _plain(concept: Concept) -> dict[str, Any]:
    return {
        "id": concept.id,
        "name": concept.name,
        "label": concept.label,
        "synonyms": list(concept.synonyms),
        "xrefs": list(concept.xrefs),
        "related": [dict(zip(("kind", "id", "name"), each, strict=True)) for each in concept.related],
        "sources": list(concept.sources),
    }


def _run(options: argparse.Namespace) -> int:
    meaning = look_up(options.name)
    if options.json:
        print(json.dumps(meaning, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(meaning)))
    return 0 if meaning["matches"] else 1


def _lines(meaning: dict[str, Any]) -> list[str]:
    lines = []
    for match in meaning["matches"]:
        lines.append(
            f"{match['name']}  {match['label']}  {match['id'] or 'no id'}  (by {match['matched_by']})"
        )
        for title, values in (
            ("also called", match["synonyms"]),
            ("also known as", match["xrefs"]),
            ("related", [f"{each['kind']} {each['name']} ({each['id']})" for each in match["related"]]),
            ("sources", match["sources"]),
        ):
            if values:
                more = f" … and {len(values) - 12} more (--json shows all)" if len(values) > 12 else ""
                lines.append(f"  {title}: {'; '.join(values[:12])}{more}")
    if not meaning["matches"]:
        lines.append(f"{meaning['query']}: means nothing to us")
    if meaning["near"]:
        lines.append("Spelled alike:")
        lines += [
            f"  {each['term']}  {each['label']}  {each['id'] or 'no id'}  {each['similarity']:.2f}"
            for each in meaning["near"]
        ]
    return lines
