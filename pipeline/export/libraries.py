"""Libraries that only some exports need, imported when one of these is made."""

from __future__ import annotations

import importlib
from typing import Any

from pipeline.errors import MonographError


def require(name: str, *, purpose: str) -> Any:
    """Return the module of that name.

    Args:
        name: Of the module, such as `pyarrow.parquet`.
        purpose: What can't be made without it, for the message.

    Raises:
        MonographError: It is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise MonographError(
            f"{purpose}: expected the library {name.partition('.')[0]}, found none; "
            "pip install 'monograph[exports]'"
        ) from error
