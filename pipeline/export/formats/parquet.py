"""`parquet`: triples as a Parquet file, one row each, columns as the fields of `triples.jsonl`.

Subject and object are structs (`name`, `label`, `text`, `id`), `via` a list of strings, `evidence` a list
of structs (`section`, `sentence`, `subject`, `trigger`, `object`, `text`, `found_by`, `contradicted_by`),
ranges structs of `start` and `end` (half-open, in characters).
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any, Final

from pipeline.export.atomic import replacing_file
from pipeline.export.libraries import require
from pipeline.export.run import Run
from pipeline.types import Argument, Evidence, Fragment, Triple

_ROWS_A_GROUP: Final = 10_000


def write_parquet(run: Run, out: Path) -> None:
    """Write the run's triples to the file `out`, some thousand rows at a time."""
    arrow = require("pyarrow", purpose="export to parquet")
    parquet = require("pyarrow.parquet", purpose="export to parquet")
    schema = _schema(arrow)
    with replacing_file(out) as path, parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        rows = map(_row, run.triples())
        while chunk := list(islice(rows, _ROWS_A_GROUP)):
            writer.write_table(arrow.Table.from_pylist(chunk, schema=schema))


def _schema(arrow: Any) -> Any:
    def struct(**fields: Any) -> Any:
        return arrow.struct(list(fields.items()))

    text, ranges = arrow.string(), arrow.list_(struct(start=arrow.int64(), end=arrow.int64()))
    argument = struct(name=text, label=text, text=text, id=text)
    evidence = struct(
        section=text,
        sentence=ranges.value_type,
        subject=ranges,
        trigger=ranges,
        object=ranges,
        text=text,
        found_by=arrow.list_(text),
        contradicted_by=arrow.list_(text),
    )
    fields = {
        "doc_id": text,
        "subject": argument,
        "relation": text,
        "object": argument,
        "polarity": text,
        "certainty": text,
        "effect_kind": text,
        "confidence": arrow.float64(),
        "via": arrow.list_(text),
        "id": text,
        "evidence": arrow.list_(evidence),
    }
    return arrow.schema(list(fields.items()))


def _row(triple: Triple) -> dict[str, object]:
    return {
        "doc_id": triple.doc_id,
        "subject": _argument(triple.subject),
        "relation": triple.relation,
        "object": _argument(triple.object),
        "polarity": triple.polarity,
        "certainty": triple.certainty,
        "effect_kind": triple.effect_kind,
        "confidence": triple.confidence,
        "via": triple.via,
        "id": triple.id,
        "evidence": list(map(_evidence, triple.evidence)),
    }


def _argument(argument: Argument) -> dict[str, str | None]:
    return {"name": argument.name, "label": argument.label, "text": argument.text, "id": argument.id}


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "section": evidence.section,
        "sentence": evidence.sentence._asdict(),
        "subject": list(map(Fragment._asdict, evidence.subject)),
        "trigger": list(map(Fragment._asdict, evidence.trigger)),
        "object": list(map(Fragment._asdict, evidence.object)),
        "text": evidence.text,
        "found_by": evidence.found_by,
        "contradicted_by": evidence.contradicted_by,
    }
