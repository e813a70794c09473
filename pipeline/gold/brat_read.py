"""Read what `pipeline.gold.brat` writes, also after people changed it in brat."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import GoldError
from pipeline.exchange import REFERENCE, UNTRIGGERED, or_flag
from pipeline.gold.schema import GoldDocument, index_names, join_fragments, name_surface
from pipeline.types import Fragment, Fragments, surface
from pipeline.vocabulary import Certainty, Polarity, RelationType

CURE = "mend the line, or export the document again"


@dataclass(frozen=True, slots=True)
class _Textbound:
    kind: str
    fragments: Fragments


@dataclass(slots=True)
class _Standoff:
    """The annotations of one `.ann` file by their ids, as written, with its path and text."""

    path: Path
    text: str
    textbounds: dict[str, _Textbound] = field(default_factory=dict)
    events: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_brat(path: Path) -> tuple[GoldDocument, str]:
    """Read an `.ann` file with the `.txt` and `.header.json` beside it.

    Returns the document and its text. Mentions added in brat get their canonical names from the header,
    relations added there their event's id. Raises GoldError with every problem, each with its line.
    """
    texts = []
    for suffix in (".ann", ".txt", ".header.json"):
        part = path.with_name(path.stem + suffix)
        try:
            texts.append(part.read_bytes().decode())
        except (OSError, UnicodeDecodeError) as error:
            raise GoldError(
                [f"{part}: expected a UTF-8 file, got {error}; export the document again"]
            ) from error
    annotations, text, header = texts
    problems: list[str] = []
    standoff = _Standoff(path, text)
    _parse(standoff, annotations, problems)
    if problems:
        raise GoldError(problems)
    try:
        data = json.loads(header)
        entities = list(_entities(standoff, data.get("names", {})))
        names = {entity["id"]: entity for entity in entities}
        relations = [_relation(event, standoff, names, problems) for event in standoff.events]
        if problems:
            raise GoldError(problems)
        document = GoldDocument.model_validate_json(
            json.dumps({**data, "entities": entities, "relations": relations})
        )
    except (ValidationError, json.JSONDecodeError, AttributeError) as error:
        raise GoldError([f"{path}: expected a gold document, got: {error}; {CURE}"]) from error
    return document, text


def _parse(standoff: _Standoff, content: str, problems: list[str]) -> None:
    path = standoff.path
    for number, line in enumerate(content.split("\n"), 1):
        if not line:
            continue
        name, _, rest = line.partition("\t")
        standoff.lines.setdefault(name, number)
        words = rest.split("\t")[0].split(" ")
        try:
            if name.startswith("T"):
                offsets = [pair.split(" ") for pair in " ".join(words[1:]).split(";")]
                fragments = tuple(Fragment(int(start), int(end)) for start, end in offsets)
                standoff.textbounds[name] = _Textbound(words[0], fragments)
            elif name.startswith("E"):
                pairs = [word.partition(":") for word in words if word]
                standoff.events[name] = [(role, value) for role, _, value in pairs]
            elif name.startswith("A"):
                flags = standoff.attributes.setdefault(words[1], {})
                flags[words[0]] = words[2] if len(words) > 2 else ""
            elif name.startswith("#"):
                standoff.notes[words[1]] = rest.split("\t")[1]
            else:
                problems.append(f"{path}:{number}: expected a T, E, A or # line, got {line!r}; {CURE}")
        except (ValueError, IndexError):
            problems.append(f"{path}:{number}: expected a brat line of kind {name[:1]}, got {line!r}; {CURE}")


def _entities(standoff: _Standoff, names: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    index = index_names(names)
    for number, textbound in standoff.textbounds.items():
        if textbound.kind in tuple(RelationType) or textbound.kind == REFERENCE:
            continue
        fragments = join_fragments(standoff.text, textbound.fragments)
        mention = surface(standoff.text, fragments)
        yield {
            "id": number,
            "label": textbound.kind,
            "fragments": fragments,
            "text": mention,
            "name": standoff.notes.get(number, name_surface(mention, index)),
        }


def _relation(
    event: str, standoff: _Standoff, entities: Mapping[str, Mapping[str, Any]], problems: list[str]
) -> dict[str, Any]:
    (kind, trigger), *roles = standoff.events[event]
    values = dict(roles)
    where = f"{standoff.path}:{standoff.lines[event]}"
    for role, known in (("Subject", entities), ("Object", entities), ("Anchor", standoff.textbounds)):
        if (role != "Anchor" or role in values) and values.get(role) not in known:
            problems.append(f"{where}: expected {role} to be a T line, got {values.get(role)!r}; {CURE}")
    sources = [value for role, value in roles if role.startswith("Via")]
    for source in sources:
        if source not in standoff.events:
            problems.append(f"{where}: expected Via to name an event, got {source!r}; {CURE}")
    if trigger not in standoff.textbounds:
        problems.append(f"{where}: expected the trigger to be a T line, got {trigger!r}; {CURE}")
    if problems:
        return {}
    flags = standoff.attributes.get(event, {})
    subject = entities[values["Subject"]]
    triggers = () if UNTRIGGERED in flags else standoff.textbounds[trigger].fragments
    anchor = standoff.textbounds[values["Anchor"]].fragments if "Anchor" in values else ()
    alternatives = {or_flag(relation): relation for relation in RelationType}
    return {
        "id": standoff.notes.get(event, event),
        "relation": kind,
        "accept": [alternatives[flag] for flag in flags if flag in alternatives],
        "subject": subject["name"],
        "subject_label": subject["label"],
        "anchor": join_fragments(standoff.text, anchor),
        "object": values["Object"],
        "polarity": Polarity.NEGATED if "Negated" in flags else Polarity.AFFIRMED,
        "certainty": Certainty.HEDGED if "Hedged" in flags else Certainty.ASSERTED,
        "effect_kind": flags.get("EffectKind"),
        "trigger": join_fragments(standoff.text, triggers),
        "via": [standoff.notes.get(source, source) for source in sources],
        "optional": "Optional" in flags,
    }
