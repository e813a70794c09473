"""The files of a run: put together from the journal in order, then each to its place in one step."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.batch.fingerprint import digest_file
from pipeline.batch.journal import Journal
from pipeline.batch.outcome import Failure
from pipeline.export import EXPORTERS, EXTRACT_FORMATS
from pipeline.export.concept_lines import write_concepts
from pipeline.export.lines import dump_line

FORMAT: Final = 1
"""The version of `run.json`."""
MANIFEST: Final = "run.json"

_LINES: Final = ("triples.jsonl", "documents.jsonl", "failures.jsonl")
CONCEPTS: Final = "concepts.jsonl"
_TABLES: Final = tuple(f"triples.{name}" for name in EXTRACT_FORMATS if f"triples.{name}" not in _LINES)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run did; `found` counts `entities`, `relations` and `triples.RELATION.POLARITY`."""

    done: int
    failed: int
    found: Mapping[str, int]


class _Count(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    done: int
    failed: int


class _Manifest(BaseModel):
    """`run.json`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    format: int
    monograph: str
    settings: dict[str, object]
    documents: _Count
    found: dict[str, int]
    files: dict[str, str]


class _State(BaseModel):
    """`published.json`: what the results in place were made from."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    inputs: str
    manifest: str


def assemble(
    folder: Path, journal: Journal, places: Iterable[int], failures: Mapping[int, Failure]
) -> Totals:
    """Write the three files of lines into a folder, the documents in the order of their places.

    Args:
        folder: An empty one.
        journal: Holds the lines.
        places: Where each document's record begins in it, in order; below 0 for a failed one.
        failures: By the document's number in this order.

    Raises:
        OSError: A file can't be written, or the journal not be read.
    """
    found: Counter[str] = Counter()
    done = 0
    with ExitStack() as stack:
        triples, documents, failed = (stack.enter_context(open(folder / name, "wb")) for name in _LINES)
        for index, place in enumerate(places):
            if place < 0:
                failed.write(f"{dump_line(asdict(failures[index]))}\n".encode())
                continue
            results = journal.read(place)
            triples.write(results.triples)
            documents.write(results.documents)
            found.update(results.counts)
            done += 1
    return Totals(done, len(failures), dict(sorted(found.items())))


def publish(
    folder: Path,
    out: Path,
    totals: Totals,
    *,
    formats: Sequence[str],
    version: str,
    settings: Mapping[str, object],
) -> None:
    """Write the concepts, the formats and `run.json`, and put all files into `out`, each in one step.

    `run.json` comes last and holds the digests of the others. Exports that an earlier run left behind and
    this one does not make are removed: they would not match.

    Raises:
        OSError: A file can't be written; those in `out` are then whole, old or new.
    """
    with open(folder / CONCEPTS, "w", encoding="utf-8", newline="") as stream:
        write_concepts(_list_ids(folder / _LINES[0]), stream)
    made = [*_LINES, CONCEPTS]
    for name in dict.fromkeys(f"triples.{name}" for name in formats):
        if name not in _LINES:
            EXPORTERS[name.removeprefix("triples.")].export(folder, folder / name)
            made.append(name)
    manifest = _Manifest(
        format=FORMAT,
        monograph=version,
        settings=dict(settings),
        documents=_Count(done=totals.done, failed=totals.failed),
        found=dict(totals.found),
        files={name: digest_file(folder / name) for name in made},
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    for name in (*made, MANIFEST):
        _sync(folder / name)
    for name in (*made, MANIFEST):
        os.replace(folder / name, out / name)
    for name in set(_TABLES) - set(made):
        (out / name).unlink(missing_ok=True)


def _list_ids(triples: Path) -> set[str]:
    """Return the ids of the concepts that triples name."""
    ids: set[str] = set()
    with open(triples, encoding="utf-8") as stream:
        for line in stream:
            triple = json.loads(line)
            ids.update(side["id"] for side in (triple["subject"], triple["object"]) if side["id"])
    return ids


def digest_inputs(
    package: str, settings: Mapping[str, object], documents: Iterable[tuple[str, bytes | None]]
) -> str:
    """Return a digest (hexadecimal) of all that a run's files depend on.

    Args:
        package: Digest of the whole package.
        settings: All of them, those of the files too.
        documents: Id and key of each; the key covers models and libraries.
    """
    total = hashlib.sha256(f"{package}\0{json.dumps(settings, sort_keys=True)}".encode())
    for doc_id, key in documents:
        total.update(f"\0{doc_id}\0{key.hex() if key else None}".encode())
    return total.hexdigest()


def remember(state: Path, out: Path, inputs: str) -> None:
    """Note in the file `state` that what is in `out` was made from these inputs."""
    noted = _State(inputs=inputs, manifest=digest_file(out / MANIFEST))
    beside = state.with_suffix(".new")
    beside.write_text(noted.model_dump_json() + "\n", encoding="utf-8")
    os.replace(beside, state)


def recall(state: Path, out: Path, inputs: str) -> Totals | None:
    """Return what the run in `out` did if it was made from these inputs and its files are as it left them."""
    try:
        noted = _State.model_validate_json(state.read_bytes())
        if (noted.inputs, noted.manifest) != (inputs, digest_file(out / MANIFEST)):
            return None
        manifest = _Manifest.model_validate_json((out / MANIFEST).read_bytes())
        if any(digest_file(out / name) != digest for name, digest in manifest.files.items()):
            return None
    except (OSError, ValidationError):
        return None
    return Totals(manifest.documents.done, manifest.documents.failed, manifest.found)


def _sync(path: Path) -> None:
    with open(path, "rb") as stream:
        os.fsync(stream.fileno())
