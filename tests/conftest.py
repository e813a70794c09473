"""What all tests share: generated examples that are the same on every run, and one extractor a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pipeline.compose import Extractor

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The product's extractor, with its models loaded; it keeps nothing from one text to the next."""
    from pipeline import compose  # noqa: PLC0415 - seconds that only tests of the whole need

    return compose.load()
