"""The table of what each source is worth, read from the JSON file that the comparison writes."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from pipeline.errors import FormatError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ratios(_Strict):
    """Precision, recall and F1; None where undefined."""

    precision: float | None
    recall: float | None
    f1: float | None


class Compared(_Strict):
    """The gain in F1 over the first source, its 95 % interval, and the share of resamples without a gain."""

    gain: float
    interval: tuple[float | None, float | None]
    p: float


class Source(_Strict):
    """One line: what reads (rules, model, both), on which split, with its scores by layer."""

    name: str
    split: str
    scores: dict[str, Ratios]
    compared: Compared | None
    resamples: int


def read_ablation(path: Path) -> tuple[Source, ...]:
    """Read an ablation.json.

    Raises:
        FormatError: The file can't be read or breaks its format; the message names the field.
    """
    try:
        return TypeAdapter(tuple[Source, ...]).validate_json(path.read_bytes())
    except OSError as error:
        raise FormatError(
            f"{path}: expected the scores of rules, model and both, found: {error.strerror}; "
            "write the file again, or leave it out"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise FormatError(
            f"{path}: expected a list of sources with their scores, found a fault in {field!r}: "
            f"{first['msg']}; write the file again"
        ) from error
