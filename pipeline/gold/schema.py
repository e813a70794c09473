"""The compiled gold file: pydantic models of gold/*.json, read and written. Format: gold/FORMAT.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import GoldError
from pipeline.types import Fragment, Fragments
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType


class Style(StrEnum):
    """The kind of text that a gold document is."""

    MECHANISM_ARTICLE = "mechanism_article"
    PRESCRIBING_INFORMATION = "prescribing_information"
    SMPC = "smpc"
    ENCYCLOPAEDIA = "encyclopaedia"
    NURSING_TEXTBOOK = "nursing_textbook"
    PATIENT_LEAFLET = "patient_leaflet"
    VENDOR_CATALOGUE = "vendor_catalogue"
    DICTIONARY_ENTRY = "dictionary_entry"
    INVESTIGATIONAL = "investigational"


class Split(StrEnum):
    """What a gold document may be used for."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Word = Annotated[str, Field(min_length=1)]


class GoldEntity(_Strict):
    """One mention. `fragments` are half-open character offsets into the text; `name` is canonical."""

    id: Word
    label: Label
    fragments: Annotated[Fragments, Field(min_length=1)]
    text: Word
    name: Word

    @property
    def key(self) -> tuple[Label, Fragments]:
        """What makes a mention one mention: its label and where it is."""
        return self.label, self.fragments


class GoldRelation(_Strict):
    """One mention of a relation: `subject` is a canonical name, `object` an entity id, `via` relation ids."""

    id: Word
    relation: RelationType
    accept: tuple[RelationType, ...]
    subject: Word
    subject_label: Literal[Label.DRUG, Label.DRUG_CLASS]
    anchor: Fragments
    object: Word
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    trigger: Fragments
    via: tuple[str, ...]
    optional: bool

    @property
    def accepted(self) -> tuple[RelationType, ...]:
        """The relation and the alternatives that scoring accepts, the annotator's own first."""
        return self.relation, *self.accept


class GoldDocument(_Strict):
    """One annotated document. `names` maps a canonical name to its synonyms in this text."""

    format: Literal[1]
    doc: Word
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    drug: Word
    style: Style
    split: Split
    names: dict[str, tuple[str, ...]]
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]

    def entity(self, entity_id: str) -> GoldEntity:
        """Return the entity of that id; KeyError where there is none."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)

    def names_of(self, name: str) -> tuple[str, ...]:
        """Return every name of a thing: the canonical one, the header's synonyms, its mentions' surfaces."""
        surfaces = (collapse(entity.text) for entity in self.entities if entity.name == name)
        return distinct((name, *self.names.get(name, ()), *surfaces))


def collapse(text: str) -> str:
    """Return the text with each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the form in which two names are compared: white space collapsed, case folded."""
    return collapse(text).casefold()


def index_names(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Map each folded name and synonym to its canonical name; the first has it where two claim a string."""
    index: dict[str, str] = {}
    for canonical, synonyms in names.items():
        for known in (canonical, *synonyms):
            index.setdefault(fold(known), canonical)
    return index


def name_surface(surface: str, index: Mapping[str, str]) -> str:
    """Return the canonical name of a surface: the one that the index has, else the surface in lower case."""
    return index.get(fold(surface), collapse(surface).lower())


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names in their order, each once; two that differ in case or white space only are one.

    >>> distinct(("sedation", "Sedation", "drowsiness"))
    ('sedation', 'drowsiness')
    """
    return tuple(
        {fold(name): name for name in reversed(names)}[key] for key in dict.fromkeys(map(fold, names))
    )


def shift(fragments: Sequence[Fragment], by: int) -> Fragments:
    """Return the fragments moved by so many characters."""
    return tuple(Fragment(start + by, end + by) for start, end in fragments)


def join_fragments(text: str, fragments: Sequence[Fragment]) -> Fragments:
    """Join fragments that nothing but white space sets apart.

    >>> join_fragments("dry mouth", (Fragment(0, 3), Fragment(4, 9)))
    (Fragment(start=0, end=9),)
    """
    joined: list[Fragment] = []
    for fragment in fragments:
        if joined and not text[joined[-1].end : fragment.start].strip():
            joined[-1] = Fragment(joined[-1].start, fragment.end)
        else:
            joined.append(fragment)
    return tuple(joined)


def to_json(document: GoldDocument) -> str:
    """Return the text of the document's file: keys sorted, one space of indent, a newline at the end."""
    data = document.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def save_document(document: GoldDocument, path: Path) -> None:
    """Write the compiled file; folders above it are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json(document), encoding="utf-8", newline="\n")


def load_document(path: Path) -> GoldDocument:
    """Read one compiled file; raises GoldError with every problem of it."""
    try:
        return GoldDocument.model_validate_json(path.read_bytes())
    except OSError as error:
        raise GoldError([f"{path}: expected a compiled gold file, got {error.strerror or error}"]) from error
    except ValidationError as error:
        raise GoldError([_describe(path, detail) for detail in error.errors(include_url=False)]) from error


def _describe(path: Path, detail: object) -> str:
    assert isinstance(detail, dict)
    where = ".".join(map(str, detail["loc"])) or "file"
    got = "" if detail["type"] == "missing" else f", got {str(detail['input'])[:60]!r}"
    return f"{path}: {where}: {detail['msg']}{got}; compile the markup again: python -m pipeline.gold compile"


def load_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """Read every compiled gold file below the folder, ordered by `doc`.

    Nothing is skipped: a file that is not a gold document, an empty folder or a document that occurs twice
    raises GoldError, with all problems of the folder in one error.
    """
    paths = sorted(folder.rglob("*.json"))
    if not paths:
        raise GoldError([f"{folder}: expected compiled gold files (*.json), found none; compile first"])
    problems: list[str] = []
    documents: dict[str, GoldDocument] = {}
    for path in paths:
        try:
            document = load_document(path)
        except GoldError as error:
            problems.extend(error.problems)
            continue
        if document.doc in documents:
            problems.append(
                f"{path}: document {document.doc} is in the folder twice; delete one of the files"
            )
        documents[document.doc] = document
    if problems:
        raise GoldError(problems)
    return tuple(documents[doc] for doc in sorted(documents))
