"""The rules that one compiled gold document keeps: each a function that returns its problems."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pipeline.gold.links import find_ring
from pipeline.gold.schema import GoldDocument, fold, index_names, name_surface
from pipeline.types import Fragments, surface
from pipeline.vocabulary import OBJECTS, SUBJECTS, RelationType

MEND = "mend the markup and compile it"


def check_document(document: GoldDocument, content: bytes) -> list[str]:
    """Return every problem of a document, held against the bytes of its corpus file (UTF-8)."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return [f"{document.doc}: expected UTF-8, got byte {error.start}: {error.reason}; save it as UTF-8"]
    problems = [
        *check_digest(document, content),
        *check_offsets(document, text),
        *check_surfaces(document, text),
        *check_ids(document),
        *check_names(document),
        *check_mentions(document),
        *check_repeats(document),
        *check_subjects(document),
        *check_objects(document),
        *check_effect_kinds(document),
        *check_links(document),
    ]
    return [f"{document.doc}: {problem}" for problem in problems]


def check_digest(document: GoldDocument, content: bytes) -> list[str]:
    """The digest is that of the corpus file."""
    digest = hashlib.sha256(content).hexdigest()
    if digest == document.sha256:
        return []
    return [f"expected sha256 {document.sha256[:12]}..., the corpus file has {digest[:12]}...; {MEND}"]


def check_offsets(document: GoldDocument, text: str) -> list[str]:
    """Fragments are inside the text, not empty, in order, apart, and not split at mere white space."""
    problems = []
    for where, fragments in _all_fragments(document):
        for start, end in fragments:
            if not 0 <= start < end <= len(text):
                problems.append(f"{where}: expected offsets within 0-{len(text)}, got {start}-{end}; {MEND}")
        for (start, end), (after, _) in pairwise(fragments):
            if after <= end:
                problems.append(
                    f"{where}: expected fragments in order and apart, got {start}-{end}, {after}-; {MEND}"
                )
            elif not text[end:after].strip():
                problems.append(
                    f"{where}: expected one fragment where only white space lies between, got two; {MEND}"
                )
    return problems


def _all_fragments(document: GoldDocument) -> Iterator[tuple[str, Fragments]]:
    for entity in document.entities:
        yield f"entity {entity.id}", entity.fragments
    for relation in document.relations:
        yield f"trigger of {relation.id}", relation.trigger
        yield f"anchor of {relation.id}", relation.anchor


def check_surfaces(document: GoldDocument, text: str) -> list[str]:
    """The text of an entity is the text at its fragments, case-exact."""
    problems = []
    for entity in document.entities:
        got = surface(text, entity.fragments)
        if got != entity.text:
            problems.append(
                f"entity {entity.id}: expected {entity.text!r} at its offsets, got {got!r}; {MEND}"
            )
    return problems


def check_ids(document: GoldDocument) -> list[str]:
    """Ids of entities are unique, and ids of relations are."""
    problems: list[str] = []
    for kind, ids in (
        ("entity", [entity.id for entity in document.entities]),
        ("relation", [relation.id for relation in document.relations]),
    ):
        twice = [name for name, count in Counter(ids).items() if count > 1]
        problems.extend(f"{kind} {name}: expected an id of its own, got it twice; {MEND}" for name in twice)
    return problems


def check_names(document: GoldDocument) -> list[str]:
    """A string names one thing only, and each entity has the canonical name that the header gives it."""
    problems: list[str] = []
    index = index_names(document.names)
    for name, synonyms in document.names.items():
        for known in (name, *synonyms):
            other = index[fold(known)]
            if other != name:
                problems.append(
                    f"name {known!r}: expected one canonical name, got {other!r} and {name!r}; {MEND}"
                )
    for entity in document.entities:
        expected = name_surface(entity.text, index)
        if entity.name != expected:
            problems.append(
                f"entity {entity.id}: expected the name {expected!r}, got {entity.name!r}; {MEND}"
            )
    return problems


def check_mentions(document: GoldDocument) -> list[str]:
    """No two entities have the same label and fragments."""
    counts = Counter(entity.key for entity in document.entities)
    return [
        f"entity {entity.id}: expected one mark as {entity.label} on {entity.text!r}, got two; {MEND}"
        for entity in {entity.key: entity for entity in document.entities}.values()
        if counts[entity.key] > 1
    ]


def check_repeats(document: GoldDocument) -> list[str]:
    """No two relations say the same with the same words: subject, relation, object, polarity and trigger."""
    problems = []
    seen: dict[object, str] = {}
    for relation in document.relations:
        key = relation.subject, relation.relation, relation.object, relation.polarity, relation.trigger
        first = seen.setdefault(key, relation.id)
        if first != relation.id:
            problems.append(
                f"relation {relation.id}: expected something new, got what {first} says; drop one of the two"
            )
    return problems


def check_subjects(document: GoldDocument) -> list[str]:
    """Each subject, and the drug of the header, is the name of an entity with the label given."""
    marked = {(entity.name, entity.label) for entity in document.entities if entity.label in SUBJECTS}
    problems = []
    if document.drug not in {name for name, _ in marked}:
        problems.append(
            f"drug: expected the name of a DRUG or DRUG_CLASS entity, got {document.drug!r}; {MEND}"
        )
    for relation in document.relations:
        if (relation.subject, relation.subject_label) not in marked:
            got = f"{relation.subject!r}, {relation.subject_label}"
            problems.append(
                f"relation {relation.id}: expected a subject that an entity names, got {got}; {MEND}"
            )
    return problems


def check_objects(document: GoldDocument) -> list[str]:
    """Each object is an entity, of a label that suits the relation or an accepted alternative."""
    labels = {entity.id: entity.label for entity in document.entities}
    problems = []
    for relation in document.relations:
        label = labels.get(relation.object)
        suited = frozenset().union(*(OBJECTS[accepted] for accepted in relation.accepted))
        if label is None:
            problems.append(
                f"relation {relation.id}: expected an entity as object, got {relation.object!r}; {MEND}"
            )
        elif label not in suited:
            expected = ", ".join(sorted(suited))
            problems.append(f"relation {relation.id}: expected an object of {expected}, got {label}; {MEND}")
    return problems


def check_effect_kinds(document: GoldDocument) -> list[str]:
    """`causes` has a kind of effect, other relations have none (unless `causes` is accepted beside them)."""
    problems = []
    for relation in document.relations:
        if relation.relation is RelationType.CAUSES and relation.effect_kind is None:
            problems.append(f"relation {relation.id}: expected effect_kind on causes, got null; {MEND}")
        if relation.effect_kind is not None and RelationType.CAUSES not in relation.accepted:
            got = f"{relation.effect_kind} on {relation.relation}"
            problems.append(f"relation {relation.id}: expected effect_kind on causes only, got {got}; {MEND}")
    return problems


def check_links(document: GoldDocument) -> list[str]:
    """`via` names relations of the document and never runs in a ring."""
    links = {relation.id: relation.via for relation in document.relations}
    problems = [
        f"relation {name}: expected 'via' to name a relation of the document, got {target!r}; {MEND}"
        for name, targets in links.items()
        for target in targets
        if target not in links
    ]
    ring = find_ring(links)
    if ring:
        problems.append(f"relation {ring[0]}: expected 'via' without a ring, got {' -> '.join(ring)}; {MEND}")
    return problems
