"""Triple gold: document-level gold without offsets of arguments, one JSON file a document.

`{"doc": ..., "triples": [...]}`, where subject and object are lists of accepted names, relation a
list of accepted relations, and `via` positions in the list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import GoldError
from pipeline.gold.schema import GoldDocument
from pipeline.gold.triples import GoldTriple, gold_triples
from pipeline.types import Fragment
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Names = Annotated[tuple[str, ...], Field(min_length=1)]


class TripleRecord(_Strict):
    """One triple of a file; the last two fields are notes of its annotators, unused in scoring."""

    subject: Names
    subject_label: Literal[Label.DRUG, Label.DRUG_CLASS]
    relation: Annotated[tuple[RelationType, ...], Field(min_length=1)]
    object: Names
    object_label: Annotated[tuple[Label, ...], Field(min_length=1)]
    polarity: Polarity
    certainty: Certainty
    effect_kind: EffectKind | None
    evidence: tuple[Fragment, ...]
    optional: bool
    via: tuple[int, ...]
    certainty_agreed: bool | None = None
    via_both: tuple[int, ...] | None = None


class TripleFile(_Strict):
    """A triple-gold file."""

    doc: Annotated[str, Field(min_length=1)]
    triples: tuple[TripleRecord, ...]


def read_triple_gold(folder: Path) -> dict[str, tuple[GoldTriple, ...]]:
    """Read every file of a folder: the triples of each document, by `doc` (a file name without suffix).

    Nothing is skipped: a file that is not triple gold, an empty folder, a document that occurs twice or a
    `via` that points nowhere raises GoldError, with all problems of the folder in one error.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(
            [f"{folder}: expected triple-gold files (*.json), found none; is it the right folder?"]
        )
    problems: list[str] = []
    found: dict[str, tuple[GoldTriple, ...]] = {}
    for path in paths:
        try:
            record = TripleFile.model_validate_json(path.read_bytes())
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                where = ".".join(map(str, detail["loc"])) or "file"
                problems.append(
                    f"{path}: {where}: {detail['msg']}; mend the file or take it out of the folder"
                )
            continue
        if record.doc in found:
            problems.append(f"{path}: document {record.doc} is in the folder twice; delete one of the files")
        for at, triple in enumerate(record.triples):
            lost = [target for target in triple.via if not 0 <= target < len(record.triples) or target == at]
            problems.extend(
                f"{path}: triples.{at}.via: expected another triple's position, got {n}" for n in lost
            )
        found[record.doc] = tuple(_from_record(triple) for triple in record.triples)
    if problems:
        raise GoldError(problems)
    return found


def _from_record(record: TripleRecord) -> GoldTriple:
    fields = {name: getattr(record, name) for name in TripleRecord.model_fields}
    del fields["certainty_agreed"], fields["via_both"]
    return GoldTriple(**fields)


def triples_to_json(doc: str, triples: Sequence[GoldTriple]) -> str:
    """Return the triple-gold file of a document; `doc` loses its suffix, as the format has it."""
    records: list[dict[str, Any]] = []
    for triple in triples:
        names = (name for name in GoldTriple.__dataclass_fields__ if name != "mentions")
        record = TripleRecord.model_validate({name: getattr(triple, name) for name in names})
        records.append(record.model_dump(mode="json", exclude={"certainty_agreed", "via_both"}))
    data = {"doc": Path(doc).with_suffix("").as_posix(), "triples": records}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_triple_gold(documents: Sequence[GoldDocument], folder: Path) -> list[Path]:
    """Write the triples of each document as triple gold; returns the files written."""
    written = []
    for document in documents:
        target = folder / Path(document.doc).with_suffix(".json")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            triples_to_json(document.doc, gold_triples(document)), encoding="utf-8", newline="\n"
        )
        written.append(target)
    return written
