"""The committed results of the public benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import FormatError
from tools.benchmarks.outcome import Outcome

RESULTS: Final = Path("benchmarks/external.json")
PAGE: Final = Path("docs/benchmarks.md")

_FORM: Final = TypeAdapter(dict[str, tuple[Outcome, ...]])


def read_results(path: Path) -> dict[str, tuple[Outcome, ...]]:
    """Return the outcomes of each benchmark; none where there is no file.

    Raises:
        FormatError: The file is not one of results.
    """
    if not path.exists():
        return {}
    try:
        return _FORM.validate_json(path.read_bytes())
    except ValidationError as error:
        raise FormatError(
            f"{path}: expected results of benchmarks ({error}); run all of them again"
        ) from error


def write_results(path: Path, results: Mapping[str, tuple[Outcome, ...]]) -> None:
    """Write the outcomes of each benchmark."""
    path.write_bytes(_FORM.dump_json(dict(results), indent=1, exclude_none=True) + b"\n")
