"""Where the trained models lie: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.errors import FormatError

_PACKAGE = Path(__file__).parent


@cache
def models_folder() -> Path:
    """Return the folder of the trained models.

    Raises:
        FormatError: There is none: the package was installed without its models.
    """
    for folder in (_PACKAGE / "_models", _PACKAGE.parent / "models"):
        if folder.is_dir():
            return folder
    raise FormatError(f"{_PACKAGE}: expected a folder of models, found none; install monograph again")
